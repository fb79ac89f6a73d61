using Muutostieto.Records.Fixed;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The forms of a delivery: one file each.</summary>
internal interface IFormSet : IDisposable
{
    /// <summary>Lines of a form that has all that is delivered.</summary>
    long Records { get; }

    /// <summary>What the forms had to write otherwise than it is.</summary>
    WriteCounts Counts { get; }

    /// <summary>Finishes the files and makes them durable.</summary>
    IReadOnlyList<ManifestFile> Complete(CancellationToken cancellation);
}
