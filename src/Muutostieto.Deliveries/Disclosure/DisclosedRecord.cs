using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Disclosure;

/// <summary>
/// A record that has passed the gate: the only kind that the writers of a delivery take. Nobody but <see cref="Gate"/> can make or fill one, so that a record
/// that has not been judged cannot reach a file. A container to be used again.
/// </summary>
public sealed partial class DisclosedRecord
{
    private readonly Record content = new();

    private DisclosedRecord()
    {
    }

    /// <summary>What is delivered. Read it; the gate alone writes it.</summary>
    internal Record Content => content;

    /// <summary>
    /// Whether the record changes nothing that a fixed-width form with genuine groups only can show. Only the gate sets it; whoever has written the record clears it.
    /// </summary>
    internal bool SaysNothingInFixed { get; set; }

    /// <summary>Becomes the same as another record that has passed the gate.</summary>
    internal void Take(DisclosedRecord other) => content.CopyFrom(other.content);
}
