using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

/// <summary>What is known of the last runs after their processes have ended, and what is not in the ledger: failures, and what was notified
/// of them.</summary>
public sealed record RunMemory
{
    /// <summary>Null before the first run.</summary>
    public LastRun? Last { get; init; }

    /// <summary>Null before the first run of a program that looks at the clock.</summary>
    public KnownClock? Clock { get; init; }

    /// <summary>Why the log could not be written by the last run; null when it could.</summary>
    public LostLog? Log { get; init; }

    /// <summary>By permit: those that failed when they were last served.</summary>
    public IReadOnlyDictionary<string, PermitFailure> Failures { get; init; } = new Dictionary<string, PermitFailure>();

    /// <summary>By permit: how many times it has failed since this memory began.</summary>
    public IReadOnlyDictionary<string, long> FailureTotals { get; init; } = new Dictionary<string, long>();

    /// <summary>By way and event: the fingerprint of the last notification.</summary>
    [JsonPropertyName("told")]
    public IReadOnlyDictionary<string, string> Notified { get; init; } = new Dictionary<string, string>();
}
