using Muutostieto.Audit;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Drops;

namespace Muutostieto.Deliveries;

/// <summary>What of the settings decides how deliveries are made. Paths are absolute.</summary>
public sealed record DeliverySettings
{
    /// <summary>The folder of everything that the program writes, where relative paths of the drops begin.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder of composed deliveries.</summary>
    public required string OutboxPath { get; init; }

    /// <summary>
    /// The folder with what was published last for each permit, which several workers on one ledger must share. Default:
    /// <c>published</c> in <see cref="DataDirectory"/>.
    /// </summary>
    public string? PublishedPath { get; init; }

    internal string PublishedFolder => PublishedPath ?? Path.Combine(DataDirectory, "published");

    /// <summary>Where the audit chain is.</summary>
    public required AuditPlace Audit { get; init; }

    /// <summary>After how many years an entry of the audit chain loses its persons. At least 5.</summary>
    public int AuditYears { get; init; } = 5;

    /// <summary>The keys that sign manifests.</summary>
    public required SigningSettings Signing { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, DropSettings> Drops { get; init; }

    /// <summary>
    /// Whether a published, unanswered delivery is withdrawn at once when a non-disclosure order was entered or a right revoked since, and
    /// a new base takes its place. False: it is an alert.
    /// </summary>
    public bool WithdrawPublished { get; init; }

    /// <summary>How a run works.</summary>
    public RunSettings Run { get; init; } = new();
}
