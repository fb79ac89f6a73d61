using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Status;

/// <summary>One permit: what was delivered under it, what comes next, what went wrong.</summary>
public sealed record PermitStatus
{
    public required string Id { get; init; }

    public required string Recipient { get; init; }

    /// <summary>Null when the configuration does not have the permit.</summary>
    public string? Product { get; init; }

    /// <summary>Null when the configuration does not have the permit, or it has no files.</summary>
    public Rhythm? Rhythm { get; init; }

    /// <summary>Whether it has no files, only the interface or orders: then nothing is due, and nothing comes next.</summary>
    public bool IsInterfaceOnly { get; init; }

    /// <summary>Whether it has neither files nor the interface.</summary>
    public bool IsOrdersOnly { get; init; }

    public required PermitValidity Validity { get; init; }

    /// <summary>Newest first, those that were withdrawn too.</summary>
    public required IReadOnlyList<DeliveryOverview> Deliveries { get; init; }

    /// <summary>False when the ledger cannot be read: then it is not known what was delivered, and what is due.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>When the next delivery will be made; null when it is due already, there will be none, or it is not known.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>From when on a delivery is due that no run has made yet; null when none is, or it is not known.</summary>
    public DateTimeOffset? DueSince { get; init; }

    /// <summary>
    /// Entries of the register that no delivery covers yet; null when the register cannot be read or nothing was delivered.
    /// </summary>
    public long? PendingEntries { get; init; }

    /// <summary>Null when it went well the last time.</summary>
    public PermitFailure? Failure { get; init; }

    /// <summary>How many times it has failed since this was first counted.</summary>
    public long Failures { get; init; }

    /// <summary>What an operator must see to, of this permit.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary><see cref="Alerts"/> as they are shown.</summary>
    public IReadOnlyList<AlertGroup> Groups => AlertGroup.Of(Alerts);

    /// <summary>The newest one that is not withdrawn.</summary>
    public DeliveryOverview? Last => Deliveries.FirstOrDefault(delivery => delivery.State != DeliveryState.Withdrawn);

    public int Count(AlertKind kind) => Alerts.Count(alert => alert.Kind == kind);
}
