using Muutostieto.Deliveries.Disclosure;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Counts the lines that disclosed records would take in a delivery, those that continue others included, and keeps none.</summary>
internal sealed class LineCount
{
    private DisclosedRecord next = DisclosedRecord.Gate.NewContainer();
    private DisclosedRecord rest = DisclosedRecord.Gate.NewContainer();

    internal long Lines { get; private set; }

    /// <summary>The container to fill next; <see cref="Keep"/> counts it.</summary>
    internal DisclosedRecord Next => next;

    /// <summary>Counts what was put into <see cref="Next"/>.</summary>
    internal void Keep()
    {
        for (Lines++; DisclosedRecord.Gate.TrySplit(next, rest); Lines++)
        {
            (next, rest) = (rest, next);
        }
    }
}
