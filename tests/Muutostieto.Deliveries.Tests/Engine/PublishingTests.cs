using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Lists;
using Muutostieto.Recipient.Loading;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// A run that is stopped while it hands a delivery over loses nothing, breaks no chain, and gives no address after an order, whatever the
/// recipient has done meanwhile.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed partial class PublishingTests
{
    private EngineScene scene = null!;
    private long resident;

    public enum Recipient
    {
        /// <summary>Has not looked yet.</summary>
        Sleeps,

        /// <summary>Loads what it may and takes the manifests away.</summary>
        TakesManifests,

        /// <summary>Loads what it may and takes all but the manifests away.</summary>
        TakesData,

        /// <summary>Loads what it may and takes every file away.</summary>
        TakesEverything,
    }

    /// <summary>
    /// Every combination once the manifest is visible. Before that no recipient can load anything: every pair of step, recipient and order,
    /// with and without the right.
    /// </summary>
    private static IEnumerable<TestCaseData> Stops =>
        from stop in Enumerable.Range(0, 9)
        from recipient in Enum.GetValues<Recipient>()
        from ordered in new[] { false, true }
        where stop >= 7 || ordered == ((stop / 2 + (int)recipient) % 2 == 0)
        select new TestCaseData(stop, recipient, ordered);

    private string Download => scene.Drop.LocationOf("viikko");

    private Delivery Changes => scene.Ledger.Find(new DeliveryKey("viikko", DeliveryKey.Changes, 1))!;

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    /// <param name="stop">
    /// Before which step of publishing the run is stopped: 0 the ledger knows nothing yet, 1 to 4 it does and the data files are renamed, 6
    /// then the manifest, 8 all is done but the ledger's row.
    /// </param>
    /// <param name="recipient">What the recipient does before the next run.</param>
    /// <param name="ordered">Whether an order is entered before the next run.</param>
    [TestCaseSource(nameof(Stops))]
    public async Task Stopped_anywhere(int stop, Recipient recipient, bool ordered)
    {
        // With the right of 37 § and without it, in turn: what the order brings then is a mask or a leaving line.
        await StopAsync(stop, hasRight: (stop + (int)recipient) % 2 == 0);
        var visible = Directory.GetFiles(Download, "*_2026*.json").Length > 0;
        Assert.That(visible, Is.EqualTo(stop >= 7));
        var whereabouts = LifeRegister.Whereabouts(LifeRegister.Read(scene.Life.Current(resident))).ToList();
        Assert.That(whereabouts, Is.Not.Empty);
        Assert.That(Take(recipient), Is.Null);
        var before = Files();
        if (ordered)
        {
            scene.Events.Protect(resident);
        }

        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);

        Assert.That(Changes.State, Is.EqualTo(ordered && !visible ? DeliveryState.Withdrawn : DeliveryState.Published));
        if (ordered)
        {
            var added = string.Concat(Files().Where(file => !before.Contains(file)).Select(file => file.Content));
            Assert.That(whereabouts.Where(added.Contains), Is.Empty, "given after the order");
        }

        Assert.That(Directory.GetFiles(Download, ".*"), Is.Empty, "nothing stays under hidden names");
        await EndsEqualAsync(recipient);
    }

    [Test]
    public async Task Begun_anew_after_it_was_proved_that_nothing_was_visible_it_is_noted_anew()
    {
        await StopAsync(1, hasRight: true);
        StopBefore(8);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        Assert.That(Changes.PublishingSince, Is.EqualTo(scene.Clock.Now));
        Assert.That(Take(Recipient.TakesEverything), Is.Null);
        scene.Events.Protect(resident);

        Undisturbed();
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Changes.State, Is.EqualTo(DeliveryState.Published));
        await EndsEqualAsync(Recipient.TakesEverything);
    }

    [Test]
    public async Task An_order_entered_while_it_is_sent_stops_it_before_anything_is_visible([Values] bool again)
    {
        await BeginAsync(hasRight: true);
        if (again)
        {
            _ = await scene.RunAsync();
            foreach (var file in Directory.GetFiles(Download, "*_2026*"))
            {
                File.Delete(file);
            }
        }

        var disk = new WatchedDisk(step =>
        {
            if (step.StartsWith("make", StringComparison.Ordinal) && step.EndsWith(".json.part", StringComparison.Ordinal))
            {
                scene.Events.Protect(resident);
                scene.Life.Commit();
            }
        });
        scene.Drop = scene.NewDrop(disk.Files, disk);
        if (again)
        {
            Assert.That(
                async () => await scene.Engine.RedeliverAsync(Changes, scene.Observer, CancellationToken.None),
                Throws
                    .TypeOf<MuutostietoException>()
                    .With.Property("Kind")
                    .EqualTo(FailureKind.Usage)
                    .And.Message.Contains("not published again"));
        }
        else
        {
            Assert.That((await scene.RunAsync()).Failures.Single().Message, Does.Contain("Run again"));
        }

        Assert.That(Directory.GetFiles(Download, "*_2026*"), Is.Empty);
        Assert.That((Changes.Published is not null, Changes.PublishingSince is not null), Is.EqualTo((again, again)));
    }

    [Test]
    public async Task A_drop_that_is_lost_while_it_renames_is_tried_again()
    {
        await BeginAsync(hasRight: true);
        var disk = new WatchedDisk(step =>
        {
            if (step.StartsWith("move", StringComparison.Ordinal) && step.EndsWith(".zip", StringComparison.Ordinal))
            {
                throw new IOException("gone");
            }
        });
        scene.Drop = scene.NewDrop(disk.Files, disk);
        Assert.That((await scene.RunAsync()).Failures, Has.Count.EqualTo(1));
        Assert.That(Changes.PublishingSince, Is.Not.Null);

        Undisturbed();
        scene.Events.Protect(resident);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(
            (Changes.State, Changes.PublishingSince),
            Is.EqualTo((DeliveryState.Withdrawn, (DateTimeOffset?)null)),
            "its manifest was never visible");
        await EndsEqualAsync(Recipient.TakesManifests);
    }

    /// <summary>Until the changes of an address are due; the recipient has loaded the base.</summary>
    private async Task BeginAsync(bool hasRight)
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: hasRight));
        resident = scene.Events.Born("205");
        _ = scene.Events.Born("205");
        _ = await scene.RunAsync();
        Assert.That(Load(), Is.Null);
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
    }

    private async Task StopAsync(int stop, bool hasRight)
    {
        await BeginAsync(hasRight);
        StopBefore(stop);
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        Assert.That((Changes.State, Changes.PublishingSince is not null), Is.EqualTo((DeliveryState.Composed, stop > 0)));
        Undisturbed();
    }

    private void StopBefore(int stop)
    {
        var arrived = 0;
        var disk = new WatchedDisk(step =>
        {
            arrived += arrived > 0 || step == "flush download/" ? 1 : 0;
            if (arrived == stop + 1)
            {
                throw new StoppedException();
            }
        });
        scene.Drop = scene.NewDrop(disk.Files, disk);
        scene.Drop.Next = stop == 8 ? FragileDrop.Fault.StoppedAfter : FragileDrop.Fault.None;
    }

    private void Undisturbed() => scene.Drop = scene.NewDrop(new System.IO.Abstractions.FileSystem(), NoDisk.Instance);

    private string? Load() =>
        new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames())
            .Load(new LoadOptions { Folder = Download, Database = Database("recipient") })
            .Refusal;

    private string Database(string name) => Path.Combine(Path.GetDirectoryName(scene.LedgerPath)!, name + ".db");

    private string? Take(Recipient recipient)
    {
        if (recipient == Recipient.Sleeps)
        {
            return null;
        }

        var refusal = Load();
        foreach (var manifest in Directory.GetFiles(Download, "*.json").Where(file => Path.GetFileName(file)[0] != '.'))
        {
            foreach (var file in Directory.GetFiles(Download, Path.GetFileNameWithoutExtension(manifest) + ".*"))
            {
                if (recipient == Recipient.TakesEverything || (file == manifest) == (recipient == Recipient.TakesManifests))
                {
                    File.Delete(file);
                }
            }
        }

        // No receipt: it would add information to what the files say.
        foreach (var receipt in Directory.GetFiles(Path.Combine(Download, "..", "upload")))
        {
            File.Delete(receipt);
        }

        return refusal;
    }

    private List<(string Name, string Content)> Files() =>
        [.. Directory.GetFiles(Download, "*.MTT").Select(file => (file, File.ReadAllText(file, Encoding.Latin1)))];

    /// <summary>Loads what comes then, and compares with a fresh base.</summary>
    private async Task EndsEqualAsync(Recipient recipient)
    {
        Assert.That(Take(recipient), Is.Null);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Load(), Is.Null);
        scene.Clock.Now = EngineScene.Monday.AddDays(15);
        var fresh = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0]));
        _ = new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(
            new LoadOptions { Folder = scene.FilesOf(fresh), Database = Database("fresh") });
        Assert.That(ListScene.Rows(Database("recipient")), Is.EqualTo(ListScene.Rows(Database("fresh"))));
    }
}
