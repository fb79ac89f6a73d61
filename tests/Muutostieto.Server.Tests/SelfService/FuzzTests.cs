using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Tests.Residents;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Residents;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>
/// Nonsense for every address, as every role and without a session: with the tokens of real pages, so that it reaches the services, and
/// with ids, dates, markup and formulas that people and programs send by mistake or on purpose.
/// </summary>
public sealed partial class FuzzTests
{
    private const int Requests = 20_000;
    private const int AtOnce = 4;

    /// <summary>Markup that must never come back as markup.</summary>
    private const string Markup = "<x-fuzz onload=alert(1)>";

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "-1", "99999999999999999999", "205", "620", "1.1.2020", "2020-01-01", "2020-13-45", "0001-01-01", "9999-12-31",
        Markup, "\"'><b>", "=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "' OR 1=1 --", "../../appsettings.json", "..\\..\\x", "/etc/passwd",
        "\0", "\u0001", "\u202e", "ä", "é", "ꙮ", "😀", "%00", "%2e%2e%2f", "{0}", "${x}", "null", "true", "on", "fi", "csv", "xlsx", "labels",
        "kainuu-laajat", "base/1", "deadbeefdeadbeefdeadbeefdeadbeef", "00000000000000000000000000000000", "010190-999X",
        "{ \"where\": { \"age\": { \"from\": 1e999 } } }", "[[[[[[[[[[[[[[[[[[[[", new string('9', 400), new string('x', 3_000),
    ];

    private static readonly string[] OtherMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>Answered by the login's package, which has no endpoint.</summary>
    private static readonly string[] Callbacks = ["/login/callback", "/logout/callback"];

    /// <summary>A resident under a non-disclosure order, and one of a municipality that no user has: no page may name them.</summary>
    private static readonly string[] Hidden = ["Salattunen", "Muukuntalainen"];

    private OfficeScene office = null!;
    private CustomerScene customers = null!;
    private ResidentScene residents = null!;
    private RunningSelfService service = null!;
    private IReadOnlyList<RouteEndpoint> endpoints = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        office = new OfficeScene();
        var user = SomeUsers.Of(Role.Operator);
        var plan = office.Operations.ExplainBase(user, OfficeScene.Permit, null, CancellationToken.None);
        _ = await office.Operations.MakeBaseAsync(user, OfficeScene.Permit, plan.Token, accepted: 0, CancellationToken.None);
        customers = new CustomerScene();
        customers.Fill();
        residents = new ResidentScene();
        for (var i = 0; i < 60; i++)
        {
            _ = residents.Resident();
        }

        _ = residents.Resident("091", surname: Hidden[1]);
        new LifeEvents(residents.Register).Protect(residents.Resident(surname: Hidden[0]));
        _ = await residents.ListAsync(ResidentScene.All);
        service = await RunningSelfService.StartAsync(area: new Areas(
            office, customers, new ResidentPages(residents.Service, new WordShelf(), new PageLanguage(new Languages()))));
        endpoints = service.Endpoints;
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        await service.DisposeAsync();
        residents.Dispose();
        customers.Dispose();
        await office.DisposeAsync();
    }

    [Test]
    public async Task Whatever_is_sent_by_whichever_role_gets_an_answer_that_says_nothing_it_must_not()
    {
        var seed = Environment.TickCount;
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var visitors = new List<Visitor> { new(service.NewBrowser(), null) };
        foreach (var role in Enum.GetValues<Role>())
        {
            visitors.Add(new Visitor(service.NewBrowser(role == Role.Municipality ? ResidentScene.User() : SomeUsers.Of(role)), role));
        }

        foreach (var visitor in visitors)
        {
            await visitor.CrawlAsync();
        }

        var counts = new int[600];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, AtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (worker, _) =>
            {
                var random = new Random(seed + worker);
                for (var i = 0; i < Requests / AtOnce; i++)
                {
                    var visitor = visitors[random.Next(visitors.Count)];
                    if (worker == 0 && i % 250 == 0)
                    {
                        // What was asked for is counted and listed meanwhile, as in the service.
                        await residents.WorkAsync();
                    }

                    var seen = await SendAsync(visitor, random);
                    Interlocked.Increment(ref counts[seen.Status]);
                    Check(seen, visitor);
                }
            });
        var listed = counts.Select((count, status) => (status, count)).Where(each => each.count > 0).ToList();
        await TestContext.Out.WriteLineAsync(string.Join(", ", listed.Select(each => $"{each.status}: {each.count}")));
        Assert.That(listed.Sum(each => each.count), Is.EqualTo(Requests));
        Assert.That(service.Logged.Where(line => line.Contains("error of the program", StringComparison.Ordinal)), Is.Empty);
        foreach (var visitor in visitors)
        {
            visitor.Browser.Dispose();
        }
    }

    private async Task<Seen> SendAsync(Visitor visitor, Random random)
    {
        var endpoint = endpoints[random.Next(endpoints.Count)];
        var own = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods;
        var method = random.Next(20) == 0 ? OtherMethods[random.Next(OtherMethods.Length)] : own[random.Next(own.Count)];
        var raw = endpoint.RoutePattern.RawText!;
        if (raw == "/logout")
        {
            // Would end the visitor's session.
            (raw, method) = (Callbacks[random.Next(Callbacks.Length)], "GET");
        }

        var place = Parameters().Replace(raw, _ => Uri.EscapeDataString(Id(visitor, random)));
        if (random.Next(2) == 0)
        {
            place += "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                $"{Uri.EscapeDataString(Name(visitor, random))}={Uri.EscapeDataString(Value(random))}"));
        }

        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(service.Address, place));
        if (method == "POST")
        {
            request.Content = Body(Fields(visitor, raw, random), endpoint.Metadata.GetRequiredMetadata<Need>().TakesFile, random);
        }

        return await visitor.Browser.SeeAsync(request);
    }

    /// <summary>Mostly of the kind that the address takes; a file comes after the fields.</summary>
    private static HttpContent Body(IEnumerable<KeyValuePair<string, string>> fields, bool takesFile, Random random)
    {
        if (takesFile == (random.Next(10) == 0))
        {
            return new FormUrlEncodedContent(fields);
        }

        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(field => field.Key != "file"))
        {
            parts.Add(new StringContent(value), $"\"{Uri.EscapeDataString(name)}\"");
        }

        parts.Add(
            new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Value(random))), "file", Uri.EscapeDataString(Value(random)) + ".csv");
        return parts;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(Visitor visitor, string raw, Random random)
    {
        if (random.Next(10) != 0 && visitor.Token is { } token)
        {
            yield return new KeyValuePair<string, string>("token", token);
            yield return new KeyValuePair<string, string>("form", random.Next(30) == 0 ? Value(random) : Guid.NewGuid().ToString("N"));
        }

        var names = visitor.Forms.GetValueOrDefault(raw) is { Count: > 0 } known && random.Next(4) != 0
            ? known
            : [.. Enumerable.Range(0, random.Next(6)).Select(_ => Name(visitor, random))];
        foreach (var name in names)
        {
            if (random.Next(12) != 0)
            {
                yield return new KeyValuePair<string, string>(name, Value(random));
            }
        }
    }

    private static string Id(Visitor visitor, Random random) =>
        visitor.Ids.Count > 0 && random.Next(2) == 0 ? visitor.Ids[random.Next(visitor.Ids.Count)] : NonEmpty(Value(random));

    private static string NonEmpty(string value) => value.Trim('.', ' ').Length == 0 ? "1" : value.Length > 200 ? value[..200] : value;

    private static string Name(Visitor visitor, Random random) =>
        visitor.Names.Count > 0 ? visitor.Names[random.Next(visitor.Names.Count)] : "x";

    private static string Value(Random random) => Values[random.Next(Values.Length)];

    private static void Check(Seen seen, Visitor visitor) => Assert.Multiple(() =>
    {
        var what = $"{visitor.Role} {seen.Address}: {seen.Status}";

        // No provider answers here, which the pages of the login say.
        Assert.That(seen.Status, seen.Address.AbsolutePath.StartsWith("/log", StringComparison.Ordinal)
            ? Is.LessThan(500).Or.EqualTo(503)
            : Is.LessThan(500), what);
        Assert.That(seen.Body, Does.Not.Contain("<x-fuzz"), what);
        Assert.That(Hidden.Where(name => seen.Body.Contains(name, StringComparison.Ordinal)), Is.Empty, what);
        Assert.That(seen.Body, Does.Not.Contain("   at ").And.Not.Contain("Exception"), what);

        // What the server of HTTP refuses itself, as an address that is too long, comes without them.
        if (seen.Status is not (400 or 404 or 414 or 431) || seen.Headers.ContainsKey("Content-Security-Policy"))
        {
            Assert.That(seen.Headers.GetValueOrDefault("X-Content-Type-Options"), Is.EqualTo("nosniff"), what);
            Assert.That(seen.Headers.GetValueOrDefault("Cache-Control"), Does.Contain("no-store"), what);
        }
    });

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();

    private sealed class Areas(params IPageArea[] areas) : IPageArea
    {
        public IReadOnlyList<PageTask> Tasks => [.. areas.SelectMany(area => area.Tasks)];

        public void Map(SelfServiceRoutes routes) => Array.ForEach(areas, area => area.Map(routes));
    }

    /// <summary>A browser that has looked at the pages of its role, and knows their forms.</summary>
    private sealed partial class Visitor(Browser browser, Role? role)
    {
        internal Browser Browser => browser;

        internal Role? Role => role;

        /// <summary>The token of the last page with a form; null: none has one.</summary>
        internal string? Token { get; private set; }

        /// <summary>The fields of each form, by where it goes.</summary>
        internal Dictionary<string, List<string>> Forms { get; } = [];

        internal List<string> Names { get; } = ["lang", "to", "why", "page", "state", "code", "error"];

        /// <summary>The last parts of the links' paths.</summary>
        internal List<string> Ids { get; } = [];

        internal async Task CrawlAsync()
        {
            var open = new Queue<string>(["/"]);
            var known = new HashSet<string>(["/", "/login", "/logout/provider"], StringComparer.Ordinal);
            while (open.TryDequeue(out var place) && known.Count < 200)
            {
                var seen = await browser.GetAsync(place);
                foreach (Match link in Link().Matches(seen.Body))
                {
                    var target = WebUtility.HtmlDecode(link.Groups[1].Value);
                    Ids.Add(target.Split('?')[0].Split('/')[^1]);
                    if (known.Add(target))
                    {
                        open.Enqueue(target);
                    }
                }

                foreach (Match form in Form().Matches(seen.Body))
                {
                    List<string> names = [.. Field().Matches(form.Value).Select(field => field.Groups[1].Value)];
                    Forms[form.Groups[1].Value] = [.. names.Except(["token", "form"])];
                    Names.AddRange(names);
                    if (TokenField().Match(form.Value) is { Success: true } found)
                    {
                        Token = WebUtility.HtmlDecode(found.Groups[1].Value);
                    }
                }
            }
        }

        [GeneratedRegex("""href="(/[^"#]*)""")]
        private static partial Regex Link();

        [GeneratedRegex("""<form[^>]*action="([^"]*)".*?</form>""", RegexOptions.Singleline)]
        private static partial Regex Form();

        [GeneratedRegex("""<(?:input|select|textarea)[^>]*name="([^"]*)""")]
        private static partial Regex Field();

        [GeneratedRegex("""name="token" value="([^"]*)""")]
        private static partial Regex TokenField();
    }
}
