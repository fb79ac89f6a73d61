using System.Text;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Disclosure.Tests.Buildings;

/// <summary>What a building's record says of who lives in its dwellings, over small registers.</summary>
public sealed class ResidentGateTests
{
    private const string Old = "010150-900J";
    private const string Young = "010190-900X";
    private const string Other = "010190-901Y";
    private const string House = "900000041C";
    private const string FormerCode = "9000000208";
    private static readonly DateOnly Day = new(2026, 11, 16);

    [Test]
    public void The_oldest_of_a_dwelling_is_named_and_all_of_it_are_counted()
    {
        var said = Said([Resident(Young, Home("001")), Resident(Old, Home("001"), "19500101"), Resident(Other, Home("002"))]);
        Assert.That(said, Is.EqualTo(new[] { $"001 {Old} Korhonen 2+0", $"002 {Other} Korhonen 1+0", "003 - 0+0" }));
    }

    [Test]
    public void Of_two_born_on_one_day_the_first_code_is_named_and_an_unknown_day_comes_last()
    {
        Assert.That(Said([Resident(Other, Home("001")), Resident(Young, Home("001"))])[0], Is.EqualTo($"001 {Young} Korhonen 2+0"));
        Assert.That(
            Said([Resident(Old, Home("001"), ""), Resident(Other, Home("001"))])[0], Is.EqualTo($"001 {Other} Korhonen 2+0"));
    }

    [Test]
    public void A_dwelling_id_may_have_a_former_code_of_the_building_and_one_that_has_ended_counts_no_more() =>
        Assert.That(
            Said([Resident(Young, Home("001", FormerCode)), Resident(Other, Home("001", ended: "20261115"))])[0],
            Is.EqualTo($"001 {Young} Korhonen 1+0"));

    [TestCase(NonDisclosureRight.None)]
    [TestCase(NonDisclosureRight.OrderOnly)]
    [TestCase(NonDisclosureRight.Section37)]
    public void A_protected_resident_is_not_there_whatever_the_right(NonDisclosureRight right)
    {
        var hidden = Resident(Old, Home("001") + ResidentDocument.Order, "19500101");
        Assert.That(Said([hidden, Resident(Young, Home("001"))], right)[0], Is.EqualTo($"001 {Young} Korhonen 1+0"));
        Assert.That(Said([hidden], right)[0], Is.EqualTo("001 - 0+0"), "the only one");
    }

    [TestCase(Purpose.AuthorityTask, "001 010150-900J Korhonen 1+0")]
    [TestCase(Purpose.AddressService, "001 - 0+0")]
    public void A_ban_on_the_purpose_hides_a_resident(Purpose purpose, string expected)
    {
        const string Ban = """{"ryhma":"910","muutos":"1","laji":"YHTEYSTIETOJEN_LUOVUTUS","alkupv":"20260101"},""";
        Assert.That(Said([Resident(Old, Home("001") + Ban)], purpose: purpose)[0], Is.EqualTo(expected));
    }

    [TestCase("20261116", "1", "001 - 0+1", TestName = "An address that begins today")]
    [TestCase("20261117", "1", "001 - 0+0", TestName = "An address that has not begun")]
    public void A_temporary_address_counts_from_its_first_day(string begins, string dwelling, string expected) => Assert.That(
        Said([Resident(Young, Guest(dwelling).Replace("20260901", begins, StringComparison.Ordinal))])[0], Is.EqualTo(expected));

    [Test]
    public void A_permanent_address_that_has_not_begun_is_not_lived_at() => Assert.That(
        Said([Resident(Young, Home("001").Replace("20200101", "20261117", StringComparison.Ordinal))])[0], Is.EqualTo("001 - 0+0"));

    [TestCase("VAKINAISESSA_ASUINKAYTOSSA", "")]
    [TestCase("TYHJILLAAN", "")]
    [TestCase("KAYTETAAN_LOMA_ASUMISEEN", "KAYTETAAN_LOMA_ASUMISEEN")]
    public void Whether_a_dwelling_without_a_resident_who_may_be_known_is_lived_in_is_not_said(string use, string said)
    {
        Assert.That(Uses([Resident(Old, Home("001") + ResidentDocument.Order)], use, "01").Dwelling, Is.EqualTo(said), "a hidden one");
        Assert.That(Uses([], use, "01").Dwelling, Is.EqualTo(said), "none");
        Assert.That(Uses([Resident(Old, Home("001"))], use, "01").Dwelling, Is.EqualTo(use), "one who may be known");
    }

    [TestCase("01", "/")]
    [TestCase("05", "/")]
    [TestCase("03", "03/20200101")]
    [TestCase("07", "07/20200101")]
    public void Nor_is_it_said_of_a_building_that_shows_no_resident(string state, string said)
    {
        Assert.That(Uses([Resident(Old, Home("001") + ResidentDocument.Order)], "", state).Building, Is.EqualTo(said), "a hidden one");
        Assert.That(Uses([], "", state).Building, Is.EqualTo(said), "none");
        Assert.That(Uses([Resident(Old, Home("001"))], "", state).Building, Is.EqualTo($"{state}/20200101"), "one who may be known");
    }

    [TestCase("", "1", "001 - 0+1")]
    [TestCase("20261231", "1", "001 - 0+1")]
    [TestCase("20261115", "1", "001 - 0+0", TestName = "An address that has ended")]
    [TestCase("", "2", "001 - 0+0", TestName = "Another dwelling of the house")]
    public void A_temporary_address_counts_where_it_is_the_dwellings(string ended, string dwelling, string expected) =>
        Assert.That(Said([Resident(Young, Guest(dwelling, ended))])[0], Is.EqualTo(expected));

    [Test]
    public void Who_lives_there_permanently_is_no_temporary_resident_as_well() =>
        Assert.That(Said([Resident(Young, Home("001") + Guest("1"))])[0], Is.EqualTo($"001 {Young} Korhonen 1+0"));

    [Test]
    public void A_document_that_has_the_group_says_nothing_by_it()
    {
        const string Forged = """,{"ryhma":"970","muutos":"1","huoneistotunnus":"X","sukunimi":"Muu","vakinaisia":"00009"}""";
        Assert.That(Said([Resident(Young, Home("001"))], more: Forged), Is.EqualTo(Said([Resident(Young, Home("001"))])));
    }

    /// <summary>Of each dwelling its number, the oldest resident with the surname, and the two counts.</summary>
    private static List<string> Said(
        string[] documents,
        NonDisclosureRight right = NonDisclosureRight.None,
        Purpose purpose = Purpose.AuthorityTask,
        string more = "")
    {
        using var register = TestRegister.Of(documents);
        var (gate, record) = Disclose(register, right, purpose, Row(more), BuildingState.Residents);
        var rows = record.AllOf(BuildingState.Residents).Select(group =>
            $"{record.Text(group, "huoneistonumero")} {(record.Text(group, "vanhin_asukas") is { Length: > 0 } code ? code : "-")} "
                + $"{record.Text(group, "sukunimi")} {record.Text(group, "vakinaisia")}+{record.Text(group, "tilapaisia")}")
            .Select(row => row.Replace("-  ", "- ", StringComparison.Ordinal))
            .ToList();
        Assert.That(record.GroupCount, Is.EqualTo(rows.Count), "nothing that was read on the way is delivered");
        Assert.That(gate.Named.Select(named => named.Group), Is.All.EqualTo(BuildingState.Residents));
        Assert.That(gate.Named, Has.Count.EqualTo(record.AllOf(BuildingState.Residents).Sum(group =>
            int.Parse(record.Text(group, "vakinaisia")) + int.Parse(record.Text(group, "tilapaisia")))), "everyone who is counted");
        return rows;
    }

    /// <summary>What is said of the use of the first dwelling, and of the building with the day of notice.</summary>
    private static (string Dwelling, string Building) Uses(string[] documents, string dwelling, string building)
    {
        using var register = TestRegister.Of([.. documents, ResidentDocument.Of(Other)]);
        var row = Row($$""",{"ryhma":"939","muutos":"1","kayttotila":"{{building}}","ilmoituspv":"20200101"}""", dwelling);
        var (_, record) = Disclose(
            register, NonDisclosureRight.None, Purpose.AuthorityTask, row, BuildingState.Residents, BuildingState.Use, BuildingState.Unit);
        var (unit, use) = (record.IndexOf(BuildingState.Unit), record.IndexOf(BuildingState.Use));
        return (record.Text(unit, "kaytossaolo"), $"{record.Text(use, "kayttotila")}/{record.Text(use, "ilmoituspv")}");
    }

    private static (DisclosedRecord.BuildingGate Gate, Records.Model.RecordView Record) Disclose(
        TestRegister register, NonDisclosureRight right, Purpose purpose, BuildingRow row, params string[] groups)
    {
        var head = register.Reader.LatestKey();
        var terms = new NamedPersonTerms(right, purpose, DataUser.Authority, Day, Day, head, head) { SaysContacts = true };
        var persons = new NamedPersonGate(
            register.Reader, Layouts.Catalog, terms, Protection.Of(register.Reader, head, head, LateOrder.Mask));
        var delivered = new DisclosureTerms
        {
            Municipalities = ["205"],
            Groups = [.. groups.Order(StringComparer.Ordinal).Select(group => new TermsGroup(group, null))],
            NonDisclosureRight = right,
        };
        var gate = new DisclosedRecord.BuildingGate(delivered, Layouts.Buildings, Day, persons);
        var residents = DwellingResidents.Of(register.Reader, Layouts.Catalog, head, Day, ["205"], CancellationToken.None);
        var disclosed = DisclosedRecord.Gate.NewContainer();
        Assert.That(gate.TryDisclose(row, [], disclosed, residents: residents), Is.True);
        return (gate, disclosed.Content);
    }

    private static BuildingRow Row(string more, string use = "") => new()
    {
        BuildingId = 1,
        Code = Encoding.ASCII.GetBytes(House),
        Municipality = "205"u8,
        Stands = true,
        Document = Encoding.UTF8.GetBytes(
            $$"""{"rakennustunnus":"{{House}}","ryhmat":[{"ryhma":"931","muutos":"1","tunnus":"{{House}}","voimassaolo":"1"},"""
                + $$"""{"ryhma":"931","muutos":"1","tunnus":"{{FormerCode}}","voimassaolo":"2"},"""
                + """{"ryhma":"936","muutos":"1","osoitenumero":"1","katunimi_fi":"Koulukatu","katunumero":"3","postinumero":"87100"},"""
                + $"{Unit(1, "01", use)},{Unit(2, "01")},{Unit(3, "01")},{Unit(4, "02")}{more}]}}"),
    };

    private static string Unit(int number, string type, string use = "") =>
        $$"""{"ryhma":"968","muutos":"1","huoneistotunnus":"H{{number}}","osoitenumero":"1","huoneistonumero":"00{{number}}","huoneistotyyppi":"{{type}}","kaytossaolo":"{{use}}"}""";

    private static string Home(string number, string building = House, string ended = "") =>
        $$"""{"ryhma":"909","muutos":"1","rakennustunnus":"{{building}}","osoitenumero":"1","huoneistonumero":"{{number}}","alkupv":"20200101","loppupv":"{{ended}}"},""";

    private static string Guest(string number, string ended = "") =>
        $$"""{"ryhma":"102","muutos":"1","katu_fi":"Koulukatu","katunumero":"3","huoneistonumero":"{{number}}","postinumero":"87100","alkupv":"20260901","loppupv":"{{ended}}"},""";

    private static string Resident(string code, string groups, string born = "19900101") =>
        ResidentDocument.Of(code, groups: groups)
            .Replace("\"syntymapv\":\"19900101\"", $"\"syntymapv\":\"{born}\"", StringComparison.Ordinal);
}
