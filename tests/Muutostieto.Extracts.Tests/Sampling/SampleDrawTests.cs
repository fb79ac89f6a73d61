using System.Security.Cryptography;
using Muutostieto.Extracts.Sampling;

namespace Muutostieto.Extracts.Tests.Sampling;

public sealed class SampleDrawTests
{
    /// <summary>The 0.999 quantile of chi-square with 99 degrees of freedom.</summary>
    private const double Critical = 148.23;

    private static readonly SeriesKey Series = Key(1);

    [SeededProperty(MaxTest = 200)]
    public void A_sample_has_its_size_and_is_of_the_frame_without_repeats(ushort frame, ushort size, ulong start)
    {
        var (persons, n) = (Persons(frame % 700), 1 + (size % 900));
        var drawn = Draw(Series, persons, n, start);

        Assert.That(drawn, Has.Count.EqualTo(Math.Min(n, persons.Length)).And.Unique.And.SubsetOf(persons));
    }

    [SeededProperty(MaxTest = 100)]
    public void A_sample_does_not_depend_on_the_order_of_the_frame(int seed, ulong start)
    {
        var persons = Persons(300);
        var shuffled = persons.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.That(Draw(Series, shuffled, 40, start), Is.EqualTo(Draw(Series, persons, 40, start)));
    }

    [SeededProperty(MaxTest = 25)]
    public void A_person_who_comes_or_goes_leaves_the_order_of_the_others(ushort which, ulong start)
    {
        var persons = Persons(200);
        var gone = persons[which % persons.Length];
        long[] without = [.. persons.Where(person => person != gone)];
        long[] ordered = [.. Ordered(persons, start)];

        Assert.That(Ordered(without, start), Is.EqualTo(ordered.Where(person => person != gone)));
        for (var n = 1; n < 20; n++)
        {
            var (before, after) = (Draw(Series, persons, n, start), Draw(Series, without, n, start));
            Assert.That(before.Where(person => person != gone), Is.SubsetOf(after));
        }
    }

    [SeededProperty(MaxTest = 200)]
    public void Two_samples_are_disjoint_when_the_second_begins_after_the_first(ushort size, ushort second, ulong start)
    {
        var persons = Persons(400);
        var (first, other) = (1 + (size % 200), 1 + (second % 200));
        var drawn = Units(Series, persons, first, start);
        var next = unchecked(drawn.MaxBy(unit => unit.DistanceFrom(start)).Number + 1);

        Assert.That(Draw(Series, persons, other, next).Intersect(drawn.Select(unit => unit.Id)), Is.Empty);
    }

    [Test]
    public void A_larger_sample_has_the_smaller_one_in_it() =>
        Assert.That(Draw(Series, Persons(500), 50, 77), Is.SubsetOf(Draw(Series, Persons(500), 120, 77)));

    [Test]
    public void The_numbers_wrap_around_after_the_greatest()
    {
        var draw = new SampleDraw(2, 100);
        draw.Add("", new SampleUnit(50, 1, 1));
        draw.Add("", new SampleUnit(99, 2, 2));
        draw.Add("", new SampleUnit(ulong.MaxValue, 3, 3));
        Assert.That(draw.Draw().Select(unit => unit.Id), Is.EqualTo(new[] { 1L, 3 }));
    }

    [Test]
    public void Of_the_same_number_the_smaller_id_comes_first()
    {
        var draw = new SampleDraw(2, 0);
        foreach (var person in new[] { 9L, 3, 7, 5 })
        {
            draw.Add("", new SampleUnit(42, person, person));
        }

        Assert.That(draw.Draw().Select(unit => unit.Id), Is.EqualTo(new[] { 3L, 5 }));
    }

    [Test]
    public void A_number_is_that_of_the_published_rule()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];
        var hash = HMACSHA256.HashData(key, new byte[] { 0, 0, 0, 0, 0, 1, 0xE2, 0x40 });
        Assert.That(new SeriesKey("a", key).NumberOf(123456), Is.EqualTo(Convert.ToUInt64(Convert.ToHexString(hash)[..16], 16)));
    }

    [Test]
    public void Two_hundred_series_draw_everyone_equally_often()
    {
        const int Size = 25;
        var persons = Persons(100);
        var counts = persons.ToDictionary(person => person, _ => 0);
        for (var series = 0; series < 200; series++)
        {
            foreach (var person in Draw(Key(series), persons, Size, 0))
            {
                counts[person]++;
            }
        }

        // Of a sample without replacement each count has the variance 200 f (1 - f).
        var expected = 200.0 * Size / persons.Length;
        var square = counts.Values.Sum(count => Math.Pow(count - expected, 2)) / (expected * (1 - ((double)Size / persons.Length)))
            * (persons.Length - 1) / persons.Length;
        Assert.That(square, Is.LessThan(Critical));
    }

    [Test]
    public void Samples_of_two_series_are_independent()
    {
        var persons = Persons(1000);
        var common = Enumerable.Range(0, 200)
            .Sum(n => Draw(Key(2 * n), persons, 100, 0).Intersect(Draw(Key((2 * n) + 1), persons, 100, 0)).Count());

        // 10 in common on average, with a variance of 8.1: four standard deviations of 200 pairs.
        Assert.That(common / 200.0, Is.EqualTo(10).Within(4 * Math.Sqrt(8.1 / 200)));
    }

    private static long[] Persons(int count) => [.. Enumerable.Range(1, count).Select(index => (index * 7919L) + 1_000_000)];

    private static SeriesKey Key(int seed) => new("s" + seed, SHA256.HashData(BitConverter.GetBytes(seed)));

    private static List<long> Draw(SeriesKey series, long[] persons, int size, ulong start) =>
        [.. Units(series, persons, size, start).Select(unit => unit.Id)];

    private static IReadOnlyList<SampleUnit> Units(SeriesKey series, long[] persons, int size, ulong start)
    {
        var draw = new SampleDraw(size, start);
        foreach (var person in persons)
        {
            draw.Add("", new SampleUnit(series.NumberOf(person), person, person));
        }

        return draw.Draw();
    }

    /// <summary>Everyone in the order in which they are drawn.</summary>
    private static IEnumerable<long> Ordered(long[] persons, ulong start) =>
        persons.OrderBy(person => unchecked(Series.NumberOf(person) - start));
}
