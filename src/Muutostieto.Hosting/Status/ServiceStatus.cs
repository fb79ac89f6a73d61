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

    /// <summary>Everything that an operator must see to, the gravest first.</summary>
    public required IReadOnlyList<Trouble> Troubles { get; init; }

    /// <summary><see cref="Troubles"/> as they are shown.</summary>
    public IReadOnlyList<TroubleGroup> Groups => TroubleGroup.Of(Troubles);

    public bool IsHealthy => !Troubles.Any(trouble => trouble.IsUnhealthy);

    /// <summary>
    /// As <c>batch</c> ends: configuration, data folder, ledger or register that cannot be used before all; integrity; the permits' failures, refusals, what was missed and a log that cannot be written; at last what is overdue.
    /// </summary>
    public ExitCode ExitCode
    {
        get
        {
            var failures = Troubles.Where(trouble => trouble.Kind == TroubleKind.Failed).Select(trouble => new BatchFailure(trouble.Permit ?? "", trouble.ExitCode, trouble.Message)).ToList();
            return Troubles.Any(trouble => trouble.ExitCode == ExitCode.Integrity) ? ExitCode.Integrity
                : Troubles.FirstOrDefault(trouble => trouble.Kind <= TroubleKind.Register) is { } part ? part.ExitCode
                : failures.Count > 0 ? new BatchResult([], failures).ExitCode
                : Troubles.Any(trouble => trouble.Kind is TroubleKind.Overtaken or TroubleKind.Refused or TroubleKind.Unclear or TroubleKind.Missed or TroubleKind.Log) ? ExitCode.SomePermitsFailed
                : Troubles.Any(trouble => trouble.Kind != TroubleKind.Exposed) ? ExitCode.Overdue
                : ExitCode.Done;
        }
    }

    /// <summary>The trouble with one part of the installation; null when there is none.</summary>
    public Trouble? Of(TroubleKind kind) => Troubles.FirstOrDefault(trouble => trouble.Kind == kind);
}
