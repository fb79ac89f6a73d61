using System.Text.Json;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>What is written is read back as it was, but for what the interface has no field for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RoundTripTests
{
    private static readonly string[] Texts = ["Ääkköset", "Šnŋ \"lainaus\"", "a\\b 😀", "Tie 7"];

    private static readonly HashSet<string> NoField =
    [
        "306 tehtavienjako", "306 toimintakelpoisuus", "306 edunvalvojien_lkm", "307 y_tunnus", "307 kunta", "307 oikeusaputoimisto",
        "307 alkupv", "307 loppupv", "316 tehtavienjako", "316 valtuutettujen_lkm", "317 alkupv", "317 loppupv", "401 ammattikoodi",
        "421 loppupv", "422 tyyppi", "422 passivointipv", "422 vtj_passivointipv", "903 alkupv", "904 loppupv", "004 merkkilippu",
        "005 merkkilippu", "423 merkkilippu", "423 loppupv", "910 loppupv",
    ];

    private static readonly Dictionary<string, string[]> Named = new()
    {
        ["001 voimassaolo"] = ["1", "2"],
        ["002 kielikoodi"] = ["fi", "sv", "ru"],
        ["005 nimilaji"] = ["01", "02", "03", "05", "06", "07", "08", "14"],
        ["305 laji"] = ["1", "2"],
        ["305 huoltajan_rooli"] = ["1", "2", "3", "4", "6", ""],
        ["305 asuminen"] = ["2", ""],
        ["913 loppupv"] = ["20990131"],
        ["421 laji"] = ["11"],
        ["422 tietolahde"] = ["2"],
        ["422 vtj_voimassaolo"] = ["1"],
        ["423 nimilaji"] = ["04"],
        ["902 kielikoodi"] = ["fi", "sv"],
        ["905 laji"] = ["1", "2"],
        ["909 osoitenumero"] = ["1", "2"],
    };

    [SeededProperty(MaxTest = 200, EndSize = 1_000_000)]
    public void Base_data_is_read_back(int seed)
    {
        var groups = RandomGroups(new Random(seed), '1');
        var person = new Said().With(groups).Base();
        ClientRules.Check(person, isChange: false);

        var read = new PersonReader(Mapped.Catalog).ReadBase(person, new DateOnly(2026, 6, 1));

        Assert.That(read.Unknown, Is.Empty);
        Assert.That(Lines(read.Record, '1'), Is.EquivalentTo(Lines(groups, '1')));
    }

    [SeededProperty(MaxTest = 200, EndSize = 1_000_000)]
    public void Changes_are_read_back_in_their_order(int seed)
    {
        var random = new Random(seed);
        var groups = RandomGroups(random, "134"[random.Next(3)]);
        var record = Said.NewRecord(Said.Code, RecordType.Old);
        for (var group = 0; group < groups.GroupCount; group++)
        {
            record.Copy(groups, group, groups.Attribute(group));
        }

        var change = new Said().Change(record);
        ClientRules.Check(change, isChange: true);

        var read = new PersonReader(Mapped.Catalog).ReadChange(change);

        Assert.That(read.Unknown, Is.Empty);
        Assert.That(Lines(read.Record, null), Is.EqualTo(Lines(groups, null)));
    }

    [Test]
    public void Groups_and_fields_that_are_not_known_are_passed_over()
    {
        var person = JsonDocument.Parse(
            """
            { "henkilotunnus": "010190-900X", "jotain": 1, "muutospv": "2026-05-31T21:00:00.000Z", "tietoryhmat": [
              { "tietoryhma": "JOKU_MUU", "muutosattribuutti": "LISATTY" },
              { "tietoryhma": "SUKUPUOLI", "muutosattribuutti": "MUUTETTU", "sukupuoli": "MIES", "lisaksi": { "a": [] } } ] }
            """).RootElement;
        var read = new PersonReader(Mapped.Catalog).ReadChange(person);
        Assert.That(read.Unknown, Is.EqualTo(new[] { "JOKU_MUU" }));
        Assert.That(read.Record.Text(0, "sukupuoli"), Is.EqualTo("1"));
        Assert.That(read.Record.Text(HeaderField.Registered), Is.EqualTo("20260601"));
    }

    [TestCase("""{ "henkilotunnus": "x", "muutospv": "2026-05-31T21:00:00.000Z" }""", "tietoryhmat")]
    [TestCase("""{ "henkilotunnus": "x", "muutospv": 1, "tietoryhmat": [] }""", "muutospv")]
    [TestCase("""{ "muutospv": "2026-05-31T21:00:00.000Z", "tietoryhmat": [] }""", "henkilotunnus")]
    [TestCase("""{ "henkilotunnus": "x", "muutospv": "2026-05-31T21:00:00.000Z", "tietoryhmat": [ {}, 1 ] }""", "tietoryhmat[0]")]
    [TestCase("[]", "muutospv")]
    public void What_is_no_element_is_refused_with_its_place(string json, string place) =>
        Assert.That(
            () => new PersonReader(Mapped.Catalog).ReadChange(JsonDocument.Parse(json).RootElement),
            Throws.InstanceOf<FormatException>().With.Message.StartsWith(place));

    private static Record RandomGroups(Random random, char attribute)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, Said.Code);
        var served = Mapped.Catalog.Groups
            .Where(group => !group.IsRepetition && group.When.Count == 0 || group.Spec.Code is "904" or "423" or "910")
            .Select(group => group.Spec).Distinct().OrderBy(spec => spec.Code, StringComparer.Ordinal);
        foreach (var spec in served.Where(spec => spec.Code != "015" && random.Next(3) > 0))
        {
            var group = Fill(record, spec, attribute, random);
            foreach (var clarifying in Clarifying(record, group, spec))
            {
                _ = Fill(record, Layouts.Catalog.Newest(clarifying)!, clarifying is "307" or "317" ? attribute : '0', random);
            }
        }

        if (record.GroupCount == 0)
        {
            _ = Fill(record, Layouts.Catalog.Newest("003")!, attribute, random);
        }

        return record;
    }

    private static IEnumerable<string> Clarifying(Record record, int group, GroupSpec spec) => spec.Code switch
    {
        "305" when record.Value(group, "hetu").IsEmpty => ["451"],
        "306" when record.Attribute(group) != '4' => ["307"],
        "316" when record.Attribute(group) != '4' => ["317"],
        "002" or "104" or "105" or "007" => ["452"],
        _ => [],
    };

    private static int Fill(Record record, GroupSpec spec, char attribute, Random random)
    {
        var group = record.Add(spec, (byte)attribute);
        foreach (var field in spec.Fields)
        {
            var name = $"{spec.Code} {field.Name}";
            if (!NoField.Contains(name) && Value(field, name, random) is { Length: > 0 } value)
            {
                record.Set(group, field.Name, value);
            }
        }

        return group;
    }

    private static string Value(FieldSpec field, string name, Random random)
    {
        if (Named.TryGetValue(name, out var codes))
        {
            return codes[random.Next(codes.Length)];
        }

        if (field.Name == "loppupv")
        {
            return random.Next(2) == 0 ? "" : "20990131";
        }

        if (field.Name == "nimilaji" || field.Codes.Count > 0)
        {
            return field.Codes[random.Next(field.Codes.Count)];
        }

        return field.Kind switch
        {
            FieldKind.Date => random.Next(4) switch
            {
                0 => "19650500",
                1 => "19710000",
                _ => $"20{random.Next(10, 26)}0{random.Next(1, 10)}15",
            },
            FieldKind.IdentityCode => name switch
            {
                "001 hetu" => Said.Code,
                "305 hetu" when random.Next(3) == 0 => "",
                _ => "020280-9006",
            },
            FieldKind.Number => string.Concat(Enumerable.Range(0, field.Length).Select(_ => random.Next(10))),
            FieldKind.Code => string.Concat(Enumerable.Range(0, field.Length).Select(_ => "ABC"[random.Next(3)])),
            _ => Texts[random.Next(Texts.Length)] is var text && text.Length > field.Length ? "a" : text,
        };
    }

    private static List<string> Lines(Record record, char? attribute)
    {
        var lines = new List<string>();
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            var isPart = spec.Clarifies.Count > 0;
            var fields = spec.Fields.Where(field => !NoField.Contains($"{spec.Code} {field.Name}"));
            var said = isPart ? 'p' : attribute ?? (char)record.Attribute(group);
            lines.Add($"{spec.Code}{said} {string.Join('|', fields.Select(field => record.Text(group, field.Name)))}");
        }

        return lines;
    }
}
