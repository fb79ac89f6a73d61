using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>Prohibitions of disclosure: a tietoryhmä for each purpose, with the day on which it began.</summary>
public sealed class ProhibitionTests
{
    private const string Genealogy = "SUKUTUTKIMUS";
    private const string Marketing = "SUORAMARKKINOINTI";

    [Test]
    public void Each_purpose_is_a_group_of_its_own()
    {
        var person = new Said().With("910", ("laji", Genealogy), ("alkupv", "20200301")).With("910", ("laji", Marketing)).Base();

        Assert.That(person.Sequence(), Is.EqualTo(new[] { "SUORAMARKKINOINTIKIELTO", "SUKUTUTKIMUSKIELTO" }));
        Assert.That(
            person.Group("SUKUTUTKIMUSKIELTO").GetProperty("alkupv").GetProperty("arvo").GetString(),
            Is.EqualTo("2020-03-01"));
        Assert.That(person.Group("SUORAMARKKINOINTIKIELTO").Keys(), Is.EqualTo(new[] { "tietoryhma" }), "the day is not known");
    }

    [Test]
    public void One_that_has_ended_is_deleted_and_the_others_stay()
    {
        var said = new Said().With("910", ("laji", Genealogy), ("alkupv", "20200301")).With("910", ("laji", Marketing));
        var change = said.Change(("910", '3', [("laji", Genealogy), ("alkupv", "20200301"), ("loppupv", "20260601")]));

        Assert.That(change.Sequence(), Is.EqualTo(new[] { "SUKUTUTKIMUSKIELTO POISTETTU" }));
        Assert.That(change.Group("SUKUTUTKIMUSKIELTO").GetProperty("voimassaolevatTiedot").GetArrayLength(), Is.Zero);
        ClientRules.Check(change, isChange: true);
    }

    [Test]
    public void One_that_is_set_is_added()
    {
        var change = new Said().With("910", ("laji", Marketing)).Change(("910", '1', [("laji", Genealogy), ("alkupv", "20260601")]));
        Assert.That(change.Sequence(), Is.EqualTo(new[] { "SUKUTUTKIMUSKIELTO LISATTY" }));
    }
}
