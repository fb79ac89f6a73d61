using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.State;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>Where a person lived before, in the sequences that clients rely on.</summary>
public sealed class FormerMunicipalityTests
{
    private static readonly (string Field, string Value)[] Left =
        [("kuntanumero", "205"), ("alkupv", "20200501"), ("loppupv", "20260531")];

    [Test]
    public void A_move_says_which_municipality_was_left_after_the_new_one()
    {
        var change = Resident().Change(("204", '1', [("kuntanumero", "765"), ("muuttopv", "20260601")]), ("913", '3', Left));

        Assert.That(
            change.Sequence(),
            Is.EqualTo(new[] { "KOTIKUNTA LISATTY", "VAESTOKIRJANPITOKUNTA MUUTETTU", "EDELLINEN_KOTIKUNTA MUUTETTU" }));
        var left = change.Group("EDELLINEN_KOTIKUNTA");
        Assert.That(left.GetProperty("kuntakoodi").GetString(), Is.EqualTo("205"));
        Assert.That(left.GetProperty("kuntaanMuuttopv").GetProperty("arvo").GetString(), Is.EqualTo("2020-05-01"));
        Assert.That(left.GetProperty("kunnastaPoisMuuttopv").GetProperty("arvo").GetString(), Is.EqualTo("2026-05-31"));
    }

    [Test]
    public void A_cancelled_move_corrects_it_to_have_no_end_and_a_reader_has_none_left()
    {
        var said = new Said().With("204", ("kuntanumero", "765"), ("muuttopv", "20260601")).With("913", Left);
        var change = said.Change(
            ("204", '5', [("kuntanumero", "765"), ("muuttopv", "20260601")]),
            ("204", '6', [("kuntanumero", "205"), ("muuttopv", "20200501")]),
            ("913", '5', Left),
            ("913", '6', Left[..2]));

        Assert.That(
            change.Sequence(),
            Is.EqualTo(new[]
            {
                "KOTIKUNTA KORJATTAVA", "KOTIKUNTA KORJATTU", "VAESTOKIRJANPITOKUNTA KORJATTAVA", "VAESTOKIRJANPITOKUNTA KORJATTU",
                "EDELLINEN_KOTIKUNTA KORJATTAVA", "EDELLINEN_KOTIKUNTA KORJATTU",
            }));
        ClientRules.Check(change, isChange: true);
        Assert.That(
            change.Groups().Last().Keys(),
            Is.EqualTo(new[] { "tietoryhma", "muutosattribuutti", "kuntakoodi", "kuntaanMuuttopv" }));
        var reader = new PersonReader(Mapped.Catalog);
        var state = new PersonState();
        state.Apply(reader.ReadBase(said.Base(), new DateOnly(2026, 6, 1)).Record);
        Assert.That(state.Groups.IndexOf("913"), Is.Not.Negative);
        state.Apply(reader.ReadChange(change).Record);
        Assert.That(state.Groups.IndexOf("913"), Is.Negative);
        Assert.That(state.Municipality, Is.EqualTo("205"));
    }

    [Test]
    public void Base_data_have_each_one_after_the_present_one()
    {
        var said = Resident().With("913", Left).With("913", ("kuntanumero", "200"), ("loppupv", "19800000"));

        Assert.That(
            said.Base().Sequence(),
            Is.EqualTo(new[] { "KOTIKUNTA", "EDELLINEN_KOTIKUNTA", "EDELLINEN_KOTIKUNTA", "VAESTOKIRJANPITOKUNTA" }));
        Assert.That(said.Full().Sequence(), Has.Exactly(2).EqualTo("EDELLINEN_KOTIKUNTA LISATTY"));
    }

    [TestCase(NonDisclosureRight.OrderOnly, true, 0)]
    [TestCase(NonDisclosureRight.OrderOnly, false, 0)]
    [TestCase(NonDisclosureRight.None, false, 0)]
    [TestCase(NonDisclosureRight.Section37, true, 1)]
    public void It_is_for_the_right_alone_with_and_without_an_order(NonDisclosureRight right, bool isProtected, int times)
    {
        var said = new Said(right).With("204", ("kuntanumero", "205")).With("913", Left);
        said = isProtected ? said.With("015", ("paattymispv", "20290101")) : said;

        Assert.That(said.Base().Sequence(), Has.Exactly(times).EqualTo("EDELLINEN_KOTIKUNTA"));
        Assert.That(said.Full().Sequence(), Has.Exactly(times).EqualTo("EDELLINEN_KOTIKUNTA LISATTY"));
        Assert.That(said.Full().GetRawText().Contains("2020-05-01", StringComparison.Ordinal), Is.EqualTo(times > 0));
    }

    private static Said Resident() => new Said().With("204", ("kuntanumero", "205"), ("muuttopv", "20200501"));
}
