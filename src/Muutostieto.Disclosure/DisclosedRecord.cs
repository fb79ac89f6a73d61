using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

/// <summary>
/// A record that has passed the gate: the only kind that the writers of a delivery accept. Only <see cref="Gate"/> can make or fill one, so
/// that a record that has not been judged cannot reach a file. A reusable container.
/// </summary>
public sealed partial class DisclosedRecord
{
    private readonly Record content = new();

    private DisclosedRecord()
    {
    }

    /// <summary>What may leave. The gate alone writes it.</summary>
    public RecordView Content => content;

    /// <summary>
    /// Whether the record changes nothing that a form with genuine groups only can show.
    /// </summary>
    public bool SaysNothingInGenuineForm { get; private set; }

    private void Clear()
    {
        content.Clear();
        SaysNothingInGenuineForm = false;
    }
}
