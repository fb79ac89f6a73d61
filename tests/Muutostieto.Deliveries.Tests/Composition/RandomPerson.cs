using System.Globalization;
using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>
/// A person with random addresses, buildings and e-mails of unique values, so that each one found in a delivery identifies the person.
/// </summary>
internal sealed class RandomPerson
{
    private static readonly GroupSpec[] Covered =
    [
        .. Layouts.Catalog.Groups.Where(spec => spec.IsNewest && spec.Holds is Sensitivity.Address or Sensitivity.Contact),
    ];
    private readonly Random random;
    private readonly int number;
    private readonly List<string> secrets = [];
    private int value;

    private RandomPerson(Random random, int number)
    {
        this.random = random;
        this.number = number;
        IdentityCode = string.Create(CultureInfo.InvariantCulture, $"{1 + (number % 28):00}0190-{900 + (number / 28):000}X");
        IsProtected = random.Next(3) == 0;
    }

    internal string IdentityCode { get; }

    internal bool IsProtected { get; }

    internal bool IsAlive { get; private init; }

    internal string Municipality { get; private init; } = "";

    /// <summary>The values of what an order covers.</summary>
    internal IReadOnlyList<string> Secrets => secrets;

    internal NewVersion Version { get; private set; } = null!;

    internal static List<RandomPerson> Some(Random random, string[] municipalities)
    {
        var people = new List<RandomPerson>();
        var count = random.Next(2, 60);
        for (var number = 0; number < count; number++)
        {
            var person = new RandomPerson(random, number)
            {
                IsAlive = random.Next(10) > 0,
                Municipality = municipalities[random.Next(municipalities.Length)],
            };
            person.Version = person.Make(people);
            people.Add(person);
        }

        return people;
    }

    private NewVersion Make(List<RandomPerson> others)
    {
        var groups = new List<Action<Record>>();
        var (end, inIndex, inDocument) = Order();
        AddTo(groups, "002", ("kielikoodi", "fi"));
        AddTo(groups, "004", ("sukunimi", "Korhonen"), ("etunimet", "Aino Maria"));
        if (random.Next(3) == 0)
        {
            AddTo(groups, "007", ("maa", "998"), ("voimassaolo", "1"));
            AddTo(groups, "452", ("teksti", "Entinen valtio"));
        }

        if (!IsAlive)
        {
            AddTo(groups, "013", ("kuolinpv", "20240101"));
        }

        if (inDocument)
        {
            AddTo(groups, "015", ("paattymispv", end));
        }

        foreach (var spec in Covered.Where(spec => string.CompareOrdinal(spec.Code, "204") < 0))
        {
            AddCovered(groups, spec);
        }

        AddTo(groups, "204", ("kuntanumero", Municipality), ("muuttopv", "20010515"));
        if (others.Count > 0)
        {
            AddTo(groups, "305", ("hetu", others[random.Next(others.Count)].IdentityCode), ("laji", "1"));
            if (random.Next(2) == 0)
            {
                AddTo(groups, "320", ("oikeus", "T301"));
            }
        }

        foreach (var spec in Covered.Where(spec => string.CompareOrdinal(spec.Code, "204") > 0))
        {
            AddCovered(groups, spec);
        }

        var record = new Record();
        record.Set(HeaderField.IdentityCode, IdentityCode);
        groups.ForEach(add => add(record));
        using var writer = new JsonRecordWriter();
        return new NewVersion
        {
            IdentityCode = IdentityCode,
            Municipality = Municipality,
            Alive = IsAlive,
            NonDisclosureEnd = inIndex ? end : null,
            Document = writer.WriteState(record).ToArray(),
        };
    }

    /// <summary>
    /// An order as the register has it: in the document, in the index or in both; with an end or until further notice, or without a word of
    /// it.
    /// </summary>
    private (string End, bool InIndex, bool InDocument) Order()
    {
        var end = new[] { "20290131", "99990000", "" }[random.Next(3)];
        var where = random.Next(5);
        return !IsProtected ? ("", false, false) : (end, where != 0 && end.Length > 0, where != 1 || end.Length == 0);
    }

    private void AddCovered(List<Action<Record>> groups, GroupSpec spec)
    {
        for (var instances = random.Next(3); instances > 0; instances--)
        {
            AddTo(groups, spec.Code, [.. spec.Fields.Where(_ => random.Next(5) > 0).Select(field => (field.Name, ValueOf(field)))]);
            if (Layouts.Catalog.Newest("452")!.Clarifies.Contains(spec.Code) && random.Next(2) == 0)
            {
                AddTo(groups, "452", ("teksti", Secret("Zaqwer" + Unique())));
            }
        }
    }

    /// <summary>
    /// Values that cannot come about in another way: digits 6-8 in a row are in no date and no identity code, the 19th century is in
    /// nothing else.
    /// </summary>
    private string ValueOf(FieldSpec field) =>
        field.Kind switch
        {
            FieldKind.Date => Secret(
                string.Create(CultureInfo.InvariantCulture, $"18{number:00}{1 + (++value % 12):00}{1 + (value / 12 % 28):00}")),
            FieldKind.Number when field.Length >= 5 => Secret(Digits(field.Length)),
            FieldKind.Number => new string('1', field.Length),
            _ when field.Length < 5 => "A",
            FieldKind.Code when field.Length < 7 => Secret(Digits(field.Length)),
            _ when field.Length < 10 => Secret("Q" + Unique()),
            _ => Secret("Zäöq" + Unique()),
        };

    private string Digits(int length)
    {
        var digits = new StringBuilder();
        for (var rest = (number * 4) + (++value % 4); digits.Length < length; rest /= 3)
        {
            digits.Append((char)('6' + (rest % 3)));
        }

        return digits.ToString();
    }

    private string Unique() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(char)('G' + (number / 10))}{(char)('G' + (number % 10))}{(char)('G' + (++value / 16 % 16))}{(char)('G' + (value % 16))}");

    private string Secret(string text)
    {
        secrets.Add(text);
        return text;
    }

    private static void AddTo(List<Action<Record>> groups, string code, params (string Field, string Value)[] values) =>
        groups.Add(record =>
        {
            var group = record.Add(Layouts.Catalog.Newest(code)!, code == "452" ? (byte)'0' : (byte)'1');
            foreach (var (field, text) in values)
            {
                record.Set(group, field, text);
            }
        });
}
