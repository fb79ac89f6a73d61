using System.Globalization;
using Prometheus;

namespace Muutostieto.Server.Interface;

/// <summary>Counts calls as they happen, for <c>/metrics</c>. A written contract: names and labels are added, never changed or
/// removed.</summary>
internal sealed class CallFigures
{
    private const string Unknown = "unknown";
    private readonly Counter calls;
    private readonly Counter persons;
    private readonly Histogram seconds;
    private readonly Counter reads;

    internal CallFigures()
    {
        var metrics = Metrics.WithCustomRegistry(Registry);
        calls = metrics.CreateCounter(
            "muutostieto_interface_calls_total", "Calls of the JSON interface, by their HTTP status.", "connection", "call", "status");
        persons = metrics.CreateCounter(
            "muutostieto_interface_elements_total", "Elements of answers: persons, or their changes.", "connection", "call");
        reads = metrics.CreateCounter(
            "muutostieto_interface_reads_total", "Where the content of answers was read, where there are replicas.", "from");
        seconds = metrics.CreateHistogram(
            "muutostieto_interface_call_duration_seconds",
            "How long answers took.",
            new HistogramConfiguration { LabelNames = ["call"], Buckets = Histogram.ExponentialBuckets(0.01, 4, 8) });
    }

    internal CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Counts where a call found its content: in a replica, or in the register itself.</summary>
    internal void CountRead(bool isReplica) => reads.WithLabels(isReplica ? "replica" : "primary").Inc();

    /// <summary>Counts a call that has ended.</summary>
    internal void Count(CallNote note, int status, TimeSpan took)
    {
        var connection = note.Connection ?? Unknown;
        calls.WithLabels(connection, note.Call, status.ToString(CultureInfo.InvariantCulture)).Inc();
        seconds.WithLabels(note.Call).Observe(took.TotalSeconds);
        if (note.Report is { } report)
        {
            persons.WithLabels(connection, note.Call).Inc(report.Elements);
        }
    }
}
