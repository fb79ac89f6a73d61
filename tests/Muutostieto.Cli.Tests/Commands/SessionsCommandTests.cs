using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Sessions;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Who is logged in to the self-service, from the operator's command line.</summary>
public sealed class SessionsCommandTests
{
    private TestInstallation installation = null!;

    private static FixedClock Clock => new(HelsinkiTime.At(new DateOnly(2026, 11, 16), new TimeOnly(2, 30)));

    [SetUp]
    public async Task SetUp()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task Where_no_one_has_ever_logged_in_there_is_nothing_to_list_and_no_store_is_made()
    {
        Assert.That((await installation.RunAsync("sessions", "list")).AssertDone().Output, Is.EqualTo("No one is logged in.\n"));
        Assert.That((await installation.RunAsync("sessions", "list", "--json")).AssertDone().Json.GetArrayLength(), Is.Zero);
        Assert.That((await installation.RunAsync("sessions", "end", "--all")).AssertDone().Output, Is.EqualTo("0 sessions ended.\n"));
        Assert.That(File.Exists(Path.Combine(installation.Data, SelfServiceStore.FileName)), Is.False);
    }

    [Test]
    public async Task A_users_sessions_are_ended_and_those_of_others_stay()
    {
        var (first, other) = (Begin("anna"), Begin("bertta"));
        var listed = (await installation.RunAsync("sessions", "list")).AssertDone().Output;
        Assert.That(listed, Does.Match("^anna +since .*\nbertta +since .*\n$"));
        Assert.That((await installation.RunAsync("sessions", "end", "anna")).AssertDone().Output, Is.EqualTo("1 session ended.\n"));
        Assert.That((IsOpen(first), IsOpen(other)), Is.EqualTo((false, true)));
        var again = await installation.RunAsync("sessions", "end", "anna");
        Assert.That(again.Code, Is.EqualTo(2));
        Assert.That(again.Errors, Does.Contain("not logged in"));
        var ended = (await installation.RunAsync("sessions", "end", "--all", "--json")).AssertDone().Json;
        Assert.That(ended.GetProperty("ended").GetInt32(), Is.EqualTo(1));
        Assert.That(IsOpen(other), Is.False);
    }

    [TestCase]
    [TestCase("anna", "--all")]
    public async Task Whose_sessions_end_is_said_in_one_way(params string[] arguments)
    {
        var refused = await installation.RunAsync(["sessions", "end", .. arguments]);
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain("name one user, or give --all"));
    }

    private string Begin(string user) => In(sessions => sessions.Begin(new SelfServiceUser { Id = user, Name = user, Roles = [] }));

    private bool IsOpen(string token) => In(sessions => sessions.Find(token)) is not null;

    private T In<T>(Func<UserSessions, T> use)
    {
        using var store = SelfServiceStore.Open(Path.Combine(installation.Data, SelfServiceStore.FileName));
        return use(new UserSessions(store, new SessionLimits(TimeSpan.FromMinutes(30), TimeSpan.FromHours(10)), Clock));
    }
}
