using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Http;

/// <summary>
/// Requests that are no requests, over real connections: spoiled, cut off, glued together and random. 5,000 by default;
/// <c>MUUTOSTIETO_FUZZ</c> says how many, 50,000 before a release.
/// </summary>
public sealed partial class FuzzTests
{
    private const int AtOnce = 16;

    private static readonly string[] Words =
    [
        "GET",
        "HEAD",
        "POST",
        "PRI",
        "*",
        "/",
        "/health",
        "/health/live",
        "/metrics",
        "/permits/kainuu-laajat",
        "/deliveries/1",
        "/deliveries/%00",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//evil.example/",
        "http://evil.example/",
        "?lang=sv",
        "?lang=%ff%fe",
        "?lang=en&lang=fi",
        "?refresh=no",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "\0",
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/9.9",
        "HTTP/",
        "Host: localhost",
        "Host: 127.0.0.1",
        "Host: evil.example",
        "Host:",
        "Host : localhost",
        "host: [::1]",
        "Content-Length: 5",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked, identity",
        "5\r\nhello\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF\r\n",
        "Expect: 100-continue",
        "Upgrade: websocket",
        "Connection: keep-alive, close",
        "Accept-Language: sv;q=,,;q=9",
        "Accept-Language: \u00ff",
        "Range: bytes=0-1",
        "X: \u0001",
        ":",
        ": x",
        "äö",
        "<script>alert(1)</script>",
    ];

    private static readonly string[] Paths =
    [
        "/",
        "/health",
        "/health/live",
        "/metrics",
        "/style.css",
        "/permits/kainuu-laajat",
        "/permits/%00",
        "/deliveries/1",
        "/deliveries/%2e%2e/1",
        "/x/../health/live",
        "//",
    ];
    private static readonly string[] Queries =
    [
        "",
        "?lang=sv",
        "?lang=%ff%fe",
        "?lang=en&lang=fi",
        "?refresh=no",
        "?refresh=%00&lang",
        "?" + new string('&', 500),
        "?lang=<script>",
    ];
    private static readonly string[] Fair =
    [
        "Accept-Language: sv;q=,,;q=9",
        "Accept-Language: en,sv;q=0.9",
        "Range: bytes=0-1",
        "Upgrade: websocket",
        "X: y",
        "Connection: close",
        "Content-Length: 5",
        "Expect: 100-continue",
        "Cookie: a=b",
    ];

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("MUUTOSTIETO_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : 5_000;

    [Test]
    public async Task Whatever_comes_is_answered_or_let_go_and_the_site_goes_on()
    {
        await using var site = await RunningSite.StartAsync();
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, cancellation) =>
            {
                var random = new Random(seed);
                var request = Request(random);
                var pieces =
                    random.Next(4) == 0 && request.Length > 2
                        ? new[] { request[..(request.Length / 2)], request[(request.Length / 2)..] }
                        : [request];
                var answer = Encoding.Latin1.GetString(
                    await site.AskAsync(pieces, TimeSpan.FromMilliseconds(15)).WaitAsync(TimeSpan.FromSeconds(30), cancellation));
                Check(answer, seed);
                statuses.AddOrUpdate(
                    answer.Length == 0 ? "none"
                        : answer[0] == '\0' ? "HTTP/2"
                        : answer[9..12],
                    1,
                    (_, count) => count + 1);
            });
        using var client = site.NewClient();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("healthy"));
            Assert.That(site.Logged, Is.Empty);
            Assert.That(statuses.Keys, Is.SupersetOf(new[] { "200", "400", "405", "421" }), "it reaches more than the reader of heads");
        }

        await TestContext.Out.WriteLineAsync(
            string.Join(
                ", ",
                statuses.OrderBy(status => status.Key, StringComparer.Ordinal).Select(status => $"{status.Key}: {status.Value}")));
    }

    private static void Check(string answer, int seed)
    {
        // A preface of HTTP/2 is answered by its frame that ends the connection.
        for (var rest = answer.StartsWith("\0\0\u0008\u0007", StringComparison.Ordinal) ? "" : answer; rest.Length > 0;)
        {
            var head = Head().Match(rest);
            Assert.That(head.Success, Is.True, $"seed {seed}: {rest[..Math.Min(rest.Length, 300)]}");
            Assert.That(
                head.Groups["status"].Value,
                Is.AnyOf("100", "200", "400", "404", "405", "408", "411", "413", "414", "421", "431", "501", "505"),
                $"seed {seed}");
            Assert.That(rest, Does.Not.Contain("<script"), $"seed {seed}");
            var length = Regex.Match(head.Value, "Content-Length: ([0-9]+)") is { Success: true } said
                ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture)
                : 0;
            if (length > 0)
            {
                Assert.That(head.Value, Does.Contain("Content-Security-Policy: default-src 'none';"), $"seed {seed}");
            }

            // To HEAD no body comes, and what follows is the next answer.
            rest = rest[head.Length..];
            rest = rest.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? rest : rest[Math.Min(length, rest.Length)..];
        }
    }

    private static byte[] Request(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                var noise = new byte[random.Next(1, 400)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.Latin1.GetBytes(
                    string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Words[random.Next(Words.Length)])));
            case 2:
                return Encoding.Latin1.GetBytes(Lines(random));
            case 3:
                return Spoil(Encoding.Latin1.GetBytes(Lines(random)), random);
            default:
                return Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => Lines(random))));
        }
    }

    /// <summary>Nearly a request: a line and some headers.</summary>
    private static string Lines(Random random)
    {
        var method = random.Next(8) == 0 ? Words[random.Next(Words.Length)] : Words[random.Next(3)];
        var target =
            random.Next(6) == 0
                ? "/" + Words[random.Next(Words.Length)]
                : Paths[random.Next(Paths.Length)] + Queries[random.Next(Queries.Length)];
        var version = random.Next(10) == 0 ? Words[random.Next(Words.Length)] : "HTTP/1.1";
        var headers = Enumerable
            .Range(0, random.Next(0, 4))
            .Select(_ => random.Next(6) == 0 ? Words[random.Next(Words.Length)] : Fair[random.Next(Fair.Length)]);
        var host = random.Next(8) == 0 ? Words[random.Next(Words.Length)] : "Host: localhost";
        return $"{method} {target} {version}\r\n{host}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
    }

    private static byte[] Spoil(byte[] request, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            request[random.Next(request.Length)] = (byte)random.Next(256);
        }

        return random.Next(2) == 0 ? request : request[..random.Next(1, request.Length)];
    }

    [GeneratedRegex(
        "^HTTP/1\\.1 (?<status>[0-9]{3}) [^\r\n]*\r\n(?:[A-Za-z-]+: [^\r\n]*\r\n)*\r\n",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Head();
}
