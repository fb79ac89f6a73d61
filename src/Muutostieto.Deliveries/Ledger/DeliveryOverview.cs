using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>A delivery as an overview needs it: without its terms, and its files as one sum.</summary>
public sealed record DeliveryOverview
{
    /// <inheritdoc cref="Delivery.Id"/>
    public required long Id { get; init; }

    public required string Permit { get; init; }

    public required DeliveryKind Kind { get; init; }

    public required int Number { get; init; }

    public required DeliveryState State { get; init; }

    public required DateTimeOffset Planned { get; init; }

    public required DeliveryWindow Window { get; init; }

    public required DeliveryCounts Counts { get; init; }

    /// <summary>What it is of and <see cref="Counts"/> count as persons: <c>buildings</c> or <c>dwellings</c>; null: persons.</summary>
    public string? Target { get; init; }

    /// <summary>All of its files together; 0 before composition.</summary>
    public required long Bytes { get; init; }

    public DateTimeOffset? Composed { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Received { get; init; }

    public DateTimeOffset? Redelivered { get; init; }

    /// <summary>When the open refusal was seen; else null. See <see cref="Delivery.OpenRefusal"/>.</summary>
    public DateTimeOffset? Refused { get; init; }

    /// <summary>Distinguishes that refusal from any other one; null without one.</summary>
    public string? RefusalDigest { get; init; }

    /// <summary>Whether what was seen is no refusal but a receipt that cannot be understood.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>The row that it continues; null for a base, and for changes that <see cref="BeginsAtKey"/>.</summary>
    public long? PredecessorId { get; init; }

    /// <inheritdoc cref="Delivery.BeginsAtKey"/>
    public bool BeginsAtKey => Kind == DeliveryKind.Changes && PredecessorId is null;

    /// <summary>What in the ledger contradicts that it continues the one before; null when nothing does.</summary>
    public string? ChainFault { get; init; }

    /// <summary>When it was last published; null before.</summary>
    public DateTimeOffset? PublishedAt => Redelivered ?? Published;

    /// <inheritdoc cref="Delivery.Title"/>
    public string Title => new DeliveryKey(Permit, Kind.WireName(), Number).ToString();
}
