using System.Reflection;
using Microsoft.AspNetCore.Http;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Prometheus;

namespace Muutostieto.Server.Http;

/// <summary>
/// <c>/metrics</c> in Prometheus's text format 0.0.4, of one status: a registry a request, so that what is gone or not known has no sample.
/// A written contract: names and labels are added, never changed or removed.
/// </summary>
internal sealed class StatusMetrics
{
    private static readonly DeliveryKind[] Kinds = Enum.GetValues<DeliveryKind>();
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory metrics;

    internal StatusMetrics(ServiceStatus status)
    {
        metrics = Metrics.WithCustomRegistry(registry);
        Service(status);
        Permits(status.Permits);
        Connections(status.Connections);
        Feed(status.Feed);

        // What is not known has no sample: a count of nothing would end an alarm.
        Deliveries([.. status.Permits.Where(permit => permit.IsKnown)]);
    }

    internal static async Task WriteAsync(HttpContext context, ServiceStatus status, CollectorRegistry? counted)
    {
        using var text = new MemoryStream();
        await new StatusMetrics(status).WriteAsync(text).ConfigureAwait(false);
        if (counted is not null)
        {
            await counted.CollectAndExportAsTextAsync(text).ConfigureAwait(false);
        }

        await new SiteAnswer(200, "text/plain; version=0.0.4; charset=utf-8", text.ToArray()).WriteAsync(context).ConfigureAwait(false);
    }

    internal Task WriteAsync(Stream text) => registry.CollectAndExportAsTextAsync(text);

    private void Service(ServiceStatus status)
    {
        Gauge("muutostieto_build_info", "The program's version; always 1.", ["version"], [([Version], 1)]);
        Gauge("muutostieto_healthy", "1 when /health answers 200.", status.IsHealthy ? 1 : 0);
        Gauge(
            "muutostieto_troubles", "What an operator must see to, by kind.", ["kind"],
            from kind in Enum.GetValues<AlertKind>()
            let name = new Alert(kind, null, null, null, default, "").KindName
            select (new[] { name }, (double)status.Alerts.Count(alert => alert.Kind == kind)));
        Gauge("muutostieto_run_in_progress", "1 while a run goes on.", status.UnderWay is null ? 0 : 1);
        if (status.JournalKey is { } key)
        {
            Gauge("muutostieto_register_journal_key", "The register's last journal key.", key);
        }

        if (status.Notices is { } notices)
        {
            Gauge(
                "muutostieto_sharing_dwelling_with_protected",
                "Persons without a non-disclosure order who share a dwelling with a protected person.",
                notices.SharingDwelling);
            Gauge(
                "muutostieto_relations_to_unknown", "Relations with a residence to a person missing from the register.",
                notices.UnknownRelations);
        }

        if (status.LastRun is { } run)
        {
            Gauge("muutostieto_last_run_timestamp_seconds", "When the last run for all permits began.", Unix(run.Began));
            Gauge("muutostieto_last_run_duration_seconds", "How long the last run for all permits took.", run.Seconds);
            Gauge(
                "muutostieto_last_run_exit_code",
                "What the last run for all permits ended with; 0 is done.",
                FailureNumber.Of(run.Failure));
        }
    }

    private void Permits(IReadOnlyList<PermitStatus> permits)
    {
        var known = permits.Where(permit => permit.IsKnown).ToList();
        Gauge(
            "muutostieto_permit_failing", "1 when the permit failed when it was last served.",
            permits, permit => permit.Failure is null ? 0 : 1);
        Counter(
            "muutostieto_permit_failures_total", "Runs in which the permit failed.", ["permit"],
            permits.Select(permit => (new[] { permit.Id }, (double)permit.Failures)));
        Gauge(
            "muutostieto_deliveries_overdue", "Deliveries not fetched in time.",
            known, permit => permit.Count(AlertKind.Overdue));
        Gauge(
            "muutostieto_deliveries_overtaken", "Deliveries in a drop that have to be withdrawn.",
            known, permit => permit.Count(AlertKind.Overtaken));
        Gauge(
            "muutostieto_deliveries_refused", "Deliveries that their recipient could not load and that are unresolved.",
            known, permit => permit.Count(AlertKind.Refused));
        Gauge(
            "muutostieto_next_delivery_timestamp_seconds", "When the next delivery is to be made; in the past when one is due.",
            permits.Where(permit => (permit.DueSince ?? permit.Next) is not null), permit => Unix((permit.DueSince ?? permit.Next)!.Value));
        Gauge(
            "muutostieto_pending_entries", "Entries of the register that no delivery covers yet.",
            permits.Where(permit => permit.PendingEntries is not null), permit => permit.PendingEntries!.Value);
    }

    private void Connections(IReadOnlyList<ConnectionStatus> connections)
    {
        Gauge(
            "muutostieto_connection_last_fetch_timestamp_seconds", "When the connection last fetched over the interface.", ["connection"],
            connections.Where(each => each.LastFetch is not null).Select(each => (new[] { each.User }, Unix(each.LastFetch!.Value))));
        Gauge(
            "muutostieto_connection_lag_entries", "Entries of the register after the connection's last page of changes.", ["connection"],
            connections.Where(each => each.Lag is not null).Select(each => (new[] { each.User }, (double)each.Lag!.Value)));
    }

    private void Feed(FeedStatus? feed)
    {
        if (feed is null)
        {
            return;
        }

        Gauge("muutostieto_feed_failing", "1 when the last fetch from the register's source failed.", feed.Failures > 0 ? 1 : 0);
        Known("muutostieto_feed_source_key", "The source's key that the register has come to.", feed.SourceKey);
        Known(
            "muutostieto_feed_last_fetch_timestamp_seconds", "When the register was last fed.",
            feed.LastFetch is { } fetched ? Unix(fetched) : null);
        Known("muutostieto_feed_lag_seconds", "Seconds since the source last had no more.", feed.LagSeconds);
        Known(
            "muutostieto_feed_presumed_orders", "Persons protected only because the source masks where they live.",
            feed.PresumedOrders);
    }

    private void Known(string name, string help, double? value)
    {
        if (value is { } known)
        {
            Gauge(name, help, known);
        }
    }

    private void Deliveries(IReadOnlyList<PermitStatus> permits)
    {
        Gauge(
            "muutostieto_deliveries", "Deliveries in the ledger, by state.", ["permit", "kind", "state"],
            from permit in permits
            from kind in Kinds
            from state in Enum.GetValues<DeliveryState>()
            let count = permit.Deliveries.Count(delivery => delivery.Kind == kind && delivery.State == state)
            select (new[] { permit.Id, kind.WireName(), state.WireName() }, (double)count));
        Counter(
            "muutostieto_delivered_bytes_total", "Bytes of all deliveries published.", ["permit", "kind"],
            PublishedAt(permits, all => all.Sum(delivery => delivery.Bytes)));
        Counter(
            "muutostieto_delivered_records_total", "Lines of all deliveries published.", ["permit", "kind"],
            PublishedAt(permits, all => all.Sum(delivery => delivery.Counts.Records)));
        Last(
            "muutostieto_last_delivery_timestamp_seconds", "When the last delivery was published.", permits,
            last => Unix(last.Published!.Value));
        Last("muutostieto_last_delivery_bytes", "Size of the last delivery.", permits, last => last.Bytes);
        Last("muutostieto_last_delivery_records", "Lines of the last delivery.", permits, last => last.Counts.Records);
        Last(
            "muutostieto_last_delivery_persons", "Persons in the last delivery; of an extract of buildings or dwellings, these.", permits,
            last => last.Counts.Persons);
        Last("muutostieto_last_delivery_number", "Number of the last delivery.", permits, last => last.Number);
        Last(
            "muutostieto_last_delivery_handover_seconds", "From composed to published, of the last delivery.", permits,
            last => last.Composed is { } composed ? Math.Max(0, (last.Published!.Value - composed).TotalSeconds) : 0);
    }

    private void Last(string name, string help, IReadOnlyList<PermitStatus> permits, Func<DeliveryOverview, double> value) =>
        Gauge(name, help, ["permit", "kind"], PublishedAt(permits, all => value(all[0])));

    private static IEnumerable<(string[] Labels, double Value)> PublishedAt(
        IReadOnlyList<PermitStatus> permits, Func<IReadOnlyList<DeliveryOverview>, double> value) =>
        from permit in permits
        from kind in Kinds
        let own = permit.Deliveries.Where(delivery => delivery.Kind == kind && delivery.Published is not null).ToList()
        where own.Count > 0
        select (new[] { permit.Id, kind.WireName() }, value(own));

    private void Gauge(string name, string help, double value) => metrics.CreateGauge(name, help).Set(value);

    private void Gauge(string name, string help, IEnumerable<PermitStatus> permits, Func<PermitStatus, double> value) =>
        Gauge(name, help, ["permit"], permits.Select(permit => (new[] { permit.Id }, value(permit))));

    private void Gauge(string name, string help, string[] labels, IEnumerable<(string[] Labels, double Value)> samples)
    {
        var gauge = metrics.CreateGauge(name, help, labels);
        foreach (var (values, value) in samples)
        {
            gauge.WithLabels(values).Set(value);
        }
    }

    private void Counter(string name, string help, string[] labels, IEnumerable<(string[] Labels, double Value)> samples)
    {
        var counter = metrics.CreateCounter(name, help, labels);
        foreach (var (values, value) in samples)
        {
            counter.WithLabels(values).IncTo(value);
        }
    }

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";

    private static double Unix(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
