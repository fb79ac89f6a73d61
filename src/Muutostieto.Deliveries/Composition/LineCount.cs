using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Counts the lines that disclosed records would take in a delivery, those that continue others included, and keeps none.
/// </summary>
internal sealed class LineCount : IExtractSink
{
    private Record part = new();
    private Record rest = new();

    internal long Lines { get; private set; }

    /// <summary>The container to fill next; <see cref="Keep()"/> counts it.</summary>
    public DisclosedRecord Next { get; } = DisclosedRecord.Gate.NewContainer();

    public void Keep(long person) => Keep();

    public void Keep(IReadOnlyList<NamedPerson> named) => Keep();

    /// <summary>Counts what was put into <see cref="Next"/>.</summary>
    internal void Keep() => Keep(Next);

    /// <summary>Counts a record.</summary>
    internal void Keep(DisclosedRecord record)
    {
        Lines++;
        if (ContinuationLines.Fits(record.Content))
        {
            return;
        }

        part.CopyFrom(record.Content);
        for (; ContinuationLines.TrySplit(part, rest); Lines++)
        {
            (part, rest) = (rest, part);
        }
    }
}
