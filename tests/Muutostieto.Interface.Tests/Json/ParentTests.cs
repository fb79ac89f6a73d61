using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>Parents and children: one fact under two names, with more and with less.</summary>
public sealed class ParentTests
{
    private const string Other = "020280-9006";

    [TestCase("1", "ISA", "ISA")]
    [TestCase("2", "AITI", "AITI")]
    [TestCase("3", "ADOPTIOISA", "ISA")]
    [TestCase("4", "ADOPTIOAITI", "AITI")]
    public void A_parent_is_told_twice_and_only_the_long_form_says_that_it_is_by_adoption(string role, string kind, string title)
    {
        var person = new Said().With("911", ("hetu", Other), ("vanhemman_rooli", role), ("alkupv", "20200301")).Base();

        Assert.That(person.Sequence(), Is.EqualTo(new[] { "VANHEMPI", "VANHEMPI_SUPPEA" }));
        var (full, less) = (person.Group("VANHEMPI"), person.Group("VANHEMPI_SUPPEA"));
        Assert.That(full.GetProperty("vanhempi").GetProperty("henkilotunnus").GetString(), Is.EqualTo(Other));
        Assert.That(full.GetProperty("isaAiti").GetString(), Is.EqualTo(kind));
        Assert.That(less.GetProperty("vanhemmuusnimike").GetString(), Is.EqualTo(title));
        Assert.That(less.GetRawText(), Does.Not.Contain("ADOPTIO"));
    }

    [Test]
    public void A_child_is_told_in_the_parent_s_data()
    {
        var person = new Said().With("912", ("hetu", Other), ("vanhemman_rooli", "2")).Base();

        Assert.That(person.Sequence(), Is.EqualTo(new[] { "LAPSI", "LAPSI_SUPPEA" }));
        Assert.That(person.Group("LAPSI").GetProperty("lapsi").GetProperty("henkilotunnus").GetString(), Is.EqualTo(Other));
    }

    [Test]
    public void Without_the_role_the_person_alone_is_told() =>
        Assert.That(
            new Said().With("911", ("hetu", Other)).Base().Group("VANHEMPI").Keys(),
            Is.EqualTo(new[] { "tietoryhma", "vanhempi" }));

    [Test]
    public void A_father_who_is_none_is_deleted_under_both_names()
    {
        var change = new Said().With("911", ("hetu", Other), ("vanhemman_rooli", "1"))
            .Change(("911", '4', [("hetu", Other), ("vanhemman_rooli", "1")]));

        Assert.That(change.Sequence(), Is.EqualTo(new[] { "VANHEMPI POISTETTU", "VANHEMPI_SUPPEA POISTETTU" }));
        ClientRules.Check(change, isChange: true);
    }

    [Test]
    public void A_code_that_is_corrected_is_corrected_under_each_name_side_by_side()
    {
        var change = new Said().With("911", ("hetu", Other))
            .Change(("911", '5', [("hetu", Other)]), ("911", '6', [("hetu", "020281-900J")]));

        Assert.That(
            change.Sequence(),
            Is.EqualTo(new[] { "VANHEMPI KORJATTAVA", "VANHEMPI KORJATTU", "VANHEMPI_SUPPEA KORJATTAVA", "VANHEMPI_SUPPEA KORJATTU" }));
        ClientRules.Check(change, isChange: true);
    }
}
