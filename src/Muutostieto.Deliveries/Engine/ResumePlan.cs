using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What has to be decided before deliveries go on with a ledger of an earlier time.</summary>
/// <param name="Origin">The database; null for a ledger in a file.</param>
/// <param name="Permits">Those whose ledger is older than what was published, or may be.</param>
public sealed record ResumePlan(LedgerOrigin? Origin, IReadOnlyList<ResumedPermit> Permits)
{
    /// <summary>Whether anchors of this machine are of a lost time, and only another machine has said that deliveries go on.</summary>
    public bool HasLostAnchors { get; init; }

    /// <summary>Whether there is anything to decide.</summary>
    public bool IsNeeded => Origin is { IsAnother: true } || Permits.Count > 0 || HasLostAnchors;
}
