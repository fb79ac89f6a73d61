using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Any call of the file system may fail in a night: outbox, audit, keys, drop.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class FailingDiskTests
{
    private const int Steps = 12;
    private EngineScene scene = null!;

    private string Download => scene.NewDrop(scene.Disk.Files, scene.Disk).LocationOf(scene.Permits[0].Id);

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: false));
        _ = scene.Events.Born("205");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task A_call_that_fails_ends_the_night_with_words_and_the_next_one_delivers_once([Range(1, Steps)] int step)
    {
        var last = await CountAsync();
        Assert.That(last, Is.GreaterThan(50), "the whole night goes through the disk that is given to it");

        var failing = new FailingDisk(1 + ((last - 1) * (step - 1) / (Steps - 1)));
        Use(failing);
        var night = await scene.NightAsync();
        if (night.Failure == FailureKind.None)
        {
            // What nothing depends on (a look for leftovers, the second writing of a note) may fail without harm.
            Assert.That(scene.Ledger.List().Single().State, Is.EqualTo(DeliveryState.Published));
        }
        else
        {
            Assert.That(
                night.Batch.Failures.Select(failure => failure.Message),
                Has.All.Contain("No space left on device").Or.All.Contain("quota is full"));
            if (Visible().Exists(path => path.EndsWith(".json", StringComparison.Ordinal)))
            {
                Assert.That(Visible(), Has.Count.EqualTo(Whole), "the manifest comes last");
            }
        }

        Use(new FailingDisk());
        scene.Clock.Now = scene.Clock.Now.AddHours(1);
        Assert.That((await scene.NightAsync()).Batch.Failures.Select(failure => failure.Message), Is.Empty);
        Assert.That(scene.Ledger.List().Select(delivery => delivery.State), Is.EqualTo(new[] { DeliveryState.Published }));
        Assert.That(Visible(), Has.Count.EqualTo(Whole));
    }

    private int Whole => scene.Ledger.List().Single().Files.Count;

    private List<string> Visible() =>
        Directory.Exists(Download)
            ? [.. Directory.GetFiles(Download).Where(path => !Path.GetFileName(path).StartsWith('.'))]
            : [];

    private static async Task<int> CountAsync()
    {
        using var other = new EngineScene(EngineScene.Permit("viikko", hasRight: false));
        _ = other.Events.Born("205");
        var counting = new FailingDisk();
        (other.Disk, other.Drop) = (counting, other.NewDrop(counting.Files, counting));
        Assert.That((await other.NightAsync()).Batch.Failures, Is.Empty);
        return counting.Calls;
    }

    private void Use(FailingDisk disk) => (scene.Disk, scene.Drop) = (disk, scene.NewDrop(disk.Files, disk));
}
