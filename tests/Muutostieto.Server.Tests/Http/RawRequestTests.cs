using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Http;

/// <summary>What comes over a connection that is no polite request, and polite ones in pieces.</summary>
public sealed class RawRequestTests
{
    private RunningSite site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => site = await RunningSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await site.DisposeAsync();

    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "200", "<html lang=\"fi\">")]
    [TestCase(
        "GET /permits/kainuu-laajat?lang=en HTTP/1.1\r\nhost:  127.0.0.1:8650 \r\nX: y\r\nX: z\r\nConnection: close\r\n\r\n",
        "200",
        "<html lang=\"en\">"
    )]
    [TestCase("HEAD /?a=b&lang=fi HTTP/1.0\r\nHost: localhost\r\n\r\n", "200", "Content-Type: text/html")]
    [TestCase("GET /?lang HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "200", "<html lang=\"fi\">")]
    [TestCase("GET / HTTP/1.0\r\n\r\n", "421", "served as localhost")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "421", "served as localhost")]
    [TestCase("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "421", "served as localhost")]
    [TestCase("BREW /pot HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "405", "Allow: GET, HEAD")]
    public async Task A_request_is_read(string request, string status, string said) =>
        Assert.That(
            await site.AskAsync(request),
            Does.StartWith($"HTTP/1.1 {status} ").And.Contain(said).And.Contain("Content-Security-Policy: default-src 'none';"));

    [TestCase("GET /\r\n\r\n")]
    [TestCase("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    [TestCase("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\n evil.example\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nnothing\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\nHost: localhost\n\n")]
    [TestCase("GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("\u0016\u0003\u0001 TLS perhaps\r\n\r\n")]
    public async Task What_is_no_request_is_refused(string request) =>
        Assert.That(await site.AskAsync(request), Does.Match("^HTTP/1.1 (400|505) ").And.Not.Contain("<html"));

    [Test]
    public async Task HTTP_2_is_not_spoken() =>
        Assert.That(await site.AskAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Does.Not.StartWith("HTTP/1.1 200").And.Not.Contain("<html"));

    [Test]
    public async Task A_request_in_pieces_is_put_together() =>
        Assert.That(
            await site.AskAsync("G", "ET / HTTP/1.1\r\nHo", "st: localhost\r\nConnection: close\r\n\r", "\n"),
            Does.StartWith("HTTP/1.1 200 OK"));

    [Test]
    public async Task To_HEAD_only_the_head_is_sent_with_the_bodys_length() =>
        Assert.That(
            await site.AskAsync("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            Does.Match("Content-Length: [0-9]{4,5}\r\n").And.EndWith("\r\n\r\n"));

    [Test]
    public async Task What_comes_after_the_head_is_thrown_away_and_the_answer_arrives_all_the_same() =>
        Assert.That(
            await site.AskAsync(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\nConnection: close\r\n\r\n" + new string('x', 50_000)),
            Does.StartWith("HTTP/1.1 405 ").And.EndWith("nothing can be changed here.\n"));

    [Test]
    public async Task A_head_without_end_is_refused() =>
        Assert.That(
            await site.AskAsync("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 16 * 1024)),
            Does.StartWith("HTTP/1.1 431"));

    [Test]
    public async Task An_address_without_end_is_refused() =>
        Assert.That(
            await site.AskAsync("GET /" + new string('x', 16 * 1024) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Does.StartWith("HTTP/1.1 414"));

    [Test]
    public async Task A_body_that_is_said_to_be_endless_is_not_waited_for()
    {
        var answer = site.AskAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n", new string('x', 200_000));
        Assert.That(await answer.WaitAsync(TimeSpan.FromSeconds(20)), Does.StartWith("HTTP/1.1 405").Or.Empty);
    }

    [Test]
    public async Task Connecting_and_going_is_no_failure()
    {
        Assert.That(await site.AskAsync([], TimeSpan.Zero), Is.Empty);
        Assert.That(site.Logged, Is.Empty);
    }
}
