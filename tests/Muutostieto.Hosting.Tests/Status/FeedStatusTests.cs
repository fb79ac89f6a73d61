using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Interface.Feed;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class FeedStatusTests
{
    private static readonly FeedSettings Feed = new(
        new Uri("https://host.example/r1/api/v1"),
        "kainuu",
        new FeedScope(["205", "290"]),
        new Rhythm("FREQ=DAILY", new TimeOnly(1, 30), new DateOnly(2026, 1, 5)));

    private StatusScene scene = null!;

    private StatusSource Source => scene.Source with
    {
        Configuration = scene.Configuration with
        {
            Settings = scene.Configuration.Settings with { Feed = Feed, RegisterPath = scene.RegisterPath },
        },
    };

    [SetUp]
    public void SetUp() => scene = new StatusScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Without_the_section_there_is_none()
    {
        Assert.That(scene.Read().Feed, Is.Null);
        Assert.That(StatusSummary.ToJson(scene.Read()), Does.Contain("\"feed\": null"));
    }

    [Test]
    public void Before_the_load_it_says_so() =>
        Assert.That(
            scene.Read(Source).Feed,
            Is.EqualTo(new FeedStatus("https://host.example/r1/api/v1", false, null, null, null, null, 0, null, 0)));

    [Test]
    public void After_it_there_are_key_lag_and_presumed_orders()
    {
        var at = scene.Clock.Now;
        Keep(new SourceState("x", 1234, IsLoaded: true, at), at.AddHours(-2), presumed: 1);
        scene.Clock.Now = at.AddMinutes(30);
        var status = scene.Read(Source);
        Assert.That(
            status.Feed,
            Is.EqualTo(new FeedStatus("https://host.example/r1/api/v1", true, 1234, at, at.AddHours(-2), 9000, 1, null, 0)));
        Assert.That(
            StatusSummary.ToJson(status),
            Does.Contain("\"sourceKey\": 1234").And.Contain("\"lagSeconds\": 9000").And.Contain("\"presumedOrders\": 1"));
    }

    [Test]
    public void A_load_that_is_not_complete_is_not_up_to_date()
    {
        Keep(new SourceState("x", 5, IsLoaded: false, scene.Clock.Now), scene.Clock.Now, presumed: 0);
        var feed = scene.Read(Source).Feed!;
        Assert.That(
            (feed.Loaded, feed.SourceKey, feed.UpToDate, feed.LagSeconds),
            Is.EqualTo((false, 5, (DateTimeOffset?)null, (long?)null)));
    }

    [Test]
    public void What_failed_is_shown_until_a_fetch_succeeds()
    {
        var memory = new ImportFailureFile(new FileSystem(), scene.Data, ImportFailureFile.FeedName);
        memory.Remember(FailureKind.Usage, scene.Clock.Now);
        memory.Remember(FailureKind.Transient, scene.Clock.Now.AddHours(1));
        var status = scene.Read(Source);
        Assert.That((status.Feed!.FailingSince, status.Feed.Failures), Is.EqualTo((scene.Clock.Now, 2)));
        Assert.That(status.Of(AlertKind.ImportFailed)!.Message, Does.Contain("failed 2 times"));
        memory.Forget([]);
        Assert.That(scene.Read(Source).Feed!.Failures, Is.Zero);
    }

    [Test]
    public void What_is_wrong_with_a_source_is_put_right_by_fetching_and_not_by_a_file()
    {
        new ImportFailureFile(new FileSystem(), scene.Data, ImportFailureFile.FeedName).Remember(FailureKind.Usage, scene.Clock.Now);
        Keep(new SourceState("x", 5, IsLoaded: true, scene.Clock.Now), scene.Clock.Now, presumed: 0);
        scene.Clock.Now += TimeSpan.FromDays(16);
        AreOfInterface(AlertKind.ImportFailed, AlertKind.FeedQuiet);
        Keep(new SourceState("x", 5, IsLoaded: true, scene.Clock.Now), scene.Clock.Now.AddHours(5), presumed: 0);
        AreOfInterface(AlertKind.FeedQuiet);
    }

    private void AreOfInterface(params AlertKind[] kinds)
    {
        foreach (var alert in kinds.Select(kind => scene.Read(Source).Of(kind)!))
        {
            Assert.That(alert.IsOfInterface, Is.True, alert.Message);
            Assert.That(alert.Message, Does.Not.Contain("Import").And.Not.Contain("then import").And.Contain(
                alert.Message.Contains("confirm the clock", StringComparison.Ordinal) ? nameof(FeedRemedy.ConfirmClock) : "Run {"));
        }
    }

    [Test]
    public void Of_a_register_that_cannot_be_read_nothing_is_known()
    {
        var spoiled = Path.Combine(scene.Data, "register.db");
        File.WriteAllText(spoiled, "none");
        var source = Source;
        var settings = source.Configuration!.Settings with { RegisterPath = spoiled };
        var feed = scene.Read(source with { Configuration = source.Configuration with { Settings = settings } }).Feed!;
        Assert.That((feed.Loaded, feed.SourceKey, feed.PresumedOrders), Is.EqualTo(((bool?)null, (long?)null, (long?)null)));
    }

    private void Keep(SourceState state, DateTimeOffset news, long presumed)
    {
        using var writer = SqliteRegister.OpenWrite(scene.RegisterPath);
        using var transaction = writer.Begin();
        transaction.Source.Keep(state);
        transaction.KeepImport(news);
        for (var person = 1L; person <= presumed; person++)
        {
            transaction.Source.SetPresumed(person, isPresumed: true);
        }

        transaction.Commit();
    }
}
