using System.Security.Cryptography;
using Muutostieto.Extracts.Sampling;

namespace Muutostieto.Extracts.Tests.Sampling;

public sealed class StrataTests
{
    private static readonly SeriesKey Series = new("kotitaloudet", SHA256.HashData("kotitaloudet"u8));

    [TestCase(10, new long[] { 50, 30, 20 }, new[] { 5, 3, 2 })]
    [TestCase(10, new long[] { 53, 24, 23 }, new[] { 5, 3, 2 })]
    [TestCase(1, new long[] { 5, 5, 5 }, new[] { 1, 0, 0 })]
    [TestCase(2, new long[] { 5, 5, 5 }, new[] { 1, 1, 0 })]
    [TestCase(3, new long[] { 1, 1, 998 }, new[] { 0, 0, 3 })]
    [TestCase(10, new long[] { 3, 4 }, new[] { 3, 4 })]
    [TestCase(7, new long[] { 3, 4 }, new[] { 3, 4 })]
    [TestCase(6, new long[] { 3, 4 }, new[] { 3, 3 })]
    [TestCase(5, new long[] { }, new int[] { })]
    public void A_sample_is_divided_by_the_largest_remainder(int size, long[] strata, int[] expected) =>
        Assert.That(LargestRemainder.Allocate(size, strata), Is.EqualTo(expected));

    [SeededProperty(MaxTest = 500)]
    public void Shares_add_up_and_none_is_more_than_its_stratum_has(ushort size, byte[] counts)
    {
        long[] strata = [.. (counts ?? []).Select(count => (long)count)];
        var shares = LargestRemainder.Allocate(size, strata);

        Assert.That(shares.Sum(), Is.EqualTo(Math.Min(size, strata.Sum())));
        Assert.That(shares.Zip(strata).All(pair => pair.First >= 0 && pair.First <= pair.Second), Is.True);
        var fraction = Math.Min(size, strata.Sum()) / (double)Math.Max(1, strata.Sum());
        Assert.That(shares.Zip(strata).All(pair => Math.Abs(pair.First - (fraction * pair.Second)) < 1), Is.True);
    }

    [Test]
    public void Each_stratum_has_its_share_of_the_sample()
    {
        var draw = new SampleDraw(20, 0);
        for (var person = 1L; person <= 1000; person++)
        {
            draw.Add(person % 10 < 7 ? "a" : "b", new SampleUnit(Series.NumberOf(person), person, person));
        }

        var drawn = draw.Draw();
        Assert.That((drawn.Count, drawn.Count(unit => unit.Id % 10 < 7)), Is.EqualTo((20, 14)));
        Assert.That(draw.Frame, Is.EqualTo(1000));
    }

    [SeededProperty(MaxTest = 50)]
    public void A_household_has_at_most_one_person_in_a_sample_and_always_the_same(int seed, ulong start)
    {
        long[] persons = [.. Enumerable.Range(1, 500).Select(person => (long)person)];
        new Random(seed).Shuffle(persons);
        var (draw, everyone) = (new SampleDraw(60, start), new SampleDraw(500, start));
        foreach (var each in new[] { draw, everyone })
        {
            var households = new HouseholdUnits();
            foreach (var person in persons)
            {
                households.Add($"dwelling {person % 170}", "", new SampleUnit(Series.NumberOf(person), person, person));
            }

            households.AddTo(each);
        }

        var drawn = draw.Draw();
        Assert.That((draw.Frame, drawn.Count), Is.EqualTo((170L, 60)));
        Assert.That(drawn.Select(unit => unit.Id % 170), Is.Unique);
        Assert.That(
            everyone.Draw().Select(unit => unit.Id),
            Is.EqualTo(persons.GroupBy(person => person % 170).Select(home => home.MinBy(Series.NumberOf)).Order()));
    }
}
