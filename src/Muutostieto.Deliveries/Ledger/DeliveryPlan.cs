using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>What is fixed when a delivery is planned.</summary>
public sealed record DeliveryPlan
{
    public required string Permit { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>
    /// What this delivery is the one delivery of, for instance <c>initial</c> or the instant of a rhythm's occurrence. Planning the same
    /// occurrence again gives the same delivery, withdrawn or not; a caller that wants another one names another occurrence.
    /// </summary>
    public required string Occurrence { get; init; }

    /// <summary>The time in the files, whenever they are composed.</summary>
    public required DateTimeOffset Planned { get; init; }

    public required DeliveryWindow Window { get; init; }

    /// <summary>
    /// The register's mark at the window's end (<see cref="Muutostieto.Register.RegisterFingerprint"/>): which register the keys are of.
    /// Null when not known.
    /// </summary>
    public string? RegisterFingerprint { get; init; }

    /// <summary>
    /// For a permit with a list, the persons on it who were merged into others, and their survivors: these take their place in the step
    /// that plans, which also fixes the list's position (<see cref="DeliveryWindow.ListTo"/>). Null for an area.
    /// </summary>
    public IReadOnlyList<(long Gone, long Into)>? ListMerged { get; init; }

    /// <summary>
    /// Null for a base delivery, and for changes that begin a chain at a key up to which the recipient has the interface's data; for other
    /// changes the <see cref="ILedger.Head"/> of the permit's chain.
    /// </summary>
    public Predecessor? Predecessor { get; init; }

    /// <summary>
    /// For changes that begin a chain, the <see cref="Delivery.Id"/> of the head of the chain that they end; null when there is none.
    /// </summary>
    public long? Replaces { get; init; }

    /// <summary>
    /// Canonical JSON of everything else that decides the bytes, see <see cref="Muutostieto.Deliveries.Terms.DeliveryTerms"/>.
    /// </summary>
    public required string Terms { get; init; }

    /// <summary>Hash of the record layouts that the delivery is composed with.</summary>
    public required string CatalogDigest { get; init; }

    /// <summary>The <see cref="RepairRequest.Id"/> of the requests that a new delivery takes; a base takes all there are, as it includes
    /// every person in full.</summary>
    public IReadOnlyList<long> Repairs { get; init; } = [];
}
