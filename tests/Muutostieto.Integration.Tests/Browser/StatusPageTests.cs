using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Service;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Browser;

/// <summary>
/// The status page of the real service, over several deliveries with a refusal, in the Chromium that people have. With
/// <c>MUUTOSTIETO_PICTURES</c> set to a folder the screenshots stay there.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class StatusPageTests
{
    private const string Hostile = "</q></td><script>document.title='owned'</script><img src=//evil.example/x onerror=alert(1)>";
    private ServeScene scene = null!;
    private int port;

    [SetUp]
    public void SetUp()
    {
        scene = new ServeScene();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        port = ((IPEndPoint)free.LocalEndpoint).Port;
        scene.TestInstallation.WriteConfig("appsettings.json", $$"""
            { "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } }, "StatusPage": { "port": {{port}} } }
            """);
    }

    [TearDown]
    public async Task TearDown() => await scene.DisposeAsync();

    private string Address => $"http://127.0.0.1:{port}";

    [Test]
    public async Task In_Chromium_every_page_is_readable_in_every_language_wide_and_narrow_light_and_dark_and_by_keyboard()
    {
        var browser = Repository.File("tests", "browser");
        Assert.That(
            Path.Combine(browser, "node_modules"),
            Does.Exist,
            "playwright-core is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
        var chromium = Programs.Find("chromium");
        await DeliverAsync();
        await StartAsync();

        var pictures = Environment.GetEnvironmentVariable("MUUTOSTIETO_PICTURES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(scene.TestInstallation.Root, "pictures");
        Directory.CreateDirectory(pictures);
        var output = await Programs.RunAsync(
            "node",
            browser,
            Path.Combine(browser, "page.mjs"),
            chromium,
            Address,
            pictures,
            "/",
            $"/permits/{TestInstallation.Permit}",
            "/deliveries/1",
            "/deliveries/4");
        var pages = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages, Has.Count.EqualTo(4 * 3 * 2 * 2));
            foreach (var page in pages)
            {
                var name = page.GetProperty("picture").GetString()!;
                Assert.That(page.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()), Is.Empty, name);
                Assert.That(page.GetProperty("title").GetString(), Does.EndWith("Muutostieto"), name);
                Assert.That(new FileInfo(Path.Combine(pictures, name)).Length, Is.GreaterThan(5_000), name);
            }

            Assert.That(
                Messages(pages, "fi"),
                Has.Count.EqualTo(2)
                    .And.Some.EqualTo("Luvansaaja ei onnistunut lataamaan toimitusta.")
                    .And.Some.EndsWith("eikä sitä ole noudettu eikä kuitattu."));
            Assert.That(
                Messages(pages, "sv"),
                Has.Count.EqualTo(2)
                    .And.Some.EqualTo("Tillståndshavaren lyckades inte läsa in leveransen.")
                    .And.Some.EndsWith("har varken hämtats eller kvitterats."));
            Assert.That(
                Messages(pages, "en"),
                Has.Count.EqualTo(2)
                    .And.Some.Contains("its recipient has not loaded it")
                    .And.Some.Contains("neither answered nor fetched since"));
            Assert.That(
                pages
                    .Where(page => page.GetProperty("at").GetString() == "/")
                    .Select(page => page.GetProperty("title").GetString())
                    .Distinct(),
                Is.EquivalentTo(
                    new[]
                    {
                        "2 asiaa on hoidettava · Muutostieto",
                        "2 saker måste åtgärdas · Muutostieto",
                        "2 things need you · Muutostieto",
                    }));
        }
    }

    [Test]
    public async Task It_answers_on_the_loopback_alone_to_its_own_names_and_only_lets_look()
    {
        await DeliverAsync();
        await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(120) };
        using var page = await client.GetAsync(new Uri("/deliveries/4?lang=en", UriKind.Relative));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        using var post = await client.PostAsync(new Uri("/", UriKind.Relative), new StringContent("x=1"));
        using var rebound = await client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = $"evil.example:{port}" } });
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(html, Does.Contain("&lt;script&gt;").And.Not.Contain("<script"), scene.Said);
            Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
            Assert.That(page.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(
                (head.StatusCode, head.Content.Headers.ContentLength > 1000, (await head.Content.ReadAsByteArrayAsync()).Length),
                Is.EqualTo((HttpStatusCode.OK, true, 0)));
            Assert.That(
                (post.StatusCode, post.Content.Headers.Allow),
                Is.EqualTo((HttpStatusCode.MethodNotAllowed, new[] { "GET", "HEAD" })));
            Assert.That((int)rebound.StatusCode, Is.EqualTo(421));
            Assert.That((int)health.StatusCode, Is.EqualTo(503), $"a delivery is overdue: {await health.Content.ReadAsStringAsync()}");
            Assert.That(Listening(), Is.EqualTo(new[] { "0100007F" }), "127.0.0.1");
        }
    }

    [Test]
    public async Task When_its_port_is_taken_it_says_so_and_delivers()
    {
        using var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();
        (await scene.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        scene.Start();
        await scene.UntilSaidAsync($"127.0.0.1:{port} cannot be had");
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");
        var (code, _) = await scene.TerminateAsync();
        Assert.That(code, Is.Zero, scene.Said);
    }

    [Test]
    public async Task A_broken_edit_turns_health_red_until_it_is_mended()
    {
        (await scene.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        await StartAsync();
        await scene.UntilSaidAsync("kainuu-laajat base 1 published");
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        Assert.That(await HealthAsync(client), Is.EqualTo(HttpStatusCode.OK));
        scene.TestInstallation.WriteConfig("permits/uusi.json", "{ ");
        await scene.UntilSaidAsync("the last valid one stays in force");
        Assert.That(await HealthAsync(client), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(
            await client.GetStringAsync(new Uri("/?lang=en", UriKind.Relative)),
            Does.Contain("uusi.json").And.Contain("the last valid configuration is in force"));
        File.Delete(Path.Combine(scene.TestInstallation.Config, "permits", "uusi.json"));
        await scene.UntilSaidAsync("was changed and is in force");
        Assert.That(await HealthAsync(client), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Idle_connections_keep_no_other_waiting()
    {
        (await scene.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        await StartAsync();
        var silent = Enumerable.Range(0, 20).Select(_ => new TcpClient("127.0.0.1", port)).ToList();
        using var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(8) };
        Assert.That(await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("healthy"));
        silent.ForEach(connection => connection.Dispose());
    }

    /// <summary>What the overview says was found; every one of it must be in the page's language.</summary>
    private static List<string> Messages(IEnumerable<JsonElement> pages, string language)
    {
        var messages = pages.Where(page => page.GetProperty("at").GetString() == "/" && page.GetProperty("lang").GetString() == language)
            .SelectMany(page => page.GetProperty("messages").EnumerateArray()).ToList();
        Assert.That(messages.Select(message => message.GetProperty("lang").GetString()), Is.Not.Empty.And.All.EqualTo(language));
        return [.. messages.Select(message => message.GetProperty("text").GetString()!).Distinct()];
    }

    private static async Task<HttpStatusCode> HealthAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>A base and three change deliveries of the last weeks: two received, one not fetched, the last rejected with a hostile
    /// text.</summary>
    private async Task DeliverAsync()
    {
        (await scene.RunAsync("register", "create", "--municipality", "697", "--persons", "400")).AssertDone();
        var upload = Path.Combine(scene.TestInstallation.Data, "drop", TestInstallation.Recipient, "upload");
        var monday = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-42);
        monday = monday.AddDays(-(((int)monday.DayOfWeek + 6) % 7));
        for (var week = 0; week < 4; week++)
        {
            var run = await scene.RunAsync(
                "batch",
                "--at",
                monday.AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T03:00");
            Assert.That(run.Code, Is.EqualTo(week < 3 ? 0 : (int)ExitCode.Overdue), run.ToString());
            var manifest = Directory.GetFiles(scene.TestInstallation.Download, week == 0 ? "*_PT*.json" : $"*_2*_{week:000}.json").Single();
            if (week != 2)
            {
                var answer = Path.Combine(upload, Path.ChangeExtension(Path.GetFileName(manifest), week < 2 ? ".OK" : ".ERR"));
                await File.WriteAllTextAsync(answer, week < 2 ? "" : Hostile);

                // What was written just now may still be growing.
                File.SetLastWriteTimeUtc(answer, DateTime.UtcNow.AddMinutes(-10));
            }

            (await scene.RunAsync("register", "simulate", "--weeks", "1", "--seed", $"{week + 2}")).AssertDone();
        }
    }

    /// <summary>Starts the service and waits for what it makes up for.</summary>
    private async Task StartAsync()
    {
        scene.Start();
        await scene.UntilSaidAsync($"Status page: http://127.0.0.1:{port}/");

        // Runs of single permits end too; only the night reads receipts, and proves the audit chain after that.
        await scene.UntilSaidAsync("Audit chain proved");
    }

    /// <summary>The local addresses with a listener on the port, as the system's tables write them.</summary>
    private IEnumerable<string> Listening() => new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length > 3 && fields[3] == "0A" && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
        .Select(fields => fields[1].Split(':')[0]);
}
