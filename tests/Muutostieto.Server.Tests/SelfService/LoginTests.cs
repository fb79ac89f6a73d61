using System.Net;
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
        service = await RunningSelfService.StartAsync(provider.Authority);
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

    private static async Task<Seen> LogInAsync(Browser browser, string user)
    {
        var login = await browser.OpenAsync("/login");
        Assert.That(login.Body, Does.Contain("Test login"), $"{login.Status} {login.Address}");
        var answered = await browser.SendAsync(login, "/connect/authorize", ("user", user), ("code", ProviderApplication.Code));
        return await browser.FollowAsync(answered);
    }
}
