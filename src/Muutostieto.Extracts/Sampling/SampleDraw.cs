namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// Draws a sample by permanent random numbers: of each stratum those that come first from the start point on, as many as
/// <see cref="LargestRemainder"/> gives it. What it holds grows with the size of the sample and the number of strata, not with the frame.
/// </summary>
/// <param name="size">How many units; all where there are fewer.</param>
/// <param name="start">The start point, the same for all strata.</param>
internal sealed class SampleDraw(int size, ulong start)
{
    private readonly SortedDictionary<string, NearestUnits> strata = new(StringComparer.Ordinal);

    /// <summary>How many units there were to draw from.</summary>
    internal long Frame => strata.Values.Sum(stratum => stratum.Frame);

    /// <summary>Gives a unit of the frame, once.</summary>
    /// <param name="stratum">The code of its stratum; always the same where the sample is not divided.</param>
    /// <param name="unit">The unit.</param>
    internal void Add(string stratum, SampleUnit unit)
    {
        if (!strata.TryGetValue(stratum, out var nearest))
        {
            strata.Add(stratum, nearest = new NearestUnits(size, start));
        }

        nearest.Add(unit);
    }

    /// <summary>The sample in order of <see cref="SampleUnit.Place"/>.</summary>
    internal IReadOnlyList<SampleUnit> Draw()
    {
        NearestUnits[] parts = [.. strata.Values];
        var sizes = LargestRemainder.Allocate(size, [.. parts.Select(part => part.Frame)]);
        return [.. parts.Zip(sizes).SelectMany(part => part.First.First(part.Second)).OrderBy(unit => unit.Place)];
    }
}
