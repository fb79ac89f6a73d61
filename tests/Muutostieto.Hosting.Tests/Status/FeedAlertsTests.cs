using System.IO.Abstractions;
using Muutostieto.Hosting.Tests.Notifications;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class FeedAlertsTests
{
    private const string Held = "010180-9037";
    private StatusScene scene = null!;

    private ImportFailureFile Failure => new(new FileSystem(), scene.Data);

    [SetUp]
    public void SetUp() => scene = new StatusScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_failed_import_is_an_alert_from_its_first_failure_until_one_succeeds()
    {
        var first = scene.Clock.Now;
        Failure.Remember(FailureKind.Fault, first, "1.MTT");
        Failure.Remember(FailureKind.Transient, first.AddDays(1), "feed/1.MTT");

        var alert = scene.Read().Of(AlertKind.ImportFailed)!;
        Assert.That(
            (alert.Since, alert.IsUnhealthy, scene.Read().Failure, alert.Message.Contains("2 times", StringComparison.Ordinal)),
            Is.EqualTo((first, true, FailureKind.Overdue, true)));

        Failure.Forget(["1.MTT"]);
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void A_file_that_failed_is_an_alert_until_itself_or_what_replaces_it_is_imported()
    {
        Failure.Remember(FailureKind.Fault, scene.Clock.Now, "1.MTT", "2.MTT");
        Failure.Forget(["3.MTT"]);
        Assert.That(scene.Read().Of(AlertKind.ImportFailed)!.Message, Does.StartWith("Importing 2 files failed"));

        Failure.Forget(["elsewhere/2.MTT", "3.MTT"]);
        Assert.That(scene.Read().Of(AlertKind.ImportFailed)!.Message, Does.StartWith("Importing 1 file failed").And.Not.Contain(".MTT"));

        Failure.Forget(["1.MTT"]);
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void A_failure_from_before_files_were_distinguished_ends_with_any_import()
    {
        Directory.CreateDirectory(scene.Data);
        File.WriteAllText(
            Path.Combine(scene.Data, "import-failure.json"),
            """{"since":"2026-11-01T00:00:00+00:00","exitCode":1,"times":1}"""
        );
        Assert.That(scene.Read().Of(AlertKind.ImportFailed)!.Message, Does.StartWith("Importing files failed"));

        Failure.Forget(["1.MTT"]);
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void Change_files_that_are_missing_by_number_are_an_alert_until_they_or_a_base_come()
    {
        Write(transaction => new[] { 3, 4, 7 }.ToList().ForEach(number => transaction.KeepNumber("38950_KAIREK", number)));
        var alert = scene.Read().Of(AlertKind.FeedGap)!;
        Assert.That((alert.KindName, alert.IsUnhealthy), Is.EqualTo(("feedGap", true)));
        Assert.That(alert.Message, Does.StartWith("2 change files of the register's feed are missing by running number"));

        Write(transaction => transaction.KeepNumber("38950_KAIREK", 5));
        Assert.That(scene.Read().Of(AlertKind.FeedGap)!.Message, Does.StartWith("1 change file of the register's feed is missing"));
        Write(transaction => transaction.ForgetMissing("38950_OTHER"));
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "feedGap" }));
        Write(transaction => transaction.ForgetMissing("38950_KAIREK"));
        Assert.That(scene.Alerts(), Is.Empty);
        Write(transaction => transaction.KeepNumber("38950_KAIREK", 8));
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [TestCase(998, 999, 1)]
    [TestCase(1, 1, 2)]
    [TestCase(5, 3, 6)]
    public void Numbers_that_start_over_and_files_that_come_late_are_no_gap(params int[] numbers)
    {
        Write(transaction => numbers.ToList().ForEach(number => transaction.KeepNumber("38950_KAIREK", number)));
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void A_memory_of_a_failure_that_cannot_be_read_is_a_failure()
    {
        Directory.CreateDirectory(scene.Data);
        File.WriteAllText(Path.Combine(scene.Data, "import-failure.json"), "{");
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { "importFailed" }));

        Failure.Remember(FailureKind.Fault, scene.Clock.Now);
        Assert.That(scene.Read().Of(AlertKind.ImportFailed)!.Since, Is.EqualTo(scene.Clock.Now));
    }

    [TestCase(14.9, false)]
    [TestCase(15.1, true)]
    public void A_fed_register_that_is_quiet_for_longer_than_the_setting_is_an_alert(double days, bool isAlert)
    {
        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        scene.Clock.Now += TimeSpan.FromDays(days);
        Assert.That(scene.Alerts(), Is.EqualTo(new[] { isAlert ? "feedQuiet" : "clock" }), "no run starts after 14 days");

        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [TestCase(0.05, false)]
    [TestCase(1, true)]
    [TestCase(35000, true)]
    public void An_import_dated_ahead_of_the_clock_is_an_alert_until_one_of_the_present(double hours, bool isAlert)
    {
        Write(transaction => transaction.KeepImport(scene.Clock.Now + TimeSpan.FromHours(hours)));
        Assert.That(scene.Alerts(), isAlert ? Is.EqualTo(new[] { "feedQuiet" }) : Is.Empty);

        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        Assert.That(scene.Alerts(), Is.Empty);
    }

    [Test]
    public void The_setting_says_how_long_a_feed_may_be_quiet_and_a_synthetic_register_has_none()
    {
        var source = scene.Source with
        {
            Configuration = scene.Configuration with { Settings = scene.Configuration.Settings with { FeedQuietDays = 2 } },
        };
        scene.Clock.Now += TimeSpan.FromDays(30);
        Assert.That(scene.Alerts(source), Is.Empty, "synthetic");

        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        scene.Clock.Now += TimeSpan.FromDays(3);
        Assert.That(scene.Alerts(source), Is.EqualTo(new[] { "feedQuiet" }));
    }

    [Test]
    public async Task What_is_held_is_counted_without_a_code_and_notified_anew_when_there_is_more()
    {
        var notifier = new RecordingNotifier("mail");
        var run = new NotificationRun([notifier], scene.Memory, scene.Clock);
        Write(transaction => transaction.Hold([Held], "{}"u8.ToArray()));
        var alert = scene.Read().Of(AlertKind.OrderHeld)!;
        Assert.That(alert.Message, Does.StartWith("1 statement about a non-disclosure order waits").And.Not.Contain(Held));

        await run.RunAsync(scene.Read(), CancellationToken.None);
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Write(transaction => transaction.Hold([Held], "{}"u8.ToArray()));
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Assert.That(scene.Read().Of(AlertKind.OrderHeld)!.Message, Does.StartWith("2 statements about non-disclosure orders wait"));

        Write(transaction => transaction.Release(transaction.HeldFor([Held]), Held));
        Assert.That(scene.Alerts(), Is.Empty);
        Assert.That(notifier.Messages.Select(message => message.Events.Single().Kind), Is.EqualTo(new[] { "orderHeld", "orderHeld" }));
    }

    [Test]
    public async Task A_failed_import_and_a_quiet_feed_are_notified_once_each()
    {
        var notifier = new RecordingNotifier("mail");
        var run = new NotificationRun([notifier], scene.Memory, scene.Clock);
        Write(transaction => transaction.KeepImport(scene.Clock.Now));
        Failure.Remember(FailureKind.Fault, scene.Clock.Now);
        scene.Clock.Now += TimeSpan.FromDays(16);
        await run.RunAsync(scene.Read(), CancellationToken.None);
        Failure.Remember(FailureKind.Fault, scene.Clock.Now);
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
