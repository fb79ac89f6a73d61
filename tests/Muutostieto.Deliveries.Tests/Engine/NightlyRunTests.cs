using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Deliveries after publishing.</summary>
public sealed class NightlyRunTests
{
    private EngineScene scene = null!;

    private string Download => scene.Drop.LocationOf("viikko");

    private string Upload => Path.Combine(Path.GetDirectoryName(Download)!, "upload");

    private Delivery Base => scene.Ledger.Find(new DeliveryKey("viikko", DeliveryKey.Base, 1))!;

    private string Stem => Path.GetFileNameWithoutExtension(Base.Manifest!.Name);

    [SetUp]
    public async Task SetUpAsync()
    {
        var permit = EngineScene.Permit("viikko");
        scene = new EngineScene(
            permit with { Files = permit.RequireFiles() with { KeepInDropDays = 10, KeepInOutboxDays = 20 } });
        _ = scene.Events.Born("205");
        Assert.That((await scene.NightAsync()).Failure, Is.EqualTo(FailureKind.None));
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task An_acceptance_makes_it_received_and_is_reported_once()
    {
        Answer("OK", $$"""{"number":1,"manifestSha256":"{{Base.Manifest!.Sha256}}"}""");

        await NightAsync(1, FailureKind.None);
        await NightAsync(2, FailureKind.None);

        Assert.That((Base.State, Base.Received), Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)EngineScene.Monday.AddDays(1))));
        Assert.That(scene.Observer.Notes, Is.EqualTo(new[] { ("viikko base 1", DeliveryNote.Received) }));
    }

    [Test]
    public async Task A_refusal_is_reported_every_night_until_it_is_delivered_again()
    {
        Answer("ERR", "full");
        await NightAsync(1, FailureKind.Partial);
        await NightAsync(2, FailureKind.Partial);
        Assert.That((Base.State, Base.OpenRefusal!.Reason), Is.EqualTo((DeliveryState.Published, "full")));
        Assert.That(scene.Observer.Notes, Has.Count.EqualTo(1));

        await scene.Engine.RedeliverAsync(Base, scene.Observer, CancellationToken.None);
        await NightAsync(3, FailureKind.None);
        Answer("ERR", "still full");
        await NightAsync(4, FailureKind.Partial);
    }

    [Test]
    public async Task A_receipt_that_cannot_be_understood_is_no_refusal_and_over_when_a_right_one_comes()
    {
        Answer("OK", "{\"number\":99}");
        await NightAsync(1, FailureKind.Partial);
        Assert.That(scene.Observer.Notes, Is.EqualTo(new[] { ("viikko base 1", DeliveryNote.Unclear) }));
        Assert.That(Base.OpenRefusalAdvice, Does.Contain("cannot be understood").And.Not.Contain("redeliver"));
        Answer("ok.txt", "\r\n");
        await NightAsync(2, FailureKind.None);
        Assert.That((Base.State, Base.OpenRefusalAdvice), Is.EqualTo((DeliveryState.Received, (string?)null)));
    }

    [Test]
    public async Task Half_an_upload_is_waited_for()
    {
        Answer("OK", "{\"number\":");
        File.SetLastWriteTimeUtc(Path.Combine(Upload, Stem + ".OK"), EngineScene.Monday.AddDays(1).UtcDateTime);
        await NightAsync(1, FailureKind.None);
        Assert.That((Base.State, Base.Receipts.Count, scene.Observer.Notes.Count), Is.EqualTo((DeliveryState.Published, 0, 0)));

        await NightAsync(2, FailureKind.Partial);
        Assert.That(Base.OpenRefusal!.Reason, Does.Contain("not all of it"));
        Answer("OK", "");
        await NightAsync(3, FailureKind.None);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public async Task A_refusal_is_over_when_it_is_accepted_even_if_the_old_file_lies_there()
    {
        Answer("ERR", "full");
        await NightAsync(1, FailureKind.Partial);
        Answer("OK", "");
        await NightAsync(2, FailureKind.None);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public async Task A_manifest_that_its_recipient_removed_is_a_receipt_unless_it_has_refused()
    {
        File.Delete(Path.Combine(Download, Stem + ".json"));
        Answer("ERR", "full");
        await NightAsync(1, FailureKind.Partial);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Published));

        await scene.Engine.RedeliverAsync(Base, scene.Observer, CancellationToken.None);
        File.Delete(Path.Combine(Upload, Stem + ".ERR"));
        await NightAsync(2, FailureKind.None);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Published), "published again, it is there again");
        File.Delete(Path.Combine(Download, Stem + ".json"));
        await NightAsync(3, FailureKind.None);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public async Task A_folder_that_is_gone_is_no_receipt()
    {
        Directory.Move(Download, Download + "-away");
        await NightAsync(1, FailureKind.None);
        Assert.That(Base.State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task After_five_days_it_is_overdue_until_it_is_received()
    {
        await NightAsync(5, FailureKind.None);
        await NightAsync(5.1, FailureKind.Overdue);
        await NightAsync(6, FailureKind.Overdue);
        Assert.That(scene.Observer.Notes, Is.EqualTo(new[] { ("viikko base 1", DeliveryNote.Overdue) }));
        Answer("OK", "");
        await NightAsync(6.5, FailureKind.None);
    }

    [Test]
    public async Task A_receipt_of_the_last_night_is_seen_before_it_is_called_overdue()
    {
        Answer("OK", "");
        await NightAsync(6, FailureKind.None);
        Assert.That(scene.Observer.Notes.Select(told => told.Note), Does.Not.Contain(DeliveryNote.Overdue));
    }

    [Test]
    public async Task What_was_received_leaves_drop_and_outbox_after_its_days_and_comes_again_with_the_same_bytes()
    {
        Answer("OK", "");
        await NightAsync(1, FailureKind.None);
        var outbox = scene.OutboxFolderOf(Base);
        var files = Base.Files;
        await ReceiptsOfLaterOnesAsync(10.9);
        Assert.That(Names(), Has.Exactly(5).StartsWith(Stem));

        await ReceiptsOfLaterOnesAsync(11.1);
        Assert.That(
            (Names().Count(name => name.StartsWith(Stem, StringComparison.Ordinal)), Directory.Exists(outbox)),
            Is.EqualTo((0, true)));
        await ReceiptsOfLaterOnesAsync(21.1);
        Assert.That(Directory.Exists(outbox), Is.False);
        Assert.That((await scene.Engine.VerifyAsync(Base, CancellationToken.None)).Differences, Is.Empty);

        await scene.Engine.RedeliverAsync(Base, scene.Observer, CancellationToken.None);
        Assert.That(Names(), Has.Exactly(5).StartsWith(Stem));
        Assert.That(
            (await scene.Engine.VerifyAsync(Base, CancellationToken.None)),
            Has.Property("Checked").EqualTo(10).And.Property("Differences").Empty);
        Assert.That(Base.Files, Is.EqualTo(files));

        await ReceiptsOfLaterOnesAsync(31);
        Assert.That(Names(), Has.Exactly(5).StartsWith(Stem), "its days begin again");
        await ReceiptsOfLaterOnesAsync(31.2);
        Assert.That(Names(), Has.None.StartsWith(Stem));
        Assert.That(scene.Observer.Notes.Count(told => told == ("viikko base 1", DeliveryNote.RemovedFromDrop)), Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_not_received_stays_however_old_it_is()
    {
        await scene.NightAsync();
        scene.Clock.Now = EngineScene.Monday.AddDays(400);
        await scene.NightAsync();
        Assert.That(Names(), Has.Exactly(5).StartsWith(Stem));
        Assert.That(Directory.Exists(scene.OutboxFolderOf(Base)));
    }

    [Test]
    public async Task A_drop_that_is_away_is_reported_and_the_deliveries_go_on()
    {
        scene.Drop.Next = FragileDrop.Fault.Unreachable;
        var result = await scene.NightAsync();
        Assert.That((result.Failure, result.Batch.Failures.Count), Is.EqualTo((FailureKind.Transient, 1)));
        scene.Drop.Next = FragileDrop.Fault.None;
        await NightAsync(1, FailureKind.None);
    }

    private IEnumerable<string> Names() => Directory.GetFiles(Download).Select(path => Path.GetFileName(path));

    private void Answer(string end, string content) => File.WriteAllText(Path.Combine(Upload, $"{Stem}.{end}"), content);

    private async Task NightAsync(double day, FailureKind expected)
    {
        scene.Clock.Now = EngineScene.Monday.AddDays(day);
        var result = await scene.NightAsync();
        Assert.That(result.Failure, Is.EqualTo(expected), string.Join('\n', result.Batch.Failures));
    }

    /// <summary>A night with all the later deliveries received, so that only the base is looked at.</summary>
    private async Task ReceiptsOfLaterOnesAsync(double day)
    {
        scene.Clock.Now = EngineScene.Monday.AddDays(day);
        await scene.NightAsync();
        foreach (var later in scene.Ledger.List().Where(delivery => delivery.State is DeliveryState.Published or DeliveryState.Overdue))
        {
            scene.Ledger.MarkReceived(later.Id, scene.Clock.Now);
        }
    }
}
