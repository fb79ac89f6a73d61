namespace Muutostieto.Drops.Tests.Conformance;

/// <content>Several workers send to one drop: one that was taken for dead wakes in the middle of what it did.</content>
public abstract partial class DropConformance
{
    [Test]
    public async Task A_worker_that_wakes_when_all_has_arrived_finds_that_another_has_published_and_makes_nothing_visible()
    {
        var failure = await DropScene.FailureOfAsync(() =>
            Drop.PublishAsync(
                Of(7), () => Drop.PublishAsync(Of(8), null, null, CancellationToken.None).Wait(), null, CancellationToken.None));
        Assert.That(failure.Message, Does.StartWith($"drop {Drop.Name}"));
        Assert.That(InDrop(), Is.EqualTo(scene.Whole()));
    }

    [Test]
    public async Task What_its_recipient_has_fetched_meanwhile_does_not_come_back()
    {
        await DropScene.FailureOfAsync(() => Drop.PublishAsync(Of(7), PublishAndFetch, null, CancellationToken.None));
        Assert.That(InDrop(), Is.Empty);

        void PublishAndFetch()
        {
            Drop.PublishAsync(Of(8), null, null, CancellationToken.None).Wait();
            foreach (var file in Delivery.Files)
            {
                File.Delete(Path.Combine(Download, file.Name));
            }
        }
    }

    [Test]
    public async Task A_worker_that_was_taken_for_dead_leaves_alone_what_its_successor_sends()
    {
        Put(".d.PTT.part8", "of the successor, half");
        Put(".d.PTT.part6", "of one before");
        Put(".d.PTT.part", "of one that was alone");
        Put(".d.PTT.party", "of someone else");
        Put(".d.PTT.part6.part6", "a part of another file");
        await Drop.PublishAsync(Of(7), null, null, CancellationToken.None);
        Assert.That(
            InDrop().Keys.Except(scene.Whole().Keys), Is.EquivalentTo([".d.PTT.part8", ".d.PTT.party", ".d.PTT.part6.part6"]));
    }

    [Test]
    public async Task Looking_sees_whose_hidden_file_it_is_and_removing_takes_all_of_them()
    {
        Put(".d.json.part7", "{}");
        Put(".d.json.part9", "{}");
        var own = (await Drop.InspectAsync(Of(7), verifyContent: false, CancellationToken.None)).Files[^1];
        var other = (await Drop.InspectAsync(Of(8), verifyContent: false, CancellationToken.None)).Files[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((own.HasArrivedHidden, own.IsHidden), Is.EqualTo((true, true)));
            Assert.That((other.HasArrivedHidden, other.IsHidden), Is.EqualTo((false, true)));
        }

        await Drop.RemoveAsync(Delivery, CancellationToken.None);
        Assert.That(InDrop(), Is.Empty);
    }

    private DropDelivery Of(long token) => new(
        Delivery.Recipient, [.. Delivery.Files.Select(file => file with { Token = token })]);
}
