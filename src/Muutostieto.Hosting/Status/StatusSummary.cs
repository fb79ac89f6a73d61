using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

/// <summary>A status as <c>status --json</c> writes it. A written contract: keys are added, never changed or removed.</summary>
/// <param name="At">As of when.</param>
/// <param name="Healthy">What <c>/health</c> answers.</param>
/// <param name="Number">What <c>status</c> ends with.</param>
/// <param name="UnderWay">The run that goes on; null when none does.</param>
/// <param name="LastRun">Null before the first run.</param>
/// <param name="JournalKey">The register's last entry; null when it cannot be read.</param>
/// <param name="Permits">In order of id.</param>
/// <param name="Alerts">What an operator must see to, the gravest first.</param>
public sealed record StatusSummary(
    DateTimeOffset At,
    bool Healthy,
    [property: JsonPropertyName(FailureNumber.Member)] int Number,
    string? UnderWay,
    LastRunSummary? LastRun,
    long? JournalKey,
    IReadOnlyList<PermitSummary> Permits,
    [property: JsonPropertyName("troubles")] IReadOnlyList<AlertSummary> Alerts)
{
    /// <summary>
    /// Living persons without an order who share a dwelling with a protected person; null when the register cannot be read.
    /// </summary>
    public long? SharingDwelling { get; init; }

    /// <summary>Relations with a residence that name a person missing from the register; null when the register cannot be read.</summary>
    public long? UnknownRelations { get; init; }

    /// <summary>The connections of the interface, in order of their permits' ids.</summary>
    public IReadOnlyList<ConnectionStatus> Connections { get; init; } = [];

    /// <summary>The interface that the register is fed from; null where the settings name none.</summary>
    public FeedStatus? Feed { get; init; }

    public static StatusSummary Of(ServiceStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new StatusSummary(
            status.At,
            status.IsHealthy,
            FailureNumber.Of(status.Failure),
            status.UnderWay,
            status.LastRun is { } run
                ? new LastRunSummary(run.Command, run.Began, run.Seconds, FailureNumber.Of(run.Failure), run.Message)
                : null,
            status.JournalKey,
            [.. status.Permits.Select(PermitSummary.Of)],
            [.. status.Alerts.Select(AlertSummary.Of)])
        {
            SharingDwelling = status.Notices?.SharingDwelling,
            UnknownRelations = status.Notices?.UnknownRelations,
            Connections = status.Connections,
            Feed = status.Feed,
        };
    }

    /// <summary>One object, indented.</summary>
    public static string ToJson(ServiceStatus status) => JsonSerializer.Serialize(Of(status), StatusSummaryContext.Relaxed.StatusSummary);
}
