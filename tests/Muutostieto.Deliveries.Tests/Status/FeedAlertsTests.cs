using Muutostieto.Deliveries.Notifications;
using Muutostieto.Deliveries.Status;
using Muutostieto.Deliveries.Tests.Notifications;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Status;

public sealed class FeedAlertsTests
{
    private const string Held = "010180-9037";
    private StatusScene scene = null!;

    private ImportFailureFile Failure => new(scene.Data);

    [SetUp]
    public void SetUp() => scene = new StatusScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_failed_import_is_an_alert_from_its_first_failure_until_one_succeeds()
    {
        var first = scene.Clock.Now;
        Failure.Remember(ExitCode.Error, first);
        Failure.Remember(ExitCode.TryAgainLater, first.AddDays(1));

        var alert = scene.Read().Of(TroubleKind.ImportFailed)!;
        Assert.That((alert.Since, alert.IsUnhealthy, scene.Read().ExitCode, alert.Message.Contains("2 times", StringComparison.Ordinal)), Is.EqualTo((first, true, ExitCode.Overdue, true)));

        Failure.Forget();
        Assert.That(scene.Troubles(), Is.Empty);
    }

    [Test]
    public void A_memory_of_a_failure_that_cannot_be_read_is_a_failure()
    {
        Directory.CreateDirectory(scene.Data);
        File.WriteAllText(Path.Combine(scene.Data, "import-failure.json"), "{");
        Assert.That(scene.Troubles(), Is.EqualTo(new[] { "importFailed" }));

        Failure.Remember(ExitCode.Error, scene.Clock.Now);
        Assert.That(scene.Read().Of(TroubleKind.ImportFailed)!.Since, Is.EqualTo(scene.Clock.Now));
    }

    [TestCase(14.9, false)]
    [TestCase(15.1, true)]
    public void A_fed_register_that_is_quiet_for_longer_than_the_setting_is_an_alert(double days, bool isAlert)
    {
        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        scene.Clock.Now += TimeSpan.FromDays(days);
        Assert.That(scene.Troubles(), isAlert ? Is.EqualTo(new[] { "feedQuiet" }) : Is.Empty);

        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        Assert.That(scene.Troubles(), Is.Empty);
    }

    [Test]
    public void The_setting_says_how_long_a_feed_may_be_quiet_and_a_synthetic_register_has_none()
    {
        var source = scene.Source with { Configuration = scene.Configuration with { Settings = scene.Configuration.Settings with { FeedQuietDays = 2 } } };
        scene.Clock.Now += TimeSpan.FromDays(30);
        Assert.That(scene.Troubles(source), Is.Empty, "synthetic");

        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        scene.Clock.Now += TimeSpan.FromDays(3);
        Assert.That(scene.Troubles(source), Is.EqualTo(new[] { "feedQuiet" }));
    }

    [Test]
    public async Task What_is_held_is_counted_without_a_code_and_notified_anew_when_there_is_more()
    {
        var notifier = new RecordingNotifier("mail");
        var run = new NotificationRun([notifier], scene.Memory, scene.Clock);
        Write(transaction => transaction.Hold([Held], "{}"u8.ToArray()));
        var alert = scene.Read().Of(TroubleKind.OrderHeld)!;
        Assert.That(alert.Message, Does.StartWith("1 statement about a non-disclosure order waits").And.Not.Contain(Held));

        await run.RunAsync(scene.Read(), CancellationToken.None);
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Write(transaction => transaction.Hold([Held], "{}"u8.ToArray()));
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Assert.That(scene.Read().Of(TroubleKind.OrderHeld)!.Message, Does.StartWith("2 statements about non-disclosure orders wait"));

        Write(transaction => transaction.Release(transaction.HeldFor([Held]), Held));
        Assert.That(scene.Troubles(), Is.Empty);
        Assert.That(notifier.Messages.Select(message => message.Events.Single().Kind), Is.EqualTo(new[] { "orderHeld", "orderHeld" }));
    }

    [Test]
    public async Task A_failed_import_and_a_quiet_feed_are_notified_once_each()
    {
        var notifier = new RecordingNotifier("mail");
        var run = new NotificationRun([notifier], scene.Memory, scene.Clock);
        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        Failure.Remember(ExitCode.Error, scene.Clock.Now);
        scene.Clock.Now += TimeSpan.FromDays(16);
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Failure.Remember(ExitCode.Error, scene.Clock.Now);
        scene.Clock.Now += TimeSpan.FromDays(1);
        await run.RunAsync(scene.Read(), CancellationToken.None);

        Assert.That(notifier.Messages.Single().Events.Select(one => one.Kind), Is.EquivalentTo(new[] { "importFailed", "feedQuiet" }));
    }

    private void Write(Action<RegisterTransaction> write)
    {
        using var writer = SqliteRegister.OpenWrite(scene.RegisterPath);
        using var transaction = writer.Begin();
        write(transaction);
        transaction.Commit();
    }
}
