using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>What every answer has, by which names the service answers, and in which language.</summary>
public sealed class GuardTests
{
    private RunningSelfService service = null!;
    private RunningSelfService behindProxy = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        service = await RunningSelfService.StartAsync(area: new TrialArea());
        behindProxy = await RunningSelfService.StartAsync(
            change: settings => settings with { PublicAddress = new Uri("https://asiointi.example.fi") });
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        await service.DisposeAsync();
        await behindProxy.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/login/failed")]
    [TestCase("/selfservice.css")]
    [TestCase("/nothing")]
    [TestCase("/trial")]
    public async Task Every_answer_takes_nothing_from_elsewhere_and_stays_nowhere(string place)
    {
        using var browser = service.NewBrowser();
        var headers = (await browser.GetAsync(place)).Headers;
        Assert.That(
            headers["Content-Security-Policy"],
            Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self'").And.Contain("form-action 'self'")
                .And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
        Assert.That(headers["Cache-Control"], Does.Contain("no-store"));
        Assert.That((headers["X-Content-Type-Options"], headers["Referrer-Policy"]), Is.EqualTo(("nosniff", "no-referrer")));
        Assert.That(headers, Contains.Key("Cross-Origin-Opener-Policy").And.ContainKey("Permissions-Policy"));
        Assert.That(headers.ContainsKey("Strict-Transport-Security") || headers.ContainsKey("Server"), Is.False, "by HTTP");
    }

    [TestCase("evil.example", 421)]
    [TestCase("127.0.0.1.evil.example", 421)]
    [TestCase("localhost", 200)]
    [TestCase("127.0.0.1:99", 200)]
    public async Task On_the_loopback_it_answers_to_names_of_the_loopback_alone(string host, int status) =>
        Assert.That((await AskAsync(service, host, "/")).Status, Is.EqualTo(status));

    [Test]
    public async Task Behind_a_proxy_it_answers_to_its_public_name_with_cookies_for_https_alone()
    {
        Assert.That((await AskAsync(behindProxy, "asiointi.example.fi", "/")).Headers, Contains.Key("Strict-Transport-Security"));
        Assert.That((await AskAsync(behindProxy, "evil.example", "/")).Status, Is.EqualTo(421));
        var page = await AskAsync(behindProxy, "asiointi.example.fi", "/?lang=sv");
        Assert.That(page.Headers["Set-Cookie"].ToLowerInvariant(), Does.StartWith("lang=sv").And.Contain("secure").And.Contain("httponly"));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    public async Task Only_looking_and_sending_forms_is_answered(string method)
    {
        using var browser = service.NewBrowser();
        var seen = await browser.SeeAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(service.Address, "/")));
        Assert.That((seen.Status, seen.Headers["Allow"]), Is.EqualTo((405, "GET\nHEAD\nPOST")));
    }

    [TestCase(null, "fi", "Tervetuloa")]
    [TestCase("en", "en", "Welcome")]
    [TestCase("sv,fi;q=0.2", "sv", "Välkommen")]
    public async Task The_language_is_the_browsers_until_another_one_is_chosen_which_stays(string? accepted, string language, string words)
    {
        using var browser = service.NewBrowser();
        browser.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
        if (accepted is not null)
        {
            browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);
        }

        Assert.That((await browser.GetAsync("/")).Body, Does.Contain($"<html lang=\"{language}\">").And.Contain(words));
        await browser.GetAsync("/?lang=fi");
        var nothing = await browser.GetAsync("/nothing?x=1&lang=xx");
        Assert.That(nothing.Body, Does.Contain("<html lang=\"fi\">").And.Contain("Täällä ei ole mitään"));
        Assert.That(nothing.Body, Does.Contain("href=\"/nothing?x=1&amp;lang=sv\""));
    }

    [Test]
    public async Task A_head_has_no_body_and_the_keys_of_cookies_are_the_programs_alone()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        var seen = await browser.SeeAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(service.Address, "/trial")));
        Assert.That((seen.Status, seen.Body), Is.EqualTo((200, "")));
        Assert.That(int.Parse(seen.Headers["Content-Length"], CultureInfo.InvariantCulture), Is.GreaterThan(500));
        if (!OperatingSystem.IsWindows())
        {
            var folder = Path.Combine(service.Folder, SelfServiceApplication.KeyFolder);
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(Owner | UnixFileMode.UserExecute));
            Assert.That(Directory.GetFiles(folder).Select(File.GetUnixFileMode), Is.Not.Empty.And.All.EqualTo(Owner));
        }
    }

    [Test]
    public void Keys_are_read_again_as_they_were_written()
    {
        var folder = Directory.CreateTempSubdirectory("keys").FullName;
        var keys = new KeyFiles(new FileSystem(), folder);
        keys.StoreElement(new System.Xml.Linq.XElement("key", new System.Xml.Linq.XAttribute("id", "1"), "ä"), "key-1");
        Assert.That(keys.GetAllElements().Select(key => key.ToString()), Is.EqualTo(new[] { "<key id=\"1\">ä</key>" }));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Seen> AskAsync(RunningSelfService service, string host, string place)
    {
        using var browser = service.NewBrowser();
        return await browser.SeeAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(service.Address, place)) { Headers = { Host = host } });
    }
}
