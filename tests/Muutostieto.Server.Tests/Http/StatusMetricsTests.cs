using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Hosting.Status;
using Muutostieto.Server.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Http;

public sealed class StatusMetricsTests
{
    [Test]
    public async Task Metrics_are_what_Prometheus_reads()
    {
        var types = new Dictionary<string, string>();
        foreach (var line in await LinesAsync(SomeStatus.Well))
        {
            if (Regex.Match(line, "^# TYPE ([a-z_]+) (gauge|counter)$") is { Success: true } type)
            {
                Assert.That(types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), Is.True, "a family is there once");
                Assert.That(
                    type.Groups[1].Value.EndsWith("_total", StringComparison.Ordinal),
                    Is.EqualTo(type.Groups[2].Value == "counter"),
                    line);
            }
            else if (!line.StartsWith("# HELP muutostieto_", StringComparison.Ordinal))
            {
                var sample = Regex.Match(
                    line,
                    "^(muutostieto_[a-z_]+)(?:\\{[a-z]+=\"[^\"\\\\]*\"(?:,[a-z]+=\"[^\"\\\\]*\")*\\})? -?[0-9.]+(?:[Ee][+-]?[0-9]+)?$");
                Assert.That(sample.Success && types.Keys.Last() == sample.Groups[1].Value, Is.True, line);
            }
        }
    }

    /// <summary>A written contract: what is here is in the monitoring of those who run the program.</summary>
    [Test]
    public async Task Names_labels_and_values_are_as_they_were() =>
        Assert.That(
            (await LinesAsync(SomeStatus.Well)).Where(line => !line.StartsWith('#')).Select(Known),
            Is.SupersetOf(
                new[]
                {
                    "muutostieto_build_info{version=\"*\"} 1",
                    "muutostieto_healthy 1",
                    "muutostieto_troubles{kind=\"overdue\"} 0",
                    "muutostieto_troubles{kind=\"configuration\"} 0",
                    "muutostieto_run_in_progress 0",
                    "muutostieto_register_journal_key 76233",
                    "muutostieto_last_run_timestamp_seconds 1795914000",
                    "muutostieto_last_run_duration_seconds 12.34",
                    "muutostieto_last_run_exit_code 0",
                    "muutostieto_permit_failing{permit=\"kainuu-laajat\"} 0",
                    "muutostieto_permit_failures_total{permit=\"kainuu-laajat\"} 0",
                    "muutostieto_deliveries_overdue{permit=\"kainuu-laajat\"} 0",
                    "muutostieto_deliveries_overtaken{permit=\"kainuu-laajat\"} 0",
                    "muutostieto_deliveries_refused{permit=\"kainuu-laajat\"} 0",
                    "muutostieto_next_delivery_timestamp_seconds{permit=\"kainuu-laajat\"} 1796005800",
                    "muutostieto_pending_entries{permit=\"kainuu-laajat\"} 1234",
                    "muutostieto_deliveries{permit=\"kainuu-laajat\",kind=\"base\",state=\"received\"} 1",
                    "muutostieto_deliveries{permit=\"kainuu-laajat\",kind=\"changes\",state=\"published\"} 1",
                    "muutostieto_delivered_bytes_total{permit=\"kainuu-laajat\",kind=\"base\"} 88123456",
                    "muutostieto_delivered_records_total{permit=\"kainuu-laajat\",kind=\"changes\"} 1204",
                    "muutostieto_last_delivery_timestamp_seconds{permit=\"kainuu-laajat\",kind=\"changes\"} 1794117690",
                    "muutostieto_last_delivery_bytes{permit=\"kainuu-laajat\",kind=\"changes\"} 400000",
                    "muutostieto_last_delivery_records{permit=\"kainuu-laajat\",kind=\"base\"} 69076",
                    "muutostieto_last_delivery_persons{permit=\"kainuu-laajat\",kind=\"changes\"} 1100",
                    "muutostieto_last_delivery_number{permit=\"kainuu-laajat\",kind=\"base\"} 1",
                    "muutostieto_last_delivery_handover_seconds{permit=\"kainuu-laajat\",kind=\"base\"} 90",
                }));

    [Test]
    public async Task The_feed_has_samples_of_what_is_known_where_there_is_one()
    {
        var known = (await LinesAsync(SomeStatus.Fed)).Where(line => line.StartsWith("muutostieto_feed", StringComparison.Ordinal));
        var unread = SomeStatus.Fed with { Feed = new FeedStatus("https://host.example", null, null, null, null, null, null, null, 0) };
        Assert.That(
            known,
            Is.EquivalentTo(new[]
            {
                "muutostieto_feed_failing 1",
                "muutostieto_feed_source_key 91500",
                "muutostieto_feed_last_fetch_timestamp_seconds 1795928400",
                "muutostieto_feed_lag_seconds 7200",
                "muutostieto_feed_presumed_orders 12",
            }));
        Assert.That(
            (await LinesAsync(unread)).Where(line => line.StartsWith("muutostieto_feed", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "muutostieto_feed_failing 0" }));
        Assert.That(await LinesAsync(SomeStatus.Well), Has.None.Contains("muutostieto_feed"));
    }

    [Test]
    public async Task No_deliveries_are_counted_when_the_ledger_cannot_be_read()
    {
        var samples = (
            await LinesAsync(
                SomeStatus.Well with
                {
                    Permits = [SomeStatus.Well.Permits[0] with { IsKnown = false, Deliveries = [], Next = null }],
                }))
            .Where(line => !line.StartsWith('#'))
            .ToList();
        Assert.That(
            samples,
            Has.None.StartsWith("muutostieto_deliveries").And.None.StartsWith("muutostieto_next_delivery"),
            "0 overdue would end an alarm");
        Assert.That(samples, Does.Contain("muutostieto_permit_failing{permit=\"kainuu-laajat\"} 0"));
    }

    [Test]
    public async Task What_is_gone_has_no_sample_and_what_is_hostile_is_escaped()
    {
        await LinesAsync(SomeStatus.Well);
        var text = string.Join(
            '\n',
            await LinesAsync(SomeStatus.Well with { Permits = [SomeStatus.Well.Permits[0] with { Id = "a\"} 1\nb\\" }] }));
        Assert.That(text, Does.Not.Contain("kainuu-laajat").And.Contain("""muutostieto_permit_failing{permit="a\"} 1\nb\\"} 0"""));
    }

    private static string Known(string line) => Regex.Replace(line, "version=\"[0-9.]+\"", "version=\"*\"");

    private static async Task<List<string>> LinesAsync(ServiceStatus status)
    {
        using var text = new MemoryStream();
        await new StatusMetrics(status).WriteAsync(text);
        return [.. Encoding.UTF8.GetString(text.ToArray()).TrimEnd('\n').Split('\n')];
    }
}
