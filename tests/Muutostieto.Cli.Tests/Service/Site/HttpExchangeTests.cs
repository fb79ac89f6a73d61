using System.Net;
using System.Net.Sockets;
using System.Text;
using Muutostieto.Cli.Service.Site;

namespace Muutostieto.Cli.Tests.Service.Site;

public sealed class HttpExchangeTests
{
    private static readonly SiteAnswer Answer = SiteAnswer.Plain(200, new string('ä', 100_000));

    [TestCase("GET / HTTP/1.1\r\nHost: localhost", "GET", "/", null, "localhost")]
    [TestCase("GET /permits/x?lang=en HTTP/1.1\r\nhost:  127.0.0.1:8650 \r\nX: y\r\nX: z", "GET", "/permits/x", "en", "127.0.0.1:8650")]
    [TestCase("HEAD /?a=b&lang=fi&lang=en HTTP/1.0", "HEAD", "/", "fi", null)]
    [TestCase("GET /?lang HTTP/1.1\r\nHost: a", "GET", "/", null, "a")]
    [TestCase("BREW /pot HTTP/1.1\r\nHost: a", "BREW", "/pot", null, "a")]
    public void A_head_is_read(string head, string method, string path, string? language, string? host)
    {
        var request = HttpHead.Parse(head)!;
        Assert.That((request.Method, request.Path, request.Language, request.Host), Is.EqualTo((method, path, language, host)));
    }

    [TestCase("")]
    [TestCase("GET /")]
    [TestCase("GET / HTTP/2.0")]
    [TestCase("GET  / HTTP/1.1")]
    [TestCase("GET http://evil.example/ HTTP/1.1")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example")]
    [TestCase("GET / HTTP/1.1\r\nHost : localhost")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\n evil.example")]
    [TestCase("GET / HTTP/1.1\r\nnothing")]
    [TestCase("GET / HTTP/1.1\nHost: localhost")]
    [TestCase("GET /\u0000 HTTP/1.1\r\nHost: localhost")]
    public void What_is_no_head_is_refused(string head) => Assert.That(HttpHead.Parse(head), Is.Null);

    [Test]
    public async Task An_answer_is_whole_with_its_headers_and_the_connection_ends()
    {
        var said = await AskAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var parts = said.Split("\r\n\r\n", 2);
        Assert.That(parts[0], Does.StartWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 200001\r\nConnection: close\r\nContent-Security-Policy: default-src 'none'"));
        Assert.That(parts[1], Is.EqualTo(Answer.Text));
    }

    [Test]
    public async Task To_HEAD_only_the_head_is_sent() =>
        Assert.That(await AskAsync("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"), Does.Contain("Content-Length: 200001").And.EndWith("\r\n\r\n"));

    [Test]
    public async Task What_comes_after_the_head_is_thrown_away_and_the_answer_arrives_all_the_same() =>
        Assert.That(await AskAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n" + new string('x', 50_000)), Does.EndWith("ä\n"));

    [Test]
    public async Task A_head_in_pieces_is_put_together()
    {
        string[] pieces = ["G", "ET / HTTP/1.1\r\nHo", "st: localhost\r\n\r", "\n"];
        Assert.That(await AskAsync(pieces), Does.StartWith("HTTP/1.1 200 OK"));
    }

    [Test]
    public async Task A_head_without_end_is_refused() => Assert.That(await AskAsync("GET / HTTP/1.1\r\nX: " + new string('x', 16 * 1024)), Does.StartWith("HTTP/1.1 431"));

    [Test]
    public async Task Rubbish_is_told_that_it_is() => Assert.That(await AskAsync("\u0016\u0003\u0001 TLS perhaps\r\n\r\n"), Does.StartWith("HTTP/1.1 400"));

    [Test]
    public async Task Who_says_nothing_and_goes_is_no_failure() => Assert.That(await AskAsync(), Is.Empty);

    /// <summary>Sends pieces over a real connection, and returns what comes back until it ends.</summary>
    private static async Task<string> AskAsync(params string[] pieces)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();
        var served = Task.Run(async () =>
        {
            await HttpExchange.RunAsync(accepted, (_, _) => Task.FromResult(Answer), CancellationToken.None);
            accepted.Dispose();
        });
        var stream = client.GetStream();
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(piece));
            await Task.Yield();
        }

        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var said = await reader.ReadToEndAsync();
        await served;
        return said;
    }
}
