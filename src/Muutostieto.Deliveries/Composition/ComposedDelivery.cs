using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition;

/// <summary>What composing a delivery gave.</summary>
/// <param name="Files">In the order of publishing, the manifest last; empty for a dry run.</param>
/// <param name="Persons">Persons with a record.</param>
/// <param name="Records">Records, continuation lines included.</param>
/// <param name="Transliterated">Values with letters that ISO-8859-1 lacks, in the fixed-width file.</param>
/// <param name="Shortened">Values cut at their width, in the fixed-width file.</param>
/// <param name="Withheld">Living residents of the area without a record, because of a non-disclosure order. For the operator's eyes; in no
/// file.</param>
public sealed record ComposedDelivery(
    IReadOnlyList<ManifestFile> Files,
    long Persons,
    long Records,
    long Transliterated,
    long Shortened,
    long Withheld)
{
    /// <summary>
    /// The delivery's entry in the audit chain; null for a dry run, and for a delivery from before the chain that is composed again.
    /// </summary>
    public AuditHead? Audit { get; init; }

    /// <summary>Of an update: how its rows came out. Empty for others. For operators alone.</summary>
    public IReadOnlyList<UpdateOutcome> Outcomes { get; init; } = [];

    /// <summary>
    /// The signature of the manifest, as its file has it; null for a dry run, and for a delivery from before signatures.
    /// </summary>
    public string? Signature { get; init; }
}
