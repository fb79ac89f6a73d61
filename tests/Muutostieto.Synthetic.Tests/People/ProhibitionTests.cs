using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.People;

/// <summary>The prohibitions of disclosure that people have set.</summary>
public sealed class ProhibitionTests
{
    [TestCase("SUORAMARKKINOINTI", 0.050)]
    [TestCase("YHTEYSTIETOJEN_LUOVUTUS", 0.042)]
    [TestCase("ASIAKASREKISTERIN_PAIVITYS", 0.042)]
    [TestCase("HENKILOMATRIKKELI", 0.025)]
    [TestCase("SUKUTUTKIMUS", 0.020)]
    public void A_kind_is_as_common_as_it_was_counted(string kind, double share)
    {
        var living = Populations.Some.Where(made => !made.Has("013")).ToList();
        var having = living.Count(made => made.All("910").Any(group => MadePerson.Value(group, "laji") == kind));
        Assert.That((double)having / living.Count, Is.EqualTo(share).Within(20).Percent);
    }

    [Test]
    public void Each_began_in_the_person_s_life_and_none_has_ended()
    {
        var wrong = Populations.Some.SelectMany(made => made.All("910").Select(group => (Made: made, Group: group))).Count(pair =>
            string.CompareOrdinal(MadePerson.Value(pair.Group, "alkupv"), pair.Made.Field("901", "syntymapv")) < 0
            || MadePerson.Value(pair.Group, "loppupv") is not null);
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void The_dead_have_none() => Assert.That(Populations.Some.Count(made => made.Has("013") && made.Has("910")), Is.Zero);
}
