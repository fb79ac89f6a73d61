using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Records;
using Muutostieto.Server.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Http;

/// <summary>The site over real HTTP, of a status of the test's.</summary>
public sealed class SiteTests
{
    private RunningSite site = null!;
    private HttpClient client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        site = await RunningSite.StartAsync();
        client = site.NewClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await site.DisposeAsync();
    }

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
    [TestCase("/deliveries/77", 404, "text/html; charset=utf-8")]
    [TestCase("/deliveries/99999999999999999999", 404, "text/html; charset=utf-8")]
    [TestCase("/deliveries/-1", 404, "text/html; charset=utf-8")]
    [TestCase("/../appsettings.json", 404, "text/html; charset=utf-8")]
    [TestCase("/<script>", 404, "text/html; charset=utf-8")]
    [TestCase("/health/ready/now", 404, "text/html; charset=utf-8")]
    public async Task An_address_is_answered_and_nothing_is_kept_framed_or_taken_from_elsewhere(string path, int status, string type)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                ((int)answer.StatusCode, answer.Content.Headers.GetValues("Content-Type").Single()),
                Is.EqualTo((status, type)),
                text);
            Assert.That(text, Does.Not.Contain("<script"));
            Assert.That(
                answer.Headers.GetValues("Content-Security-Policy").Single(),
                Does.StartWith("default-src 'none';").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
            Assert.That(answer.Headers.GetValues("Cache-Control"), Is.EqualTo(new[] { "no-store" }));
            Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(answer.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
            Assert.That(answer.Headers.Contains("Server"), Is.False);
            Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(text)));
        }
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    public async Task Nothing_but_looking_is_allowed(string method)
    {
        site.Status = () => throw new AssertionException("looked");
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/health"));
        Assert.That(
            (answer.StatusCode, answer.Content.Headers.Allow),
            Is.EqualTo((HttpStatusCode.MethodNotAllowed, new[] { "GET", "HEAD" })));
    }

    [TestCase("localhost", true)]
    [TestCase("LOCALHOST:9000", true)]
    [TestCase("127.0.0.1:8650", true)]
    [TestCase("[::1]:8650", true)]
    [TestCase("127.0.0.2", true)]
    [TestCase("evil.example", false)]
    [TestCase("evil.example:8650", false)]
    [TestCase("localhost.evil.example", false)]
    [TestCase("127.0.0.1.evil.example", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void A_name_that_points_here_from_elsewhere_is_not_the_sites(string? host, bool isOwn) =>
        Assert.That(new HostNames(IPAddress.Parse("127.0.0.2")).IsOwn(host), Is.EqualTo(isOwn));

    [TestCase("/")]
    [TestCase("/health/live")]
    [TestCase("/metrics")]
    [TestCase("/style.css")]
    public async Task A_name_that_is_not_the_sites_is_refused_whatever_is_asked(string path)
    {
        site.Status = () => throw new AssertionException("looked");
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } });
        Assert.That((int)answer.StatusCode, Is.EqualTo(421));
    }

    [Test]
    public async Task Everything_on_a_page_comes_from_here_and_every_link_is_answered()
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (open.TryDequeue(out var address))
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
            foreach (
                Match link in Regex.Matches(
                    answer.Content.Headers.ContentType!.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync() : "",
                    "(?:href|src)=\"([^\"#]+)"))
            {
                var found = WebUtility.HtmlDecode(link.Groups[1].Value);
                Assert.That(found, Does.StartWith("/").And.Not.StartWith("//"));
                if (seen.Add(found))
                {
                    open.Enqueue(found);
                }
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(15));
    }

    [Test]
    public async Task Health_is_healthy_degraded_or_unhealthy_and_live_all_the_same()
    {
        var well = await HealthAsync("/health");
        var failed = SomeStatus.Ill.Alerts.Single(alert => alert.Kind == Hosting.Status.AlertKind.Failed);
        site.Status = () => SomeStatus.Well with { Alerts = [failed] };
        var degraded = await HealthAsync("/health/ready");
        site.Status = () => SomeStatus.Ill;
        var ill = await HealthAsync("/health");
        var live = await HealthAsync("/health/live");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((well.Status, Word(well.Json)), Is.EqualTo((200, "healthy")));
            Assert.That((degraded.Status, Word(degraded.Json)), Is.EqualTo((200, "degraded")));
            Assert.That((ill.Status, Word(ill.Json)), Is.EqualTo((503, "unhealthy")));
            Assert.That((live.Status, live.Json.GetRawText()), Is.EqualTo((200, """{"status":"healthy"}""")));
            Assert.That(
                ill.Json.EnumerateObject().Select(member => member.Name),
                Is.EqualTo(new[] { "status", "at", "checks", "permits" }));
            Assert.That(ill.Json.GetProperty("at").GetDateTimeOffset(), Is.EqualTo(SomeStatus.Now));
            Assert.That(
                ill.Json.GetProperty("checks").EnumerateObject().Count(),
                Is.EqualTo(Enum.GetValues<Hosting.Status.AlertKind>().Length));
            Assert.That(ill.Json.GetProperty("checks").GetProperty("overdue").GetInt32(), Is.EqualTo(1));
            Assert.That(
                ill.Json.GetProperty("permits").EnumerateArray().Select(permit => permit.GetString()),
                Is.EqualTo(new[] { "kainuu-laajat" }));
            Assert.That(site.Logged, Is.Empty, "a monitor that asks every few seconds fills no log");
        }
    }

    private static IEnumerable<FailureKind> Failures => Enum.GetValues<FailureKind>().Where(kind => kind != FailureKind.None);

    /// <summary>Every kind of failure; a passing one says when to ask again.</summary>
    [Test]
    public async Task What_cannot_be_read_is_said(
        [Values("/", "/health", "/metrics")] string path,
        [ValueSource(nameof(Failures))] FailureKind kind)
    {
        site.Status = () => throw new MuutostietoException(kind, "ledger.db: cannot be read.");
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((503, "ledger.db: cannot be read.\n")));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(kind == FailureKind.Transient ? TimeSpan.FromSeconds(30) : null));
    }

    [TestCase("/")]
    [TestCase("/health")]
    [TestCase("/metrics")]
    public async Task Of_the_programs_own_fault_the_log_has_the_trace_and_no_value(string path)
    {
        site.Status = () => throw new InvalidOperationException("010170-999R");
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()),
            Is.EqualTo((500, "An error of the program itself; the log has its lines.\n")));
        Assert.That(
            site.Logged,
            Has.Count.EqualTo(1)
                .And.All.Contain("InvalidOperationException")
                .And.All.Contain(" at ")
                .And.None.Contain("999R")
                .And.None.Contain("127.0.0.1"));
    }

    [Test]
    public async Task Connections_that_ask_nothing_keep_no_other_client_waiting_however_many_they_are()
    {
        var silent = new List<TcpClient>();
        for (var i = 0; i < OpenConnections.Most + 100; i++)
        {
            silent.Add(await site.ConnectAsync());
        }

        client.Timeout = TimeSpan.FromSeconds(8);
        Assert.That(await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("healthy"));
        using var last = silent[^1].GetStream();
        await last.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(last);
        Assert.That(await reader.ReadToEndAsync(), Does.Contain("healthy"), "the newest stays");
        silent.ForEach(connection => connection.Dispose());
    }

    [Test]
    public async Task Live_is_answered_while_every_turn_is_taken()
    {
        using var held = new ManualResetEventSlim();
        site.Status = () =>
        {
            held.Wait(TimeSpan.FromSeconds(120));
            return SomeStatus.Well;
        };
        var pages = Enumerable.Range(0, 12).Select(_ => client.GetStringAsync(new Uri("/", UriKind.Relative))).ToList();
        Assert.That(
            await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60)),
            Does.Contain("healthy"));
        held.Set();
        Assert.That(await Task.WhenAll(pages), Has.All.Contain("</html>"));
    }

    [Test]
    public async Task A_connection_that_asks_nothing_or_half_a_question_is_let_go()
    {
        using var silent = await site.ConnectAsync();
        using var slow = await site.ConnectAsync();
        await slow.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localh"u8.ToArray());
        using var reader = new StreamReader(slow.GetStream());
        var (ended, half) = (silent.GetStream().ReadAsync(new byte[1]).AsTask(), reader.ReadToEndAsync());
        await Task.WhenAll(ended, half).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(await ended, Is.Zero);
        Assert.That(await half, Does.StartWith("HTTP/1.1 408").Or.Empty);
    }

    private static string? Word(JsonElement health) => health.GetProperty("status").GetString();

    private async Task<(int Status, JsonElement Json)> HealthAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(text, Does.EndWith("}\n"));
        return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.Clone());
    }
}
