using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Service.Site;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Service.Site;

public sealed class StatusSiteTests
{
    private static Installation installation = null!;
    private static StatusSite site = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new Installation();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        site = SiteOf.Installation(installation, Installation.At);
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("/", 200, "text/html; charset=utf-8")]
    [TestCase("/permits/kainuu-laajat", 200, "text/html; charset=utf-8")]
    [TestCase("/deliveries/1", 200, "text/html; charset=utf-8")]
    [TestCase("/style.css", 200, "text/css; charset=utf-8")]
    [TestCase("/icon.svg", 200, "image/svg+xml; charset=utf-8")]
    [TestCase("/health", 200, "application/json")]
    [TestCase("/health/live", 200, "application/json")]
    [TestCase("/health/ready", 200, "application/json")]
    [TestCase("/metrics", 200, "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase("/permits/none", 404, "text/html; charset=utf-8")]
    [TestCase("/deliveries/2", 404, "text/html; charset=utf-8")]
    [TestCase("/deliveries/99999999999999999999", 404, "text/html; charset=utf-8")]
    [TestCase("/deliveries/-1", 404, "text/html; charset=utf-8")]
    [TestCase("/../appsettings.json", 404, "text/html; charset=utf-8")]
    [TestCase("/<script>", 404, "text/html; charset=utf-8")]
    public void An_address_is_answered(string path, int status, string type)
    {
        var answer = site.Answer(new SiteRequest("GET", path));
        Assert.That((answer.Status, answer.ContentType), Is.EqualTo((status, type)), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain("<script"));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    public void Nothing_but_looking_is_allowed(string method) => Assert.That(site.Answer(new SiteRequest(method, "/")).Status, Is.EqualTo(405));

    [TestCase("localhost", true)]
    [TestCase("LOCALHOST:9000", true)]
    [TestCase("127.0.0.1:8650", true)]
    [TestCase("127.0.0.2", true)]
    [TestCase("evil.example", false)]
    [TestCase("evil.example:8650", false)]
    [TestCase("localhost.evil.example", false)]
    [TestCase("127.0.0.1.evil.example", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void A_name_that_somebody_else_points_here_is_refused_whatever_is_asked(string? host, bool isOwn)
    {
        var own = new StatusSite(() => throw new AssertionException("looked"), IPAddress.Parse("127.0.0.2"), TimeProvider.System);
        Assert.That(own.Answer(new SiteRequest("GET", "/health/live", Host: host)).Status, Is.EqualTo(isOwn ? 200 : 421));
    }

    [TestCase(null, null, "fi")]
    [TestCase(null, "en-GB,en;q=0.9,fi;q=0.8", "en")]
    [TestCase(null, "sv,fi;q=0.5,en;q=0.7", "en")]
    [TestCase(null, "de, fi ; q=0.1", "fi")]
    [TestCase(null, "en;q=0, fi;q=0.1", "fi")]
    [TestCase(null, "en;q=x;;,,;", "fi")]
    [TestCase("en", "fi", "en")]
    [TestCase("xx", "en", "en")]
    public void The_language_is_what_was_asked_for_else_what_the_browser_likes_else_Finnish(string? asked, string? accepted, string language) =>
        Assert.That(site.Answer(new SiteRequest("GET", "/", asked, AcceptLanguage: accepted)).Text, Does.Contain($"<html lang=\"{language}\">"));

    [Test]
    public void Everything_on_a_page_comes_from_here_and_every_link_is_answered()
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (open.TryDequeue(out var address))
        {
            var parts = address.Split("?lang=");
            var answer = site.Answer(new SiteRequest("GET", parts[0], parts.ElementAtOrDefault(1)));
            Assert.That(answer.Status, Is.EqualTo(200), address);
            foreach (Match link in Regex.Matches(answer.ContentType.StartsWith("text/html", StringComparison.Ordinal) ? answer.Text : "", "(?:href|src)=\"([^\"#]+)"))
            {
                Assert.That(link.Groups[1].Value, Does.StartWith("/").And.Not.StartWith("//"));
                if (seen.Add(link.Groups[1].Value))
                {
                    open.Enqueue(link.Groups[1].Value);
                }
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(8));
    }

    [Test]
    public void Metrics_are_what_Prometheus_reads_and_their_values_are_the_ledgers()
    {
        var text = site.Answer(new SiteRequest("GET", "/metrics")).Text;
        var lines = text.TrimEnd('\n').Split('\n');
        var types = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            if (Regex.Match(line, "^# TYPE ([a-z_]+) (gauge|counter)$") is { Success: true } type)
            {
                Assert.That(types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), Is.True, "a family stands once");
                Assert.That(type.Groups[1].Value.EndsWith("_total", StringComparison.Ordinal), Is.EqualTo(type.Groups[2].Value == "counter"), line);
            }
            else if (!line.StartsWith("# HELP muutostieto_", StringComparison.Ordinal))
            {
                var sample = Regex.Match(line, "^(muutostieto_[a-z_]+)(?:\\{[a-z]+=\"[^\"\\\\]*\"(?:,[a-z]+=\"[^\"\\\\]*\")*\\})? -?[0-9.]+(?:E[+-]?[0-9]+)?$");
                Assert.That(sample.Success && types.Keys.Last() == sample.Groups[1].Value, Is.True, line);
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Does.Contain("muutostieto_deliveries{permit=\"kainuu-laajat\",kind=\"base\",state=\"published\"} 1"));
            Assert.That(lines, Does.Contain("muutostieto_last_delivery_timestamp_seconds{permit=\"kainuu-laajat\",kind=\"base\"} 1794789000"));
            Assert.That(lines, Does.Contain("muutostieto_healthy 1"));
            Assert.That(lines, Does.Contain("muutostieto_last_run_exit_code 0"));
        }
    }

    [Test]
    public void Metrics_count_no_deliveries_when_the_ledger_cannot_be_read()
    {
        var status = SomeStatus.Well with { Permits = [SomeStatus.Well.Permits[0] with { IsKnown = false, Deliveries = [], Next = null }] };
        var samples = MetricsText.Of(status).Text.Split('\n').Where(line => !line.StartsWith('#')).ToList();
        Assert.That(samples, Has.None.StartsWith("muutostieto_deliveries").And.None.StartsWith("muutostieto_next_delivery"), "0 overdue would end an alarm");
        Assert.That(samples, Does.Contain("muutostieto_permit_failing{permit=\"kainuu-laajat\"} 0"));
    }

    [Test]
    public void Health_turns_red_when_a_delivery_is_overdue_and_live_does_not()
    {
        var later = SiteOf.Installation(installation, "2026-11-22T08:00");
        var answer = later.Answer(new SiteRequest("GET", "/health"));
        var json = JsonDocument.Parse(answer.Text).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((answer.Status, json.GetProperty("status").GetString(), json.GetProperty("checks").GetProperty("overdue").GetInt32()), Is.EqualTo((503, "unhealthy", 1)));
            Assert.That(json.GetProperty("permits")[0].GetString(), Is.EqualTo("kainuu-laajat"));
            Assert.That(later.Answer(new SiteRequest("GET", "/health/live")).Status, Is.EqualTo(200));
            Assert.That(later.Answer(new SiteRequest("GET", "/metrics")).Text, Does.Contain("muutostieto_deliveries_overdue{permit=\"kainuu-laajat\"} 1"));
        }
    }

    [Test]
    public void Health_turns_red_when_something_older_than_the_files_is_in_force()
    {
        var older = SiteOf.Installation(installation, Installation.At, "permits/uusi.json:1:1: a brace is missing");
        Assert.That(older.Answer(new SiteRequest("GET", "/health/ready")).Status, Is.EqualTo(503));
        Assert.That(older.Answer(new SiteRequest("GET", "/", "fi")).Text, Does.Contain("viimeiset kelvolliset asetukset ovat voimassa").And.Contain("permits/uusi.json:1:1"));
    }

    [Test]
    public void Nothing_is_kept_framed_or_taken_from_elsewhere()
    {
        var headers = SiteAnswer.Headers.ToDictionary(header => header.Name, header => header.Value);
        Assert.That(headers["Content-Security-Policy"], Does.StartWith("default-src 'none';").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
        Assert.That(headers["Cache-Control"], Is.EqualTo("no-store"));
    }
}
