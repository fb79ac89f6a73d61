using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Published once more: it was visible, and the recipient has taken it, wholly or in part, before the ledger knew.</summary>
public sealed partial class PublishingTests
{
    [Test]
    public async Task Nothing_that_an_order_concerns_is_published_again_and_a_recipient_that_lost_it_sees_the_gap()
    {
        await StopAsync(8, hasRight: true);
        foreach (var file in Directory.GetFiles(Download, "*_2026*"))
        {
            File.Delete(file);
        }

        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        _ = await scene.RunAsync();

        Assert.That((Changes.State, Changes.DropCleared is not null), Is.EqualTo((DeliveryState.Published, true)));
        Assert.That(Directory.GetFiles(Download, "*_2026*"), Is.Empty);
        Assert.That(scene.Observer.Notes, Does.Contain(("viikko changes 1", DeliveryNote.FoundPublished)));
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        _ = await scene.RunAsync();
        Assert.That(Load(), Does.Contain("changes 1").Or.Contain("changes 001"));
    }

    [Test]
    public async Task Without_an_order_it_is_published_once_more_and_stopping_that_too_hides_nothing(
        [Range(0, 4)] int again,
        [Values] bool ordered)
    {
        await StopAsync(8, hasRight: true);
        Assert.That(Take(Recipient.TakesEverything), Is.Null);
        StopBefore(again);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        Assert.That((Changes.State, Changes.Redelivered is not null), Is.EqualTo((DeliveryState.Composed, true)));
        if (ordered)
        {
            scene.Events.Protect(resident);
        }

        Undisturbed();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);

        Assert.That(Changes.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(Directory.GetFiles(Download, "*_2026*.json"), Has.Length.EqualTo(ordered ? 0 : 1));
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
        await EndsEqualAsync(Recipient.TakesEverything);
    }

    [Test]
    public async Task What_was_answered_is_not_published_once_more()
    {
        await StopAsync(8, hasRight: true);
        var stem = Path.GetFileNameWithoutExtension(Changes.Manifest!.Name);
        Assert.That(Load(), Is.Null);
        Assert.That(File.Exists(Path.Combine(Download, "..", "upload", stem + ".OK")), Is.True);
        File.Delete(Path.Combine(Download, Changes.Manifest.Name));
        scene.Clock.Now = EngineScene.Monday.AddDays(8);

        Assert.That(
            (await scene.NightAsync()).Batch.Deliveries.Select(delivery => delivery.Title),
            Is.EqualTo(new[] { "viikko changes 1" }));
        Assert.That(File.Exists(Path.Combine(Download, Changes.Manifest!.Name)), Is.False);
        _ = await scene.NightAsync();
        Assert.That((Changes.State, Changes.Receipts.Single().Source), Is.EqualTo((DeliveryState.Received, ReceiptSource.Accepted)));
    }

    [Test]
    public async Task What_was_answered_while_it_was_published_once_more_leaves_nothing_of_the_second_time_after_an_order(
        [Range(0, 4)] int again)
    {
        await StopAsync(8, hasRight: true);
        Assert.That(Take(Recipient.TakesEverything), Is.Null);
        StopBefore(again);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        File.WriteAllText(Path.Combine(Download, "..", "upload", Path.GetFileNameWithoutExtension(Changes.Manifest!.Name) + ".OK"), "");
        scene.Events.Protect(resident);

        Undisturbed();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Changes.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(Directory.GetFiles(Download, Path.GetFileNameWithoutExtension(Changes.Manifest!.Name) + ".*"), Is.Empty);
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
    }

    [Test]
    public async Task Taken_while_what_is_visible_is_compared_it_counts_as_published_though_its_second_copy_was_stopped()
    {
        await StopAsync(8, hasRight: true);
        scene.Observer.OnBegin = (_, step) =>
            Assert.That(step != DeliveryStep.Publishing ? null : Take(Recipient.TakesEverything), Is.Null);
        StopBefore(0);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        scene.Observer.OnBegin = (_, _) => { };
        scene.Events.Protect(resident);

        Undisturbed();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Changes.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
        await EndsEqualAsync(Recipient.TakesEverything);
    }

    [Test]
    public async Task What_was_put_beside_a_visible_manifest_under_hidden_names_goes_after_an_order([Values(0, 2)] int again)
    {
        await StopAsync(8, hasRight: true);
        Assert.That(Take(Recipient.TakesData), Is.Null);
        StopBefore(again);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        scene.Events.Protect(resident);

        Undisturbed();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Changes.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(Directory.GetFiles(Download, Changes.Manifest!.Name), Has.Length.EqualTo(1), "it was published before the order");
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
    }

    [Test]
    public async Task What_had_left_the_drop_and_was_stopped_coming_back_goes_when_it_is_withdrawn([Values(0, 4, 8)] int stop)
    {
        await BeginAsync(hasRight: true);
        _ = await scene.RunAsync();
        foreach (var file in Directory.GetFiles(Download, Path.GetFileNameWithoutExtension(Changes.Manifest!.Name) + ".*"))
        {
            File.Delete(file);
        }

        _ = scene.Ledger.MarkReceived(Changes.Id, scene.Clock.Now);
        _ = scene.Ledger.MarkDropCleared(Changes.Id, scene.Clock.Now);
        StopBefore(stop);
        Assert.That(
            async () => await scene.Engine.RedeliverAsync(Changes, scene.Observer, CancellationToken.None),
            Throws.TypeOf<StoppedException>());
        Undisturbed();
        Assert.That(
            (Changes.State, Changes.Redelivered),
            Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)null)),
            "it has not been published again");

        _ = await scene.Engine.Withdrawal.WithdrawAsync(Changes, "wrong", CancellationToken.None);
        Assert.That(Directory.GetFiles(Download, Path.GetFileNameWithoutExtension(Changes.Manifest!.Name) + ".*"), Is.Empty);
        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty);
    }
}
