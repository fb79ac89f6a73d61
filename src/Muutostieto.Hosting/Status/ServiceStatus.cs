using Muutostieto.Deliveries.Engine;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>What an operator wants to see at a glance. The command, the page, the health answer and the metrics all show this.</summary>
public sealed record ServiceStatus
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The run that goes on, as <c>process 12 since …</c>; null when none does.</summary>
    public string? UnderWay { get; init; }

    /// <summary>Null before the first run.</summary>
    public LastRun? LastRun { get; init; }

    /// <summary>The register's last journal key; null when it cannot be read.</summary>
    public long? JournalKey { get; init; }

    /// <summary>What the register's keeper should know; null when the register cannot be read.</summary>
    public KeeperNotices? Notices { get; init; }

    /// <summary>In order of id; those too that only the ledger knows.</summary>
    public required IReadOnlyList<PermitStatus> Permits { get; init; }

    /// <summary>The connections of permits that are valid, in order of the permits' ids.</summary>
    public IReadOnlyList<ConnectionStatus> Connections { get; init; } = [];

    /// <summary>The interface that the register is fed from; null where the settings name none.</summary>
    public FeedStatus? Feed { get; init; }

    /// <summary>Everything that an operator must see to, the gravest first.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary><see cref="Alerts"/> as they are shown.</summary>
    public IReadOnlyList<AlertGroup> Groups => AlertGroup.Of(Alerts);

    public bool IsHealthy => !Alerts.Any(alert => alert.IsUnhealthy);

    /// <summary>
    /// As <c>batch</c> ends: configuration, data folder, ledger or register that cannot be used before all; integrity; the permits'
    /// failures, refusals, what was missed and a log that cannot be written; at last what is overdue.
    /// </summary>
    public FailureKind Failure
    {
        get
        {
            var failures = Alerts
                .Where(alert => alert.Kind == AlertKind.Failed)
                .Select(alert => new BatchFailure(alert.Permit ?? "", alert.Failure, alert.Message))
                .ToList();
            return Alerts.Any(alert => alert.Failure == FailureKind.Integrity) ? FailureKind.Integrity
                : Alerts.FirstOrDefault(alert => alert.Kind <= AlertKind.Register) is { } part ? part.Failure
                : failures.Count > 0 ? new BatchResult([], failures).Failure
                : Alerts.Any(alert =>
                    alert.Kind is AlertKind.Overtaken or AlertKind.Refused or AlertKind.Unclear or AlertKind.Missed or AlertKind.Log)
                    ? FailureKind.Partial
                : Alerts.Any(alert => alert.Kind != AlertKind.Exposed) ? FailureKind.Overdue
                : FailureKind.None;
        }
    }

    /// <summary>The alert of a kind; null when there is none.</summary>
    public Alert? Of(AlertKind kind) => Alerts.FirstOrDefault(alert => alert.Kind == kind);
}
