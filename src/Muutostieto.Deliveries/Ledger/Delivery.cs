using Muutostieto.Audit;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>One row of the ledger.</summary>
public sealed record Delivery
{
    /// <summary>Unique in the ledger; grows with the order of planning.</summary>
    public required long Id { get; init; }

    public required string Permit { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>From 1 in each permit and kind, without a gap.</summary>
    public required int Number { get; init; }

    /// <inheritdoc cref="DeliveryPlan.Occurrence"/>
    public required string Occurrence { get; init; }

    public required DeliveryState State { get; init; }

    /// <inheritdoc cref="DeliveryPlan.Planned"/>
    public required DateTimeOffset Planned { get; init; }

    public required DeliveryWindow Window { get; init; }

    /// <summary><inheritdoc cref="DeliveryPlan.RegisterFingerprint"/> Null also in what was planned before marks were kept.</summary>
    public string? RegisterFingerprint { get; init; }

    /// <summary>Null for the first of a chain: a base delivery, or changes that <see cref="BeginsAtKey"/>.</summary>
    public Predecessor? Predecessor { get; init; }

    /// <summary>
    /// Whether it is the first of a chain without a base: changes from a key up to which the recipient has the interface's data.
    /// </summary>
    public bool BeginsAtKey => Kind == DeliveryKind.Changes && Predecessor is null && Window.From is not null;

    /// <summary>
    /// See <see cref="Muutostieto.Deliveries.Terms.DeliveryTerms"/>: what the delivery is composed with, also when the configuration has
    /// changed since.
    /// </summary>
    public required RecordedTerms Terms { get; init; }

    /// <summary>SHA-256 of <see cref="Terms"/>, 64 lowercase hex digits.</summary>
    public required string TermsDigest { get; init; }

    public required string CatalogDigest { get; init; }

    public required DeliveryCounts Counts { get; init; }

    /// <summary>In the order in which they were recorded; empty before composition.</summary>
    public required IReadOnlyList<DeliveryFile> Files { get; init; }

    public DateTimeOffset? Composed { get; init; }

    /// <summary>Its entry in the audit chain; null before composition, and for what was composed before there was a chain.</summary>
    public AuditHead? Audit { get; init; }

    /// <summary>
    /// The signature of its manifest, as its file has it; null before composition, and for what was composed before there were signatures.
    /// </summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Since when its files may be visible in the drop: noted before the first of them gets its name. Null before that, when its manifest
    /// was found never to have been visible, and in what was published before this was noted.
    /// </summary>
    public DateTimeOffset? PublishingSince { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>Where it was published, in words for an operator.</summary>
    public string? Place { get; init; }

    public DateTimeOffset? Received { get; init; }

    public DateTimeOffset? Withdrawn { get; init; }

    public string? WithdrawalReason { get; init; }

    /// <summary>The reason of a number that was published, and whose delivery was lost when the ledger was restored.</summary>
    internal const string LostReason = "published before the ledger was restored to an earlier time";

    /// <summary>Whether its number was published with content that the ledger has lost. The recipient may have it.</summary>
    public bool IsLost => State == DeliveryState.Withdrawn && WithdrawalReason == LostReason;

    /// <summary>When it was last published again; null when it never was.</summary>
    public DateTimeOffset? Redelivered { get; init; }

    /// <summary>When its files were removed from the drop because their time was over; null while they are there.</summary>
    public DateTimeOffset? DropCleared { get; init; }

    /// <summary>When its files were removed from the outbox because their time was over; null while they are there.</summary>
    public DateTimeOffset? OutboxCleared { get; init; }

    /// <summary>What its recipient did with it, in the order in which it was seen.</summary>
    public IReadOnlyList<DeliveryReceipt> Receipts { get; init; } = [];

    /// <summary>The recipient's refusal, or unclear answer, without a later acceptance or redelivery; else null.</summary>
    public DeliveryReceipt? OpenRefusal => State is DeliveryState.Published or DeliveryState.Overdue
        ? Receipts.LastOrDefault(receipt => receipt.IsAlert && !(receipt.Seen <= Redelivered))
        : null;

    /// <summary>What an operator does about <see cref="OpenRefusal"/>; null when there is none.</summary>
    public string? OpenRefusalAdvice => OpenRefusal is { } open ? DeliveryAdvice.Of(Title, open.Source) : null;

    /// <summary>By which step; null when there is none.</summary>
    public Remedy? OpenRefusalRemedy => OpenRefusal is { } open ? DeliveryAdvice.RemedyOf(Id, open.Source) : null;

    /// <summary>The file that comes last and names the others; null before composition.</summary>
    public DeliveryFile? Manifest => Files.FirstOrDefault(file => file.Name.EndsWith(".json", StringComparison.Ordinal));

    /// <summary>The file with count and digest a municipality that can be put beside the delivery; null before composition.</summary>
    public string? ReconciliationName => Manifest is { } manifest ? Path.ChangeExtension(manifest.Name, ".TAS") : null;

    /// <summary>What a message calls the delivery: <c>kainuu-laajat base 1</c>.</summary>
    public string Title => Key.ToString();

    public DeliveryKey Key => new(Permit, Kind.WireName(), Number);

    /// <summary>How the next delivery of the chain names this one; null before composition.</summary>
    public Predecessor? AsPredecessor() => Manifest is { } manifest ? new Predecessor(Key, manifest.Sha256) : null;
}
