using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.People;

/// <summary>Where people lived before.</summary>
public sealed class FormerMunicipalityTests
{
    [Test]
    public void Many_of_those_who_moved_in_have_one_and_those_who_never_did_have_none()
    {
        var residents = Populations.Some.Where(made => made.IsResident).ToLookup(made => made.Field("204", "muuttopv") is not null);
        Assert.That(residents[true].Average(made => made.Has("913") ? 1.0 : 0), Is.InRange(0.5, 0.95));
        Assert.That(residents[false].Count(made => made.Has("913")), Is.Zero);
        Assert.That(Populations.Some.Count(made => made.Has("013") && made.Has("913")), Is.Zero, "the dead");
    }

    [Test]
    public void Each_is_another_municipality_and_ends_before_the_present_one_began()
    {
        var wrong = Populations.Some.Where(made => made.Has("913")).Count(made =>
        {
            var former = made.All("913").Single();
            var (from, until) = (MadePerson.Value(former, "alkupv"), MadePerson.Value(former, "loppupv")!);
            return MadePerson.Value(former, "kuntanumero") == made.Field("204", "kuntanumero")
                || string.CompareOrdinal(until, made.Field("204", "muuttopv")) > 0
                || string.CompareOrdinal(from ?? made.Field("901", "syntymapv"), until) > 0;
        });
        Assert.That(wrong, Is.Zero);
    }
}
