using System.Globalization;
using System.Reflection;
using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary><c>/metrics</c> in Prometheus's text format 0.0.4. A written contract: names and labels are added, never changed or removed.</summary>
internal sealed class MetricsText
{
    private static readonly DeliveryKind[] Kinds = Enum.GetValues<DeliveryKind>();
    private readonly StringBuilder text = new();

    private MetricsText()
    {
    }

    internal static SiteAnswer Of(ServiceStatus status)
    {
        var metrics = new MetricsText();
        metrics.Service(status);
        metrics.Permits(status.Permits);

        // What is not known has no sample: a count of nothing would end an alarm.
        metrics.Deliveries([.. status.Permits.Where(permit => permit.IsKnown)]);
        return new SiteAnswer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text.ToString());
    }

    private void Service(ServiceStatus status)
    {
        Family("muutostieto_build_info", "gauge", "The program's version; always 1.", [(Labels(("version", Version)), 1)]);
        Family("muutostieto_healthy", "gauge", "1 when /health answers 200.", [("", status.IsHealthy ? 1 : 0)]);
        Family(
            "muutostieto_troubles", "gauge", "What an operator must see to, by kind.",
            Enum.GetValues<TroubleKind>().Select(kind => (Labels(("kind", new Trouble(kind, null, null, null, default, "").KindName)), (double)status.Troubles.Count(trouble => trouble.Kind == kind))));
        Family("muutostieto_run_in_progress", "gauge", "1 while a run goes on.", [("", status.UnderWay is null ? 0 : 1)]);
        Family("muutostieto_register_journal_key", "gauge", "The register's last journal key.", status.JournalKey is { } key ? [("", key)] : []);
        Family(
            "muutostieto_sharing_dwelling_with_protected", "gauge", "Persons without a non-disclosure order who share a dwelling with a protected person.",
            status.Notices is { } sharing ? [("", sharing.SharingDwelling)] : []);
        Family("muutostieto_relations_to_unknown", "gauge", "Relations with a residence to a person missing from the register.", status.Notices is { } unknown ? [("", unknown.UnknownRelations)] : []);
        if (status.LastRun is { } run)
        {
            Family("muutostieto_last_run_timestamp_seconds", "gauge", "When the last run for all permits began.", [("", Unix(run.Began))]);
            Family("muutostieto_last_run_duration_seconds", "gauge", "How long the last run for all permits took.", [("", run.Seconds)]);
            Family("muutostieto_last_run_exit_code", "gauge", "What the last run for all permits ended with; 0 is done.", [("", (int)run.ExitCode)]);
        }
    }

    private void Permits(IReadOnlyList<PermitStatus> permits)
    {
        Family("muutostieto_permit_failing", "gauge", "1 when the permit failed when it was last served.", permits.Select(permit => (Of(permit), permit.Failure is null ? 0.0 : 1)));
        Family("muutostieto_permit_failures_total", "counter", "Runs in which the permit failed.", permits.Select(permit => (Of(permit), (double)permit.Failures)));
        Family("muutostieto_deliveries_overdue", "gauge", "Deliveries that nobody has fetched in time.", permits.Where(permit => permit.IsKnown).Select(permit => (Of(permit), (double)permit.Count(TroubleKind.Overdue))));
        Family("muutostieto_deliveries_overtaken", "gauge", "Deliveries in a drop that have to be withdrawn.", permits.Where(permit => permit.IsKnown).Select(permit => (Of(permit), (double)permit.Count(TroubleKind.Overtaken))));
        Family("muutostieto_deliveries_refused", "gauge", "Deliveries that their recipient could not load and nobody has dealt with.", permits.Where(permit => permit.IsKnown).Select(permit => (Of(permit), (double)permit.Count(TroubleKind.Refused))));
        Family(
            "muutostieto_next_delivery_timestamp_seconds", "gauge", "When the next delivery is to be made; in the past when one is due.",
            permits.Where(permit => (permit.DueSince ?? permit.Next) is not null).Select(permit => (Of(permit), Unix((permit.DueSince ?? permit.Next)!.Value))));
        Family(
            "muutostieto_pending_entries", "gauge", "Entries of the register that no delivery covers yet.",
            permits.Where(permit => permit.PendingEntries is not null).Select(permit => (Of(permit), (double)permit.PendingEntries!.Value)));
    }

    private void Deliveries(IReadOnlyList<PermitStatus> permits)
    {
        Family(
            "muutostieto_deliveries", "gauge", "Deliveries in the ledger, by state.",
            from permit in permits
            from kind in Kinds
            from state in Enum.GetValues<DeliveryState>()
            select (Labels(("permit", permit.Id), ("kind", kind.WireName()), ("state", state.WireName())), (double)permit.Deliveries.Count(delivery => delivery.Kind == kind && delivery.State == state)));
        HandedOver("muutostieto_delivered_bytes_total", "counter", "Bytes of all deliveries handed over.", permits, all => all.Sum(delivery => delivery.Bytes));
        HandedOver("muutostieto_delivered_records_total", "counter", "Lines of all deliveries handed over.", permits, all => all.Sum(delivery => delivery.Counts.Records));
        HandedOver("muutostieto_last_delivery_timestamp_seconds", "gauge", "When the last delivery was handed over.", permits, all => Unix(all[0].Published!.Value));
        HandedOver("muutostieto_last_delivery_bytes", "gauge", "Size of the last delivery.", permits, all => all[0].Bytes);
        HandedOver("muutostieto_last_delivery_records", "gauge", "Lines of the last delivery.", permits, all => all[0].Counts.Records);
        HandedOver("muutostieto_last_delivery_persons", "gauge", "Persons told of in the last delivery.", permits, all => all[0].Counts.Persons);
        HandedOver("muutostieto_last_delivery_number", "gauge", "Number of the last delivery.", permits, all => all[0].Number);
        HandedOver(
            "muutostieto_last_delivery_handover_seconds", "gauge", "From composed to handed over, of the last delivery.", permits,
            all => all[0].Composed is { } composed ? Math.Max(0, (all[0].Published!.Value - composed).TotalSeconds) : 0);
    }

    private void HandedOver(string name, string type, string help, IReadOnlyList<PermitStatus> permits, Func<IReadOnlyList<DeliveryGlance>, double> value) => Family(
        name, type, help,
        from permit in permits
        from kind in Kinds
        let own = permit.Deliveries.Where(delivery => delivery.Kind == kind && delivery.Published is not null).ToList()
        where own.Count > 0
        select (Labels(("permit", permit.Id), ("kind", kind.WireName())), value(own)));

    private void Family(string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        foreach (var (labels, value) in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
        }
    }

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";

    private static string Of(PermitStatus permit) => Labels(("permit", permit.Id));

    private static string Labels(params (string Name, string Value)[] labels) => "{" + string.Join(',', labels.Select(label => $"{label.Name}=\"{Escaped(label.Value)}\"")) + "}";

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static double Unix(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
