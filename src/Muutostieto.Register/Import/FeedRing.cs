namespace Muutostieto.Register.Import;

/// <summary>
/// Running numbers that start over after the highest one of their digits (999, then 001): numbers after the turn are counted on, so that
/// they sort behind those before it.
/// </summary>
internal sealed class FeedRing
{
    private readonly FeedPosition? position;
    private readonly int size;
    private readonly int first;

    /// <param name="numbers">The numbers of the files of one series.</param>
    /// <param name="position">What was imported of the series; null when nothing was, and the largest gap is the beginning.</param>
    public FeedRing(IEnumerable<int> numbers, FeedPosition? position)
    {
        var sorted = numbers.Distinct().Order().ToList();
        (this.position, size) = (position, HighestOfItsDigits(Math.Max(sorted[^1], position?.Last ?? 0)));
        first = AfterLargestGap(sorted);
    }

    /// <summary>The number as if numbers had never started over.</summary>
    public int Unwrapped(int number)
    {
        if (position is null)
        {
            return number < first ? number + size : number;
        }

        var ahead = (number - position.Last - 1 + size + size) % size;
        var isLate = position.Missing.Contains(number) || ahead >= size - 1 - FeedPosition.LatestFile;
        return position.Last + 1 + (isLate ? ahead - size : ahead);
    }

    /// <summary>A gap of the same size across the turn goes first: without a sign of a turn there is none.</summary>
    private int AfterLargestGap(List<int> sorted)
    {
        var (gap, after) = (sorted[0] + size - sorted[^1], sorted[0]);
        for (var at = 1; at < sorted.Count; at++)
        {
            if (sorted[at] - sorted[at - 1] > gap)
            {
                (gap, after) = (sorted[at] - sorted[at - 1], sorted[at]);
            }
        }

        return after;
    }

    /// <summary>999 of a number of up to three digits, which is the least that names have; 9999 of one of four.</summary>
    private static int HighestOfItsDigits(int number)
    {
        var highest = 999;
        while (highest < number)
        {
            highest = (highest * 10) + 9;
        }

        return highest;
    }
}
