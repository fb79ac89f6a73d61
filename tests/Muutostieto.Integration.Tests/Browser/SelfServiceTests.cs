namespace Muutostieto.Integration.Tests.Browser;

/// <summary>The self-service of the real service, with a real provider, in the Chromium that people have: flow by flow.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class SelfServiceTests
{
    private SelfServiceScene scene = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        scene = await SelfServiceScene.SetAsync();
        (await scene.Service.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        await scene.StartAsync();
    }

    [OneTimeTearDown]
    public async Task TearDown() => await scene.DisposeAsync();

    [Test]
    public async Task Users_of_each_role_log_in_see_their_tasks_in_their_language_and_log_out()
    {
        var titles = await scene.RunAsync("login");
        Assert.That(titles["home-operator-fi-1280-light.png"], Is.EqualTo("Tehtäväsi · Muutostiedon asiointipalvelu"));
        Assert.That(titles["home-operator-sv-400-dark.png"], Is.EqualTo("Dina uppgifter · Muutostietos e-tjänst"));
        Assert.That(
            titles["home-vieras-fi-1280-light.png"],
            Is.EqualTo("Tunnuksellasi ei ole tehtäviä täällä · Muutostiedon asiointipalvelu"));
    }
}
