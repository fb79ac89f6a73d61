namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// The units whose numbers come first from a start point on, ties by id. Holds no more than it was asked for, however many it is given; the
/// order in which they are given does not matter.
/// </summary>
internal sealed class NearestUnits(int size, ulong start)
{
    private static readonly Comparer<(ulong Distance, long Person)> FarthestFirst =
        Comparer<(ulong Distance, long Person)>.Create((left, right) => right.CompareTo(left));

    private readonly PriorityQueue<SampleUnit, (ulong Distance, long Person)> kept = new(FarthestFirst);

    /// <summary>How many it was given.</summary>
    internal long Frame { get; private set; }

    internal void Add(SampleUnit unit)
    {
        Frame++;
        var rank = (unit.DistanceFrom(start), unit.Id);
        if (kept.Count < size)
        {
            kept.Enqueue(unit, rank);
        }
        else if (kept.TryPeek(out _, out var farthest) && rank.CompareTo(farthest) < 0)
        {
            kept.DequeueEnqueue(unit, rank);
        }
    }

    /// <summary>The first of them, no more than <paramref name="count"/>.</summary>
    internal IEnumerable<SampleUnit> First(int count) => kept.UnorderedItems
        .OrderBy(item => item.Priority)
        .Take(count)
        .Select(item => item.Element);
}
