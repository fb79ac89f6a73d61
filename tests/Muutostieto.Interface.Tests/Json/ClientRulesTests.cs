using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>What the agency's public clients need of an answer, and break without (DOMAIN-REST, section 3); one test a need.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClientRulesTests
{
    private static readonly (string, string)[] Home =
        [("katu_fi", "Kotikuja"), ("katu_sv", "Hemgränden"), ("katunumero", "7"), ("postinumero", "87100"), ("alkupv", "20200101")];

    [Test]
    public void An_order_says_whether_it_is_active()
    {
        var said = new Said().With("004", ("sukunimi", "Aho")).With("015", ("paattymispv", "20290131"));
        var extended = said.Change(("015", '3', [("paattymispv", "20310131")])).Group("TURVAKIELTO");
        var ended = said.Change(("015", '4', [("paattymispv", "20290131")])).Group("TURVAKIELTO");
        var forever = new Said().With("004", ("sukunimi", "Aho")).Change(("015", '1', [("paattymispv", "99990000")])).Group("TURVAKIELTO");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.Base().Group("TURVAKIELTO").GetProperty("turvakieltoAktiivinen").GetBoolean(), Is.True);
            Assert.That((extended.Word(), extended.GetProperty("turvakieltoAktiivinen").GetBoolean()), Is.EqualTo(("MUUTETTU", true)));
            Assert.That((ended.Word(), ended.GetProperty("turvakieltoAktiivinen").GetBoolean()), Is.EqualTo(("MUUTETTU", false)));
            Assert.That(ended.GetProperty("turvaLoppuPv").GetProperty("arvo").GetString(), Is.EqualTo("2029-01-31"));
            Assert.That((forever.Word(), forever.TryGetProperty("turvaLoppuPv", out _)), Is.EqualTo(("LISATTY", false)));
        }
    }

    [Test]
    public void A_day_of_death_says_whether_the_person_is_dead()
    {
        var said = new Said().With("013", ("kuolinpv", "20260500"));
        var cancelled = said.Change(("013", '5', [("kuolinpv", "20260500")]), ("013", '6', []));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.Base().Group("KUOLINPAIVA").GetProperty("kuollut").GetBoolean(), Is.True);
            Assert.That(cancelled.Sequence(), Is.EqualTo(new[] { "KUOLINPAIVA KORJATTAVA", "KUOLINPAIVA KORJATTU" }));
            Assert.That(cancelled.Group("KUOLINPAIVA").GetProperty("kuollut").GetBoolean(), Is.True);
            Assert.That(cancelled.Group("KUOLINPAIVA", 1).GetProperty("kuollut").GetBoolean(), Is.False);
            Assert.That(
                said.Change(("013", '4', [("kuolinpv", "20260500")])).Group("KUOLINPAIVA").GetProperty("kuollut").GetBoolean(),
                Is.False);
        }
    }

    [Test]
    public void Citizenships_are_one_list_in_changes_too()
    {
        var said = new Said().With("007", ("maa", "246"), ("voimassaolo", "1"));
        var changed = said.Change(
            ("007", '1', [("maa", "752"), ("voimassaolo", "1"), ("alkupv", "20260601")]),
            ("007", '3', [("maa", "246"), ("voimassaolo", "2"), ("loppupv", "20260601")]));
        var group = changed.Group("KANSALAISUUS");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changed.Sequence(), Is.EqualTo(new[] { "KANSALAISUUS MUUTETTU" }));
            Assert.That(Countries(group, "henkilonKansalaisuudet"), Is.EqualTo(new[] { "752" }), "the state after the change");
            Assert.That(Countries(group, "lisatytKansalaisuudet"), Is.EqualTo(new[] { "752" }));
            Assert.That(Countries(group, "muutetutKansalaisuudet"), Is.EqualTo(new[] { "246" }));
            Assert.That(Countries(group, "poistetutKansalaisuudet"), Is.Empty);
            Assert.That(Countries(said.Base().Group("KANSALAISUUS"), "henkilonKansalaisuudet"), Is.EqualTo(new[] { "246" }));
            Assert.That(said.Base().Group("KANSALAISUUS").TryGetProperty("lisatytKansalaisuudet", out _), Is.False);
        }
    }

    [Test]
    public void A_sex_that_is_not_known_has_its_word() =>
        Assert.That(
            new Said().With("003").Base().Group("SUKUPUOLI").GetProperty("sukupuoli").GetString(),
            Is.EqualTo("PUUTTUU"));

    [Test]
    public void A_deleted_municipality_says_which_is_in_force()
    {
        var change = new Said().With("204", ("kuntanumero", "765"), ("muuttopv", "20260501")).Change(
            ("204", '4', [("kuntanumero", "765"), ("muuttopv", "20260501")]),
            ("204", '0', [("kuntanumero", "205"), ("muuttopv", "20200101")]));
        Assert.That(change.Sequence().Take(2), Is.EqualTo(new[] { "KOTIKUNTA POISTETTU", "KOTIKUNTA LISATIETO" }));
        Assert.That(
            change.Group("KOTIKUNTA").GetProperty("voimassaolevatTiedot")[0].GetProperty("kuntakoodi").GetString(),
            Is.EqualTo("205"));
    }

    [Test]
    public void A_correction_directly_follows_what_it_corrects()
    {
        var said = new Said().With("305", ("hetu", "020280-9006"), ("laji", "1"), ("huoltajan_rooli", "1"), ("alkupv", "20200101"));
        var change = said.Change(
            ("305", '5', [("hetu", "020280-9006"), ("laji", "1"), ("huoltajan_rooli", "1"), ("alkupv", "20200101")]),
            ("305", '6', [("hetu", "020280-9006"), ("laji", "1"), ("huoltajan_rooli", "3"), ("alkupv", "20200101")]));
        Assert.That(
            change.Sequence(),
            Is.EqualTo(new[] { "HUOLTAJA KORJATTAVA", "HUOLTAJA KORJATTU", "HUOLTAJA_SUPPEA KORJATTAVA", "HUOLTAJA_SUPPEA KORJATTU" }));
        ClientRules.Check(change, isChange: true);
    }

    [Test]
    public void A_correction_from_or_to_a_code_without_a_name_is_a_deletion_or_an_addition()
    {
        (string, string)[] known = [("hetu", "020280-9006"), ("laji", "1"), ("alkupv", "20200101")];
        (string, string)[] unknown = [("hetu", "020280-9006"), ("laji", "3"), ("alkupv", "20200101")];
        var said = new Said().With("305", known);
        Assert.That(
            said.Change(("305", '5', known), ("305", '6', unknown)).Sequence(),
            Is.EqualTo(new[] { "HUOLTAJA POISTETTU", "HUOLTAJA_SUPPEA POISTETTU" }));
        Assert.That(
            said.Change(("305", '5', unknown), ("305", '6', known)).Sequence(),
            Is.EqualTo(new[] { "HUOLTAJA LISATTY", "HUOLTAJA_SUPPEA LISATTY" }));
        Assert.That(said.Unnamed, Is.EqualTo(1));
    }

    [Test]
    public void A_guardian_is_told_twice_side_by_side_with_lists_and_flags()
    {
        var change = new Said().With("004", ("sukunimi", "Aho")).Change(
            ("305", '1', [("hetu", "020280-9006"), ("laji", "1"), ("huoltajan_rooli", "2"), ("alkupv", "20260601")]),
            ("305", '1', [("laji", "2"), ("alkupv", "20260601")]),
            ("451", '0', [("syntymapv", "19700000"), ("sukupuoli", "1"), ("sukunimi", "Đukić"), ("etunimet", "Željko"), ("maa", "688")]));
        var outsider = change.Group("HUOLTAJA", 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                change.Sequence(),
                Is.EqualTo(new[] { "HUOLTAJA LISATTY", "HUOLTAJA_SUPPEA LISATTY", "HUOLTAJA LISATTY", "HUOLTAJA_SUPPEA LISATTY" }));
            Assert.That(
                change.Group("HUOLTAJA").GetProperty("huoltaja").GetProperty("henkilotunnus").GetString(),
                Is.EqualTo("020280-9006"));
            Assert.That(change.Group("HUOLTAJA").GetProperty("huoltosuhteenMuutos").GetBoolean(), Is.False);
            Assert.That(outsider.GetProperty("huoltajanRooli").GetString(), Is.EqualTo("MUU_HUOLTAJA"));
            Assert.That(outsider.GetProperty("huoltaja").GetProperty("sukunimi").GetString(), Is.EqualTo("Dukic"));
            Assert.That(outsider.GetProperty("huoltaja").GetProperty("sukunimiUTF8").GetString(), Is.EqualTo("Đukić"));
            Assert.That(outsider.GetProperty("huoltaja").GetProperty("syntymapv").GetProperty("tarkkuus").GetString(), Is.EqualTo("VUOSI"));
        }

        ClientRules.Check(change, isChange: true);
        var ended = new Said().With("305", ("hetu", "020280-9006"), ("laji", "1"), ("alkupv", "20200101")).Change(
            ("305", '3', [("hetu", "020280-9006"), ("laji", "1"), ("alkupv", "20200101"), ("loppupv", "20260601")]));
        Assert.That(ended.Group("HUOLTAJA").GetProperty("huoltosuhteenMuutos").GetBoolean(), Is.True);
    }

    [Test]
    public void A_language_has_its_code_and_one_without_a_code_its_name()
    {
        var said = new Said().With("002", ("kielikoodi", "98")).Clarified("452", ("teksti", "karjala")).With("902", ("kielikoodi", "sv"));
        var language = said.Base().Group("AIDINKIELI");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(language.GetProperty("kielikoodi").GetString(), Is.EqualTo("98"));
            Assert.That(language.GetProperty("kielikoodiISO6392").GetString(), Is.EqualTo("mis"));
            Assert.That(language.GetProperty("nimi").GetString(), Is.EqualTo("karjala"));
            Assert.That(said.Base().Group("ASIOINTIKIELI").GetProperty("kielikoodiISO6392").GetString(), Is.EqualTo("swe"));
        }
    }

    [TestCase("20200515", "2020-05-15", "PAIVA")]
    [TestCase("19650500", "1965-05-01", "KUUKAUSI")]
    [TestCase("19650000", "1965-01-01", "VUOSI")]
    public void A_date_is_always_a_whole_one(string day, string value, string precision)
    {
        var date = new Said().With("901", ("syntymapv", day)).Base().Group("SYNTYMAPAIVA").GetProperty("syntymapv");
        Assert.That(date.GetProperty("arvo").GetString(), Is.EqualTo(value));
        Assert.That(date.GetProperty("tarkkuus").GetString(), Is.EqualTo(precision));
    }

    [Test]
    public void A_name_is_in_the_old_letters_and_its_twin_as_it_is()
    {
        var name = new Said().With("004", ("sukunimi", "Šnŋ Väinö"), ("etunimet", "Åsa")).Base().Group("HENKILON_NIMI");
        Assert.That(name.Keys().Skip(1), Is.EqualTo(new[] { "etunimi", "sukunimi", "etunimiUTF8", "sukunimiUTF8" }));
        Assert.That(name.GetProperty("sukunimi").GetString(), Is.EqualTo("Snn Väinö"));
        Assert.That(name.GetProperty("sukunimiUTF8").GetString(), Is.EqualTo("Šnŋ Väinö"));
        Assert.That(name.GetProperty("etunimi").GetString(), Is.EqualTo("Åsa"));
    }

    [Test]
    public void A_change_of_code_tells_the_codes_of_before_and_the_one_in_force()
    {
        var change = new Said().With("004", ("sukunimi", "Aho")).Change(
            ("001", '1', [("hetu", "010190-901Y"), ("voimassaolo", "1")]),
            ("001", '3', [("hetu", Said.Code), ("voimassaolo", "2")]));
        ClientRules.Check(change, isChange: true);
        Assert.That(change.GetProperty("henkilotunnus").GetString(), Is.EqualTo(Said.Code), "a change of code is keyed by the old one");
        foreach (var group in change.Groups())
        {
            Assert.That(group.GetProperty("aktiivinenHenkilotunnus").GetString(), Is.EqualTo("010190-901Y"));
            Assert.That(group.GetProperty("edellisetHenkilotunnukset")[0].GetString(), Is.EqualTo(Said.Code));
        }
    }

    [TestCase("20260615", "2026-06-14T21:00:00.000Z")]
    [TestCase("20260115", "2026-01-14T22:00:00.000Z")]
    public void The_day_of_a_change_is_midnight_in_Finland(string day, string expected)
    {
        var record = Said.NewRecord(Said.Code, RecordType.Old);
        record.Set(HeaderField.Registered, day);
        Deliveries.Tests.Convergence.LifeEvents.Set(record, "003", '3', ("sukupuoli", "1"));
        var change = new Said().Change(record);
        Assert.That(change.GetProperty("muutospv").GetString(), Is.EqualTo(expected));
        Assert.That(new PersonReader(Mapped.Catalog).ReadChange(change).Record.Text(HeaderField.Registered), Is.EqualTo(day));
    }

    [TestCase(NonDisclosureRight.Section37)]
    [TestCase(NonDisclosureRight.OrderOnly)]
    public void A_protected_person_has_every_mask_whatever_the_register_knows(NonDisclosureRight right)
    {
        string[] masked =
        [
            "VAKINAINEN_KOTIMAINEN_OSOITE", "TILAPAINEN_KOTIMAINEN_OSOITE", "KOTIMAINEN_POSTIOSOITE", "VAKINAINEN_ULKOMAINEN_OSOITE",
            "TILAPAINEN_ULKOMAINEN_OSOITE", "VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS", "SAHKOPOSTIOSOITE",
        ];
        foreach (var said in new[] { new Said(right), new Said(right).With("101", Home).With("421", ("osoite", "a@b.fi"), ("laji", "11")) })
        {
            var person = said.With("204", ("kuntanumero", "205"), ("muuttopv", "20200101")).With("015", ("paattymispv", "20290131")).Base();
            var hidden = person.Groups().Where(group => group.TryGetProperty("turvakiellonAlaisetKentat", out _)).ToList();
            var expected = right == NonDisclosureRight.OrderOnly
                ? [.. masked[..5], "KOTIKUNTA", "VAESTOKIRJANPITOKUNTA", .. masked[5..]]
                : masked;
            Assert.That(hidden.Select(group => group.Name()), Is.EqualTo(expected));
            Assert.That(hidden.Select(group => group.Keys().Count()), Is.All.EqualTo(2), "no value, not even a day");
            Assert.That(person.GetRawText(), Does.Not.Contain("Kotikuja").And.Not.Contain("a@b.fi"));
            Assert.That(
                person.GetRawText().Contains("\"205\"", StringComparison.Ordinal),
                Is.EqualTo(right == NonDisclosureRight.Section37));
            ClientRules.Check(person, isChange: false);
        }
    }

    [Test]
    public void Masks_of_a_change_are_changed_ones()
    {
        var set = new Said().With("101", Home).Change(("015", '1', [("paattymispv", "20290131")]));
        Assert.That(set.Sequence().First(), Is.EqualTo("TURVAKIELTO LISATTY"));
        Assert.That(set.Groups().Skip(1).Select(group => group.Word()), Is.All.EqualTo("MUUTETTU"));
        Assert.That(set.Groups().Skip(1).All(group => group.TryGetProperty("turvakiellonAlaisetKentat", out _)));
        ClientRules.Check(set, isChange: true);
    }

    [TestCase(NonDisclosureRight.Section37, "091")]
    [TestCase(NonDisclosureRight.OrderOnly, null)]
    [TestCase(NonDisclosureRight.None, null)]
    public void Who_leaves_gets_the_municipality_of_residence(NonDisclosureRight right, string? said)
    {
        var left = new Said(right).With("204", ("kuntanumero", "091"), ("muuttopv", "20260501")).Leaving();
        Assert.That(left.Sequence(), Is.EqualTo(new[] { "KOTIKUNTA MUUTETTU" }));
        Assert.That(
            left.Group("KOTIKUNTA").TryGetProperty("kuntakoodi", out var municipality) ? municipality.GetString() : null,
            Is.EqualTo(said));
        ClientRules.Check(left, isChange: true);
    }

    [Test]
    public void What_was_not_asked_for_is_not_told()
    {
        var said = new Said(requested: new HashSet<string> { "SUKUPUOLI", "KOTIKUNTA" }).With("003", ("sukupuoli", "2")).With("101", Home);
        Assert.That(said.Base().Sequence(), Is.EqualTo(new[] { "SUKUPUOLI" }));
    }

    [Test]
    public void A_former_name_used_is_no_name_in_use()
    {
        var said = new Said()
            .With("423", ("nimi", "Aino"), ("nimilaji", "04"), ("alkupv", "20100101"))
            .With("423", ("nimi", "Maija"), ("nimilaji", "09"), ("alkupv", "20000101"), ("loppupv", "20100101"));
        Assert.That(said.Base().Sequence(), Is.EqualTo(new[] { "NIMENMUUTOS", "NIMENMUUTOS_LAAJA", "KUTSUMANIMI" }));
        Assert.That(said.Base().Group("NIMENMUUTOS").GetProperty("nimi").GetString(), Is.EqualTo("Maija"));
    }

    [Test]
    public void Every_group_of_a_full_record_is_added_and_keeps_the_rules()
    {
        var said = new Said()
            .With("003", ("sukupuoli", "2"))
            .With("007", ("maa", "246"), ("voimassaolo", "1"))
            .With("101", Home)
            .With("305", ("hetu", "020280-9006"), ("laji", "1"), ("alkupv", "20200101"))
            .With("904", ("hetu", "020280-9006"), ("laji", "2"), ("alkupv", "20200101"));
        var full = said.Full();
        Assert.That(full.Groups().Select(group => group.Word()), Is.All.EqualTo("LISATTY"));
        Assert.That(full.Group("REKISTEROITY_PARISUHDE").GetProperty("voimassaolo").GetString(), Is.EqualTo("AKTIIVI"));
        ClientRules.Check(full, isChange: true);
        ClientRules.Check(said.Base(), isChange: false);
    }

    private static IEnumerable<string?> Countries(JsonElement group, string list) =>
        group.GetProperty(list).EnumerateArray().Select(country => country.GetProperty("kansalaisuuskoodi").GetString());
}
