using System.Runtime.Versioning;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Tests;

/// <summary>A drop after publishing: receipts, and removal of received files.</summary>
public sealed class DirectoryDropAnswerTests
{
    private DropScene scene = null!;

    private string Upload => Directory.CreateDirectory(Path.Combine(scene.Root, DropScene.Recipient, "upload")).FullName;

    [SetUp]
    public void SetUp() => scene = new DropScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task Receipts_of_the_deliveries_that_were_asked_for_are_read_and_stay()
    {
        File.WriteAllText(Path.Combine(Upload, "d.OK"), "{}");
        File.WriteAllText(Path.Combine(Upload, "e.ERR"), "full");
        File.WriteAllText(Path.Combine(Upload, "other.OK"), "{}");

        var found = await ReadAsync("d", "e", "f");

        Assert.That(
            found.Select(receipt => (receipt.Stem, receipt.Kind, receipt.Content!.Length)),
            Is.EqualTo(new[] { ("d", ReceiptKind.Accepted, 2), ("e", ReceiptKind.Refused, 4) }));
        Assert.That(Directory.GetFiles(Upload), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_receipt_under_a_nearly_right_name_is_read_with_its_name_and_time()
    {
        File.WriteAllText(Path.Combine(Upload, "D.ok.txt"), "{}");
        File.SetLastWriteTimeUtc(Path.Combine(Upload, "D.ok.txt"), new DateTime(2026, 1, 6, 2, 0, 0, DateTimeKind.Utc));

        var found = (await ReadAsync("d")).Single();

        Assert.That((found.Stem, found.Kind, found.FileName, found.Name), Is.EqualTo(("d", ReceiptKind.Accepted, "D.ok.txt", "d.OK")));
        Assert.That(found.Modified, Is.EqualTo(new DateTimeOffset(2026, 1, 6, 2, 0, 0, TimeSpan.Zero)));
    }

    [TestCase(4096, true)]
    [TestCase(4097, false)]
    [TestCase(3_000_000, false)]
    public async Task What_is_too_large_is_not_read(int bytes, bool isRead)
    {
        File.WriteAllBytes(Path.Combine(Upload, "d.OK"), new byte[bytes]);

        Assert.That((await ReadAsync("d")).Single().Content is not null, Is.EqualTo(isRead));
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public async Task A_link_a_folder_and_a_pipe_are_not_read()
    {
        var secret = Path.Combine(scene.Path, "secret");
        File.WriteAllText(secret, "secret");
        File.CreateSymbolicLink(Path.Combine(Upload, "link.OK"), secret);
        File.CreateSymbolicLink(Path.Combine(Upload, "nowhere.OK"), "/nowhere");
        Directory.CreateDirectory(Path.Combine(Upload, "folder.OK"));
        using (var make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(Upload, "pipe.OK")))
        {
            await make.WaitForExitAsync();
        }

        var found = await ReadAsync("link", "nowhere", "folder", "pipe");

        Assert.That(found.Select(receipt => receipt.Content), Is.EqualTo(new byte[]?[] { null, null, null, null }));
    }

    [Test]
    public async Task Without_an_upload_folder_there_are_no_receipts() => Assert.That(await ReadAsync("d"), Is.Empty);

    [Test]
    public async Task A_manifest_that_its_recipient_removed_is_distinguished_from_a_folder_that_is_missing()
    {
        await Drop().PublishAsync(scene.Delivery, null, null, CancellationToken.None);
        Assert.That(await GoneAsync("d.json", "e.json"), Is.EqualTo(new[] { "e.json" }));
        File.Delete(Path.Combine(scene.Download, "d.json"));
        Assert.That(await GoneAsync("d.json"), Is.EqualTo(new[] { "d.json" }));
        Directory.Delete(scene.Download, recursive: true);
        Assert.That(await GoneAsync("d.json"), Is.Empty);
    }

    [Test]
    public async Task Removing_takes_the_manifest_first_and_makes_that_durable()
    {
        var disk = new WatchedDisk();
        await Drop().PublishAsync(scene.Delivery, null, null, CancellationToken.None);

        await RemoveAsync(disk, scene);

        Assert.That(
            disk.Steps,
            Is.EqualTo((string[])["delete d.json", "flush download/", "delete d.PTT", "delete d.csv.zip", "flush download/"]));
        Assert.That(scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task Removing_takes_what_has_arrived_under_hidden_names_too()
    {
        scene.PutIntoDrop(".d.PTT.part", "half of it");
        scene.PutIntoDrop(".e.PTT.part", "another delivery's");

        await RemoveAsync(new WatchedDisk(), scene);

        Assert.That(scene.InDrop().Keys, Is.EqualTo(new[] { ".e.PTT.part" }));
    }

    [Test]
    public async Task Stopped_before_any_step_the_manifest_never_lies_and_the_next_run_removes_the_rest()
    {
        for (var stopAt = 1; stopAt <= 5; stopAt++)
        {
            using var own = new DropScene();
            own.PutIntoDrop("somebody-elses.txt", "stays");
            await DropOn(own, new WatchedDisk()).PublishAsync(
                own.Delivery,
                null,
                null,
                CancellationToken.None);
            var step = 0;
            var stopping = new WatchedDisk(_ =>
            {
                if (++step == stopAt)
                {
                    throw new StoppedException();
                }
            });

            await Assert.ThrowsAsync<StoppedException>(() => RemoveAsync(stopping, own));
            Assert.That(own.ManifestTellsTheTruth(), $"stopped before step {stopAt}");
            await RemoveAsync(new WatchedDisk(), own);
            await RemoveAsync(new WatchedDisk(), own);
            Assert.That(own.InDrop().Keys, Is.EqualTo((string[])["somebody-elses.txt"]), $"run again after a stop before step {stopAt}");
        }
    }

    [Test]
    public async Task A_folder_that_is_not_writable_needs_a_hand()
    {
        await Drop().PublishAsync(scene.Delivery, null, null, CancellationToken.None);
        var closed = new WatchedDisk(step => throw new UnauthorizedAccessException("Access denied."));

        var failure = await DropScene.FailureOfAsync(() => RemoveAsync(closed, scene));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(scene.InDrop(), Is.EqualTo(scene.Whole()));
    }

    [Test]
    public async Task A_mount_that_is_absent_is_a_failure_and_no_answer()
    {
        Directory.Delete(scene.Root);

        Assert.That((await DropScene.FailureOfAsync(() => ReadAsync("d"))).Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(
            (await DropScene.FailureOfAsync(() => Drop().RemoveAsync(scene.Delivery, CancellationToken.None))).Kind,
            Is.EqualTo(FailureKind.Fault));
    }

    private static DirectoryDrop DropOn(DropScene of, WatchedDisk disk) =>
        new("default", of.Root, createRoot: false, disk.Files, disk, TimeProvider.System);

    private static Task RemoveAsync(WatchedDisk disk, DropScene of) =>
        DropOn(of, disk).RemoveAsync(of.Delivery, CancellationToken.None);

    private IDrop Drop() =>
        DropFactory.Create("default", new DirectoryDropSettings(scene.Root), scene.Path, TimeProvider.System, new DiskSync());

    private Task<IReadOnlyList<ReceiptFile>> ReadAsync(params string[] stems) =>
        Drop().ReadReceiptsAsync(DropScene.Recipient, stems, CancellationToken.None);

    private Task<IReadOnlySet<string>> GoneAsync(params string[] names) =>
        Drop().FindGoneAsync(DropScene.Recipient, names, CancellationToken.None);
}
