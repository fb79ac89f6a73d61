using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>Persons named in a record: the identity code, and what the gate lets be said of the person in the register.</summary>
public sealed class RelatedPersonTests
{
    private const string Other = "020280-9006";

    private const string Born = """syntymapv":{"arvo":"1980-02-02","tarkkuus":"PAIVA"},"sukupuoli":"NAINEN"}""";

    private const string Described =
        """{"henkilotunnus":"020280-9006","etunimet":"Aino","sukunimi":"Saari","etunimetUTF8":"Aino","sukunimiUTF8":"Šaari",""" + "\"" + Born;

    /// <summary>Every group with a field of the shape person, and the tietoryhmät in which it is written.</summary>
    private static IEnumerable<TestCaseData> Relations() =>
        [
            new("305", new[] { ("laji", "1"), ("huoltajan_rooli", "2") }, "huoltaja", 3),
            new("905", new[] { ("laji", "1"), ("huoltajan_rooli", "2") }, "huollettava", 3),
            new("904", new[] { ("laji", "1") }, "puoliso", 1),
            new("904", new[] { ("laji", "2") }, "osapuoli", 1),
            new("911", new[] { ("vanhemman_rooli", "2") }, "vanhempi", 2),
            new("912", new[] { ("vanhemman_rooli", "2") }, "lapsi", 2),
        ];

    [TestCaseSource(nameof(Relations))]
    public void A_person_is_described_under_every_name_of_the_relation(
        string group, (string, string)[] fields, string key, int names)
    {
        var person = Known().With(group, [("hetu", Other), .. fields]).Base();

        Assert.That(person.Groups().Count(), Is.EqualTo(names));
        Assert.That(person.Groups().Select(each => Text(each.GetProperty(key))), Is.All.EqualTo(Described));
        ClientRules.Check(person, isChange: false);
    }

    [TestCase("306", "307", "nykyisetEdunvalvojat", "edunvalvoja")]
    [TestCase("316", "317", "nykyisetEdunvalvontavaltuutetut", "edunvalvontavaltuutettu")]
    public void So_is_one_in_a_list(string group, string clarifying, string list, string key)
    {
        var person = Known().With(group, ("alkupv", "20200101")).With(clarifying, ("hetu", Other)).Base();

        Assert.That(Text(person.Groups().Single().GetProperty(list)[0].GetProperty(key)), Is.EqualTo(Described));
    }

    [Test]
    public void A_change_describes_the_person_too_and_so_does_what_is_in_force_after_it()
    {
        var change = Known().With("911", ("hetu", Other)).With("911", ("hetu", "020281-900J")).Change(
            ("911", '4', [("hetu", "020281-900J")]));

        var group = change.Group("VANHEMPI");
        Assert.That(group.GetProperty("vanhempi").Keys(), Is.EqualTo(new[] { "henkilotunnus" }), "who is not in the register");
        Assert.That(Text(group.GetProperty("voimassaolevatTiedot")[0].GetProperty("vanhempi")), Is.EqualTo(Described));
        ClientRules.Check(change, isChange: true);
    }

    [Test]
    public void Of_a_child_without_a_name_there_is_the_rest()
    {
        var person = new Said().Beside(Other, ("003", [("sukupuoli", "2")]), ("901", [("syntymapv", "19800202")]))
            .With("912", ("hetu", Other)).Base();

        Assert.That(
            Text(person.Group("LAPSI").GetProperty("lapsi")),
            Is.EqualTo($"{{\"henkilotunnus\":\"{Other}\",\"{Born}"));
    }

    [TestCase(NonDisclosureRight.None, false)]
    [TestCase(NonDisclosureRight.OrderOnly, false)]
    [TestCase(NonDisclosureRight.Section37, true)]
    public void A_protected_person_is_described_by_the_right_alone(NonDisclosureRight right, bool isDescribed)
    {
        var said = new Said(right).Beside(
            Other, ("004", [("sukunimi", "Saari"), ("etunimet", "Aino")]), ("015", [("paattymispv", "20290101")]));

        var person = said.With("305", ("hetu", Other), ("laji", "1")).Base();

        Assert.That(person.GetRawText().Contains("Saari", StringComparison.Ordinal), Is.EqualTo(isDescribed));
        Assert.That(person.Related().Select(each => each.GetProperty("henkilotunnus").GetString()), Is.All.EqualTo(Other));
    }

    [Test]
    public void What_is_read_of_a_person_with_a_code_is_the_code()
    {
        var described = Known().With("305", ("hetu", Other), ("laji", "1")).With("904", ("hetu", Other), ("laji", "1")).Base();
        var plain = new Said().With("305", ("hetu", Other), ("laji", "1")).With("904", ("hetu", Other), ("laji", "1")).Base();

        var (read, expected) = (Read(described), Read(plain));

        Assert.That(read.Kept, Is.Empty);
        Assert.That(new Said().With(read.Record).Base().GetRawText(), Is.EqualTo(new Said().With(expected.Record).Base().GetRawText()));
        Assert.That(read.Record.GroupCount, Is.EqualTo(2), "nothing clarifies them");
    }

    private static Said Known() => new Said().Beside(
        Other,
        ("003", [("sukupuoli", "2")]),
        ("004", [("sukunimi", "Šaari"), ("etunimet", "Aino")]),
        ("101", [("katu_fi", "Salakuja")]),
        ("901", [("syntymapv", "19800202")]));

    private static ReadPerson Read(JsonElement person) => new PersonReader(Mapped.Catalog).ReadBase(person, new DateOnly(2026, 6, 1));

    private static string Text(JsonElement element) => System.Text.RegularExpressions.Regex.Unescape(element.GetRawText());
}
