using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Cli.Tests.Service;

/// <summary>The status page of an installation with its first delivery.</summary>
public sealed class StatusServerTests
{
    private static TestInstallation installation = null!;
    private static RunningSite site = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        site = await SiteOf.InstallationAsync(installation, TestInstallation.At);
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await site.DisposeAsync();
        installation.Dispose();
    }

    [TestCase("/", 200)]
    [TestCase("/permits/kainuu-laajat", 200)]
    [TestCase("/deliveries/1", 200)]
    [TestCase("/health", 200)]
    [TestCase("/health/live", 200)]
    [TestCase("/health/ready", 200)]
    [TestCase("/metrics", 200)]
    [TestCase("/permits/none", 404)]
    [TestCase("/deliveries/2", 404)]
    public async Task An_address_is_answered(string path, int status) =>
        Assert.That((await GetAsync(site, path)).Status, Is.EqualTo(status));

    [Test]
    public async Task Everything_on_a_page_comes_from_here_and_every_link_is_answered()
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (open.TryDequeue(out var address))
        {
            var (status, text) = await GetAsync(site, address);
            Assert.That(status, Is.EqualTo(200), address);
            foreach (
                Match link in Regex.Matches(text.StartsWith("<!DOCTYPE", StringComparison.Ordinal) ? text : "", "(?:href|src)=\"([^\"#]+)"))
            {
                var found = WebUtility.HtmlDecode(link.Groups[1].Value);
                Assert.That(found, Does.StartWith("/").And.Not.StartWith("//"));
                if (seen.Add(found))
                {
                    open.Enqueue(found);
                }
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(12));
    }

    [Test]
    public async Task The_values_of_metrics_are_the_ledgers()
    {
        var lines = (await GetAsync(site, "/metrics")).Text.Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Does.Contain("muutostieto_deliveries{permit=\"kainuu-laajat\",kind=\"base\",state=\"published\"} 1"));
            Assert.That(
                lines,
                Does.Contain("muutostieto_last_delivery_timestamp_seconds{permit=\"kainuu-laajat\",kind=\"base\"} 1794789000"));
            Assert.That(lines, Does.Contain("muutostieto_healthy 1"));
            Assert.That(lines, Does.Contain("muutostieto_last_run_exit_code 0"));
        }
    }

    [Test]
    public async Task Health_turns_red_when_a_delivery_is_overdue_and_live_does_not()
    {
        await using var later = await SiteOf.InstallationAsync(installation, "2026-11-22T08:00");
        var (status, text) = await GetAsync(later, "/health");
        var json = JsonDocument.Parse(text).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (status, json.GetProperty("status").GetString(), json.GetProperty("checks").GetProperty("overdue").GetInt32()),
                Is.EqualTo((503, "unhealthy", 1)));
            Assert.That(json.GetProperty("permits")[0].GetString(), Is.EqualTo("kainuu-laajat"));
            Assert.That((await GetAsync(later, "/health/live")).Status, Is.EqualTo(200));
            Assert.That(
                (await GetAsync(later, "/metrics")).Text,
                Does.Contain("muutostieto_deliveries_overdue{permit=\"kainuu-laajat\"} 1"));
        }
    }

    [Test]
    public async Task Health_turns_red_when_something_older_than_the_files_is_in_force()
    {
        await using var older = await SiteOf.InstallationAsync(
            installation,
            TestInstallation.At,
            "permits/uusi.json:1:1: a brace is missing");
        Assert.That((await GetAsync(older, "/health/ready")).Status, Is.EqualTo(503));
        Assert.That(
            (await GetAsync(older, "/?lang=fi")).Text,
            Does.Contain("viimeisimmät kelvolliset asetukset").And.Contain("permits/uusi.json:1:1"));
        Assert.That(
            (await GetAsync(older, "/?lang=sv")).Text,
            Does.Contain("de senaste giltiga inställningarna gäller").And.Contain("permits/uusi.json:1:1"));
    }

    private static async Task<(int Status, string Text)> GetAsync(RunningSite from, string path)
    {
        using var own = from.NewClient();
        using var answer = await own.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
