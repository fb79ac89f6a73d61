using LedgerSome = Muutostieto.Deliveries.Tests.Ledger.Some;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Tests.Status;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Notifications;

public sealed class NotificationRunTests
{
    private StatusScene scene = null!;
    private RecordingNotifier mail = null!;
    private RecordingNotifier command = null!;

    [SetUp]
    public void SetUp() => (scene, mail, command) = (new StatusScene(), new RecordingNotifier("mail"), new RecordingNotifier("command"));

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task A_failure_is_notified_once_whatever_numbers_are_in_it_and_again_when_it_is_another_one_or_was_over()
    {
        Fail("process 12 holds it");
        await NotifyAsync();
        Fail("process 13 holds it");
        await NotifyAsync();
        Assert.That(Notified(mail), Is.EqualTo(new[] { "failed kainuu" }));

        Fail("the disk is full");
        await NotifyAsync();
        Assert.That(mail.Messages, Has.Count.EqualTo(2));

        Succeed();
        await NotifyAsync();
        Fail("the disk is full");
        await NotifyAsync();
        Assert.That(mail.Messages, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_could_not_be_notified_is_notified_after_the_next_run_and_the_rest_not_again()
    {
        Fail("full");
        mail.IsAway = true;
        Assert.That(await NotifyAsync(), Is.EqualTo(new[] { ("mail", "away") }));
        mail.IsAway = false;
        await NotifyAsync();
        await NotifyAsync();
        Assert.That((mail.Messages.Count, command.Messages.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Overdue_and_refused_deliveries_are_notified_each_once_in_one_message_and_a_second_refusal_again()
    {
        var first = scene.Publish();
        var second = scene.Publish(first);
        Refuse(second, "x.ERR 1");
        scene.Clock.Now = LedgerSome.Time.AddDays(6);
        await NotifyAsync();
        scene.Clock.Now = LedgerSome.Time.AddDays(6.5);
        await NotifyAsync();
        Assert.That(Notified(command), Is.EqualTo(new[] { "overdue kainuu/base/1", "refused kainuu/changes/1" }));
        Assert.That(command.Messages, Has.Count.EqualTo(1));
        Assert.That(command.Messages[0].ToJson(), Does.Not.Contain("Korhonen").And.Not.Contain('\n'));

        scene.Ledger.MarkRedelivered(second.Id, scene.Clock.Now);
        scene.Clock.Now = scene.Clock.Now.AddMinutes(1);
        Refuse(second, "x.ERR 2");
        await NotifyAsync();
        Assert.That(Notified(command)[2..], Is.EqualTo(new[] { "refused kainuu/changes/1" }));
    }

    [Test]
    public async Task When_nothing_is_wrong_no_notification_is_sent()
    {
        scene.Publish();
        await NotifyAsync();
        Assert.That(mail.Messages, Is.Empty);
    }

    private async Task<IReadOnlyList<(string, string)>> NotifyAsync() =>
        await new NotificationRun([mail, command], scene.Memory, scene.Clock).RunAsync(scene.Read(), CancellationToken.None);

    private void Fail(string message) =>
        scene.Memory.Remember("kainuu", [new BatchFailure("kainuu", FailureKind.Fault, message)], null, scene.Clock.Now);

    private void Succeed() => scene.Memory.Remember("kainuu", [], null, scene.Clock.Now);

    private void Refuse(Delivery delivery, string mark) =>
        scene.Ledger.RecordReceipt(
            delivery.Id,
            new DeliveryReceipt(
                ReceiptSource.Refused,
                scene.Clock.Now.AddMinutes(1),
                scene.Clock.Now.AddMinutes(1),
                "Korhonen fails",
                null,
                mark));

    private static string[] Notified(RecordingNotifier notifier) =>
        [.. notifier.Messages.SelectMany(message => message.Events).Select(told => $"{told.Kind} {told.Delivery ?? told.Permit}")];
}
