using Muutostieto.Records;

namespace Muutostieto.Drops.Tests;

public sealed class DirectoryDropFaultTests
{
    private DropScene scene = null!;

    [SetUp]
    public void SetUp() => this.scene = new DropScene();

    [TearDown]
    public void TearDown() => this.scene.Dispose();

    [Test]
    public async Task Content_is_durable_before_its_name_and_every_name_before_the_manifests()
    {
        Directory.CreateDirectory(this.scene.Download);
        Directory.CreateDirectory(Path.Combine(this.scene.Download, "..", "upload"));
        var disk = new WatchedDisk();

        await PublishAsync(disk);

        Assert.That(disk.Steps, Is.EqualTo((string[])
        [
            "make .d.PTT.part", "write .d.PTT.part", "flush .d.PTT.part",
            "make .d.csv.zip.part", "write .d.csv.zip.part", "flush .d.csv.zip.part",
            "make .d.json.part", "write .d.json.part", "flush .d.json.part",
            "move .d.PTT.part d.PTT", "move .d.csv.zip.part d.csv.zip", "flush download/",
            "move .d.json.part d.json", "flush download/",
        ]));
    }

    [Test]
    public async Task The_caller_is_notified_once_when_all_has_arrived_durably_and_nothing_is_visible()
    {
        Directory.CreateDirectory(this.scene.Download);
        Directory.CreateDirectory(Path.Combine(this.scene.Download, "..", "upload"));
        var disk = new WatchedDisk();
        var told = new List<int>();
        var drop = new DirectoryDrop("default", this.scene.Root, createRoot: false, disk.Files, disk, TimeProvider.System);

        await drop.PublishAsync(this.scene.Delivery, () => told.Add(disk.Steps.Count), null, CancellationToken.None);
        await drop.PublishAsync(this.scene.Delivery, () => told.Add(disk.Steps.Count), null, CancellationToken.None);

        Assert.That(told, Has.Count.EqualTo(1));
        Assert.That(
            disk.Steps.Skip(told[0] - 2).Take(3),
            Is.EqualTo((string[])["flush .d.json.part", "flush download/", "move .d.PTT.part d.PTT"]));
    }

    [Test]
    public async Task When_telling_fails_nothing_becomes_visible_and_nothing_is_left()
    {
        var disk = new WatchedDisk();
        var drop = new DirectoryDrop("default", this.scene.Root, createRoot: false, disk.Files, disk, TimeProvider.System);

        var failure = await DropScene.FailureOfAsync(() =>
            drop.PublishAsync(
                this.scene.Delivery,
                () => throw new MuutostietoException(FailureKind.Usage, "no"),
                null,
                CancellationToken.None));

        Assert.That(failure.Message, Is.EqualTo("no"));
        Assert.That(this.scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task What_has_arrived_under_hidden_names_is_distinguished()
    {
        await Assert.ThrowsAsync<StoppedException>(() => PublishAsync(StopBefore("move .d.csv.zip.part d.csv.zip")));

        var disk = new WatchedDisk();
        var drop = new DirectoryDrop("default", this.scene.Root, createRoot: false, disk.Files, disk, TimeProvider.System);
        var found = await drop.InspectAsync(
            this.scene.Delivery,
            verifyContent: false,
            CancellationToken.None);

        Assert.That(
            found.Files.Select(file => (file.State, file.HasArrivedHidden)),
            Is.EqualTo(new[] { (DropFileState.Present, false), (DropFileState.Missing, true), (DropFileState.Missing, true) }));
    }

    [Test]
    public async Task Stopped_before_any_step_the_manifest_never_lies_and_the_next_run_makes_it_whole()
    {
        var counting = new WatchedDisk();
        await PublishAsync(counting);
        var steps = counting.Steps.Count;
        Assert.That(steps, Is.GreaterThan(10));

        for (var stopAt = 1; stopAt <= steps; stopAt++)
        {
            using var scene = new DropScene();
            var step = 0;
            var stopping = new WatchedDisk(_ =>
            {
                Assert.That(scene.ManifestTellsTheTruth(), $"before step {step + 1}");
                if (++step == stopAt)
                {
                    throw new StoppedException();
                }
            });

            await Assert.ThrowsAsync<StoppedException>(() => PublishAsync(stopping, scene));
            Assert.That(scene.ManifestTellsTheTruth(), $"stopped before step {stopAt}");

            await PublishAsync(new WatchedDisk(), scene);
            Assert.That(scene.InDrop(), Is.EqualTo(scene.Whole()), $"run again after a stop before step {stopAt}");
        }
    }

    [Test]
    public async Task A_run_stopped_twice_is_whole_after_the_third()
    {
        await Assert.ThrowsAsync<StoppedException>(() => PublishAsync(StopBefore("write .d.json.part")));
        await Assert.ThrowsAsync<StoppedException>(() => PublishAsync(StopBefore("move .d.csv.zip.part d.csv.zip")));
        Assert.That(this.scene.InDrop().Keys, Does.Contain("d.PTT").And.Not.Contain("d.csv.zip"));

        await PublishAsync(new WatchedDisk());

        Assert.That(this.scene.InDrop(), Is.EqualTo(this.scene.Whole()));
    }

    [Test]
    public async Task A_full_disk_needs_a_hand_and_leaves_nothing_behind()
    {
        const int noSpaceLeft = 28;
        var full = new WatchedDisk(step => Fail(step, "write .d.csv.zip.part", new IOException("No space left on device", noSpaceLeft)));

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(full));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("drop default").And.Contain("full").And.Contain(this.scene.Download));
        Assert.That(this.scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task A_folder_that_is_not_writable_needs_a_hand()
    {
        var closed = new WatchedDisk(step => Fail(step, "make .d.PTT.part", new UnauthorizedAccessException("Access denied.")));

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(closed));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain("not writable").And.Contain(this.scene.Download));
        Assert.That(this.scene.InDrop(), Is.Empty);
    }

    [Test]
    public async Task A_name_that_is_taken_while_the_files_arrive_is_not_overwritten()
    {
        var disk = new WatchedDisk(step =>
        {
            if (step == "flush .d.json.part")
            {
                this.scene.PutIntoDrop("d.csv.zip", "somebody else's");
            }
        });

        var failure = await DropScene.FailureOfAsync(() => PublishAsync(disk));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(this.scene.InDrop()["d.csv.zip"], Is.EqualTo("somebody else's"));
        Assert.That(this.scene.InDrop().Keys, Does.Not.Contain("d.json"));
    }

    private static WatchedDisk StopBefore(string stop) => new(step => Fail(step, stop, new StoppedException()));

    private static void Fail(string step, string at, Exception failure)
    {
        if (step == at)
        {
            throw failure;
        }
    }

    private Task PublishAsync(WatchedDisk disk) => PublishAsync(disk, this.scene);

    private static Task PublishAsync(WatchedDisk disk, DropScene scene) =>
        new DirectoryDrop("default", scene.Root, createRoot: false, disk.Files, disk, TimeProvider.System).PublishAsync(
            scene.Delivery,
            null,
            null,
            CancellationToken.None);
}
