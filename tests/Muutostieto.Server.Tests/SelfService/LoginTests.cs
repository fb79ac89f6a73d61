using System.Net;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.Tests.Support;
using Muutostieto.TestProvider;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>Login and logout with a real provider on the loopback.</summary>
public sealed class LoginTests
{
    private ProviderApplication provider = null!;
    private RunningSelfService service = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        provider = await ProviderApplication.StartAsync();
        service = await RunningSelfService.StartAsync(provider.Authority, area: new TrialArea());
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        await service.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Test]
    public async Task A_user_logs_in_sees_the_tasks_of_the_role_and_logs_out()
    {
        using var browser = service.NewBrowser();
        var welcome = await browser.OpenAsync("/");
        Assert.That(welcome.Body, Does.Contain("Welcome").And.Contain("href=\"/login\""));
        var home = await LogInAsync(browser, "operaattori");
        Assert.That((home.Status, home.Address.AbsolutePath), Is.EqualTo((200, "/")), home.Body);
        Assert.That(home.Body, Does.Contain("Otto Operaattori").And.Contain("Your tasks").And.Contain("Operator"));
        var left = await browser.SendAsync(home, "/logout");
        Assert.That((left.Status, left.Place), Is.EqualTo((303, "/logged-out")), left.Body);
        Assert.That(left.Headers["Clear-Site-Data"], Does.Contain("cache").And.Contain("storage"));
        var after = await browser.FollowAsync(left);
        Assert.That(after.Body, Does.Contain("You have been logged out").And.Contain("url=/logout/provider"));
        var there = await browser.OpenAsync("/logout/provider");
        Assert.That((there.Address.AbsolutePath, there.Status), Is.EqualTo(("/", 200)), there.Body);
        Assert.That(there.Body, Does.Contain("Welcome").And.Not.Contain("Otto"));
    }

    [Test]
    public async Task A_user_without_a_role_is_shown_what_to_do()
    {
        using var browser = service.NewBrowser();
        var home = await LogInAsync(browser, "vieras");
        Assert.That(home.Body, Does.Contain("Ville Vieras").And.Contain("Your account has no tasks here"));
    }

    [Test]
    public async Task A_login_that_names_no_recipient_is_logged_with_what_to_do_and_without_the_person()
    {
        await using var mapped = await RunningSelfService.StartAsync(
            provider.Authority,
            settings => settings with
            {
                Login = settings.Login! with { Recipients = new Dictionary<string, string> { ["0245437-2"] = "kainuu" } },
            });
        using var browser = mapped.NewBrowser();
        var home = await LogInAsync(browser, "asiakas");
        Assert.That(home.Body, Does.Contain("Aino Asiakas").And.Contain("does not say which recipient of permits you act for"));
        var line = mapped.Logged.Single(each => each.Contains("without a recipient", StringComparison.Ordinal));
        Assert.That(
            line,
            Does.Contain("the role Customer").And.Contain("\"organization\" (1 in all)").And.Contain("one that \"recipients\" names")
                .And.Contain("SelfService.login in appsettings.json"));
        Assert.That(mapped.Logged, Has.None.Contains("Aino").And.None.Contains("user-asiakas").And.None.Contains("kainuun"));
    }

    [Test]
    public async Task Each_login_begins_a_new_session_and_ends_the_browsers_old_one()
    {
        using var browser = service.NewBrowser();
        await LogInAsync(browser, "operaattori");
        var first = Token(browser);
        var second = await LogInAsync(browser, "tarkastaja", leaves: true);
        Assert.That(second.Body, Does.Contain("Taru Tarkastaja"));
        Assert.That(Token(browser), Is.Not.EqualTo(first));
        Assert.That(service.Sessions.Find(first), Is.Null);
    }

    [Test]
    public async Task The_login_leads_back_to_the_page_that_was_asked_for_and_never_to_another_site()
    {
        using var browser = service.NewBrowser();
        var login = await browser.OpenAsync("/trial?x=1");
        var seen = await AnswerAsync(browser, login, "operaattori");
        Assert.That(seen.Address.PathAndQuery, Is.EqualTo("/trial?x=1"));
        foreach (var place in new[] { "//evil.example", "/\\evil.example", "https://evil.example", "/a\tb", "evil" })
        {
            Assert.That(
                (await browser.GetAsync($"/login?to={Uri.EscapeDataString(place)}")).Place, Is.EqualTo("/"), place);
        }
    }

    [Test]
    public async Task What_goes_wrong_in_a_login_is_a_page_in_the_users_language_and_no_line_of_the_log_has_the_person()
    {
        using var browser = service.NewBrowser();
        var login = await browser.OpenAsync("/login");
        var refused = await browser.FollowAsync(
            await browser.SendAsync(login, "/connect/authorize", ("user", "vieras"), ("cancel", "yes")));
        Assert.That(refused.Status, Is.EqualTo(403));
        Assert.That(refused.Body, Does.Contain("The login was not completed").And.Not.Contain("Teppo"));

        using var other = service.NewBrowser();
        var begun = await other.OpenAsync("/login");
        var answered = await other.SendAsync(begun, "/connect/authorize", ("user", "vieras"), ("code", ProviderApplication.Code));
        using var thief = service.NewBrowser();
        var stolen = await thief.FollowAsync(await thief.GetAsync(answered.Place!));
        Assert.That(stolen.Body, Does.Contain("The login took too long"), "a browser that did not begin it");
        var forged = await thief.FollowAsync(await thief.GetAsync("/login/callback?code=x&state=y"));
        Assert.That((forged.Status, forged.Body.Contains("The login took too long", StringComparison.Ordinal)), Is.EqualTo((400, true)));
        var nothing = await thief.FollowAsync(await thief.GetAsync("/login/callback"));
        Assert.That(nothing.Status, Is.EqualTo(400).Or.EqualTo(403));
        Assert.That(thief.Cookies.GetCookies(service.Address)["session"], Is.Null);
        Assert.That(service.Logged, Has.Some.Contains("a login failed").And.None.Contains("Teppo").And.None.Contains("Ville"));
    }

    [Test]
    public async Task A_login_of_a_weaker_kind_than_required_is_refused()
    {
        await using var strict = await RunningSelfService.StartAsync(
            provider.Authority,
            settings => settings with { Login = settings.Login! with { Acr = [ProviderApplication.TwoSteps] } });
        using var browser = strict.NewBrowser();
        provider.Acr = "password";
        try
        {
            var seen = await LogInAsync(browser, "operaattori");
            Assert.That(seen.Body, Does.Contain("The login was not strong enough"));
            Assert.That(browser.Cookies.GetCookies(strict.Address)["session"], Is.Null);
        }
        finally
        {
            provider.Acr = ProviderApplication.TwoSteps;
        }

        Assert.That((await LogInAsync(browser, "operaattori")).Body, Does.Contain("Your tasks"));
    }

    [Test]
    public async Task A_provider_that_does_not_answer_is_a_page_that_says_so()
    {
        await using var alone = await RunningSelfService.StartAsync(area: new TrialArea());
        using var browser = alone.NewBrowser();
        var seen = await browser.OpenAsync("/trial");
        Assert.That(seen.Status, Is.EqualTo(503));
        Assert.That(seen.Body, Does.Contain("Login does not answer now"));
        Assert.That((await browser.OpenAsync("/logged-out")).Body, Does.Contain("You have been logged out").And.Not.Contain("refresh"));
        Assert.That(alone.Logged, Has.Some.Contains("SelfService.login in appsettings.json").And.None.Contains("   at "));
    }

    [Test]
    public async Task A_session_ends_without_requests_and_a_page_that_reloads_does_not_keep_it()
    {
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var timed = await RunningSelfService.StartAsync(clock: clock, area: new TrialArea());
        using var browser = timed.NewBrowser(SomeUsers.Of(Role.Operator));
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.That((await browser.GetAsync("/trial/progress")).Status, Is.EqualTo(200));
        clock.Now += TimeSpan.FromMinutes(9);
        Assert.That((await browser.GetAsync("/trial")).Status, Is.EqualTo(200));
        clock.Now += TimeSpan.FromMinutes(29);
        Assert.That((await browser.GetAsync("/trial/progress")).Status, Is.EqualTo(200));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.That((await browser.GetAsync("/trial")).Place, Is.EqualTo("/login?to=%2Ftrial"));
    }

    private static string Token(Browser browser) =>
        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "session").Value;

    /// <param name="browser">Where the login is.</param>
    /// <param name="user">A name of the provider's.</param>
    /// <param name="leaves">Whether the browser, which is logged in, asks for the login by hand.</param>
    private static async Task<Seen> LogInAsync(Browser browser, string user, bool leaves = false)
    {
        var kept = leaves ? browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "session") : null;
        if (kept is not null)
        {
            kept.Expired = true;
        }

        var login = await browser.OpenAsync("/login");
        Assert.That(login.Body, Does.Contain("Test login"), $"{login.Status} {login.Address}");
        if (kept is not null)
        {
            browser.Cookies.Add(browser.Client.BaseAddress!, new Cookie("session", kept.Value));
        }

        return await AnswerAsync(browser, login, user);
    }

    private static async Task<Seen> AnswerAsync(Browser browser, Seen login, string user) => await browser.FollowAsync(
        await browser.SendAsync(login, "/connect/authorize", ("user", user), ("code", ProviderApplication.Code)));
}
