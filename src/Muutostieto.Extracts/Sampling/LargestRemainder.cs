namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// Divides a sample among strata by the rule of the largest remainder (Hamilton). With a sample of n from a frame of N, a stratum of N_h
/// has the share n × N_h / N: it gets the whole part of it, and what is left of n goes, one each, to the strata with the largest
/// fractions. Of equal fractions the stratum with the smaller code comes first. No stratum gets more than it has.
/// </summary>
internal static class LargestRemainder
{
    /// <param name="size">n, from 0.</param>
    /// <param name="strata">The sizes N_h, in order of the strata's codes.</param>
    /// <returns>How many of each, in the same order; together n, or N where that is less.</returns>
    internal static IReadOnlyList<int> Allocate(int size, IReadOnlyList<long> strata)
    {
        var frame = strata.Sum();
        if (frame <= size)
        {
            return [.. strata.Select(count => (int)count)];
        }

        var shares = strata.Select(count => Int128.DivRem((Int128)size * count, frame)).ToArray();
        var left = size - (int)shares.Aggregate(Int128.Zero, (sum, share) => sum + share.Quotient);
        var next = shares.Index()
            .OrderByDescending(share => share.Item.Remainder)
            .ThenBy(share => share.Index)
            .Take(left)
            .Select(share => share.Index)
            .ToHashSet();
        return [.. shares.Select((share, index) => (int)share.Quotient + (next.Contains(index) ? 1 : 0))];
    }
}
