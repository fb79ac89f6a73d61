using System.Text;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

/// <summary>A scan with a filter shows those that the filter, asked of each document, lets through; and what its columns say is the same as
/// in a register from before them.</summary>
public sealed class ResidentFilterTests
{
    private static readonly string[] Tongues = ["fi", "sv", "se"];
    private static readonly string[] Codes = ["87100", "87200", "88600", "00100"];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_scan_shows_whom_the_filter_lets_through_however_old_the_register(int seed)
    {
        var random = new Random(seed);
        using var file = new RegisterFile();
        using (var loader = file.Create())
        {
            for (var number = 1; number <= 300; number++)
            {
                loader.Add(Person(random, number));
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            for (var number = 1; number <= 60; number++)
            {
                writer.AppendOne(Some.Entry(Person(random, number) with { PersonId = number }));
            }
        }

        ResidentFilter[] filters = [.. Enumerable.Range(0, 60).Select(_ => Filter(random)), new()];
        var shown = Shown(file, filters);
        Assert.That(shown[..^1].Count(each => each.Length is > 0 and < 300), Is.GreaterThan(20), "filters that do something");
        Assert.That(shown[^1], Has.Length.EqualTo(300));

        file.Sql(NoNames.Sql + NoFacts.Sql + "PRAGMA user_version = 5;");
        Assert.That(Shown(file, filters), Is.EqualTo(shown), "read as it is");
        SqliteRegister.OpenWrite(file.Path).Dispose();
        Assert.That(file.Sql("PRAGMA user_version"), Is.EqualTo((long)SqliteSchema.Version));
        Assert.That(Shown(file, filters), Is.EqualTo(shown), "converted");
    }

    [Test]
    public void Both_of_two_filters_let_through_what_each_does()
    {
        var random = new Random(5);
        var facts = Enumerable.Range(1, 200).Select(number => FactsOf(Person(random, number))).ToList();
        for (var turn = 0; turn < 200; turn++)
        {
            var (left, right) = (Filter(random), Filter(random));
            Assert.That(
                facts.Where(left.And(right).Passes), Is.EqualTo(facts.Where(left.Passes).Where(right.Passes)), $"turn {turn}");
        }
    }

    /// <summary>By identity code, of each filter; checked against the documents at two keys.</summary>
    private static string[][] Shown(RegisterFile file, ResidentFilter[] filters)
    {
        using var register = SqliteRegister.OpenRead(file.Path);
        return [.. filters.SelectMany(filter => new[] { new JournalKey(1), register.LatestKey() }.Select(key =>
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
    }

    private static ResidentFacts FactsOf(NewVersion person) =>
        ResidentFacts.Of(Encoding.ASCII.GetBytes(person.IdentityCode), person.Document.Span);

    private static NewVersion Person(Random random, int number) => Some.Person(number, random.Next(2) == 0 ? "205" : "290") with
    {
        Document = random.Next(30) == 0 ? "no JSON"u8.ToArray() : Encoding.UTF8.GetBytes(
            $$"""{"hetu":"{{Some.Code(number)}}","ryhmat":[{{string.Join(',', Groups(random))}}]}"""),
    };

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

    private static ResidentFilter Filter(Random random) => new()
    {
        BornFrom = random.Next(3) == 0 ? new DateOnly(1900 + random.Next(80), 1 + random.Next(12), 1) : null,
        BornTo = random.Next(3) == 0 ? new DateOnly(1950 + random.Next(60), 1 + random.Next(12), 1) : null,
        Sexes = random.Next(3) == 0 ? [random.Next(2) == 0 ? "1" : "2"] : null,
        MotherTongues = random.Next(3) == 0 ? [.. Tongues.Where(_ => random.Next(2) == 0)] : null,
        PostalCodes = random.Next(3) == 0 ? [.. Codes.Where(_ => random.Next(2) == 0)] : null,
    };
}
