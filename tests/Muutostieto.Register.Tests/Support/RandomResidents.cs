using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>Persons with what a scan can be narrowed by, in whatever form it comes, and filters of it.</summary>
internal static class RandomResidents
{
    private static readonly string[] Tongues = ["fi", "sv", "se"];
    private static readonly string[] Codes = ["87100", "87200", "88600", "00100"];

    internal static NewVersion Person(Random random, int number) => Some.Person(number, random.Next(2) == 0 ? "205" : "290") with
    {
        Document = random.Next(30) == 0 ? "no JSON"u8.ToArray() : Encoding.UTF8.GetBytes(
            $$"""{"hetu":"{{Some.Code(number)}}","ryhmat":[{{string.Join(',', Groups(random))}}]}"""),
    };

    internal static ResidentFilter Filter(Random random) => new()
    {
        BornFrom = random.Next(3) == 0 ? new DateOnly(1900 + random.Next(80), 1 + random.Next(12), 1) : null,
        BornTo = random.Next(3) == 0 ? new DateOnly(1950 + random.Next(60), 1 + random.Next(12), 1) : null,
        Sexes = random.Next(3) == 0 ? [random.Next(2) == 0 ? "1" : "2"] : null,
        MotherTongues = random.Next(3) == 0 ? [.. Tongues.Where(_ => random.Next(2) == 0)] : null,
        PostalCodes = random.Next(3) == 0 ? [.. Codes.Where(_ => random.Next(2) == 0)] : null,
    };

    /// <summary>By identity code, of each filter at the first key and the last; checked against the documents.</summary>
    internal static string[][] Shown(IRegister register, ResidentFilter[] filters) =>
        [.. filters.SelectMany(filter => new[] { new JournalKey(1), register.LatestKey() }.Select(key =>
        {
            var (shown, expected) = (new List<string>(), new List<string>());
            register.ScanResidents(
                key, ["205", "290"], filter, (in row) => shown.Add(Encoding.ASCII.GetString(row.IdentityCode)));
            register.ScanResidents(key, ["205", "290"], (in row) =>
            {
                if (filter.Passes(ResidentFacts.Of(row.IdentityCode, row.Document)))
                {
                    expected.Add(Encoding.ASCII.GetString(row.IdentityCode));
                }
            });
            Assert.That(shown, Is.EqualTo(expected), filter.ToString());
            return shown.ToArray();
        }))];

    private static IEnumerable<string> Groups(Random random)
    {
        foreach (var (code, field, values) in new[]
        {
            ("002", "kielikoodi", Tongues), ("003", "sukupuoli", ["1", "2"]), ("101", "postinumero", [.. Codes, "100"]),
            ("901", "syntymapv", ["19500000", "19600400", "19610213", "20010101", "00000000"]),
        })
        {
            for (var times = Math.Max(0, 2 - random.Next(5)); times >= 0 && random.Next(8) > 0; times--)
            {
                yield return $$"""{"ryhma":"{{code}}","muutos":"1","{{field}}":"{{values[random.Next(values.Length)]}}"}""";
            }
        }
    }
}
