using Muutostieto.Disclosure;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// One form of a delivery's records: one file. For one thread at a time. A failure breaks the composition off; the folder is then thrown
/// away with what the form has written.
/// </summary>
internal interface IDeliveryForm : IDisposable
{
    /// <summary>Whether it has all groups that are delivered.</summary>
    bool HasAllGroups { get; }

    /// <summary>Lines so far, those that continue others included.</summary>
    long Lines { get; }

    /// <summary>What it had to write otherwise than it is; none in most forms.</summary>
    WriteCounts Counts { get; }

    /// <summary>Writes the next record.</summary>
    void Write(DisclosedRecord record);

    /// <summary>Names a person, building or dwelling of the previous extract that this one lacks, if it has a place for that.</summary>
    void Remove(DisclosedRecord record)
    {
    }

    /// <summary>Finishes the file and makes it durable. The bytes depend on the records and the delivery's planned time alone.</summary>
    /// <param name="cancellation">Breaks off; what has been written then is no file of a delivery.</param>
    ManifestFile Complete(CancellationToken cancellation);
}
