using System.Collections.Concurrent;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>The nights of several workers on one ledger: what happens once, and what each has to do itself.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SeveralWorkersTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private AnchorCount observer = null!;
    private PostgreSqlDatabase database = null!;
    private PostgreSqlLedger ledger = null!;
    private LifeRegister life = null!;
    private EngineScene scene = null!;

    [SetUp]
    public void SetUp()
    {
        observer = new AnchorCount();
        database = LedgerDatabase.New();
        ledger = PostgreSqlLedger.Open(database.ConnectionString);
        life = new LifeRegister();
        var permit = EngineScene.Permit("viikko");
        scene = new EngineScene(
            life,
            PostgreSqlLedger.Open(database.ConnectionString),
            permit with { Files = permit.RequireFiles() with { KeepInDropDays = 10, KeepInOutboxDays = 20 } },
            EngineScene.Permit("toinen"))
        {
            Workers = limits => WorkSharing.Of(ledger, limits, Lease),
        };
        _ = scene.Events.Born("205");

        // The nights would each commit it, at the same time.
        life.Commit();
    }

    [TearDown]
    public void TearDown()
    {
        scene.Dispose();
        life.Dispose();
        database.Dispose();
    }

    [Test]
    public async Task Workers_that_begin_a_night_together_deliver_once_and_do_once_what_belongs_to_the_night()
    {
        var nights = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.NightAsync(observer))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(nights.SelectMany(night => night.Batch.Failures), Is.Empty);
            Assert.That(
                nights.SelectMany(night => night.Batch.Deliveries).Select(delivery => delivery.Permit),
                Is.EquivalentTo(["viikko", "toinen"]));
            Assert.That(observer.Anchors, Has.Count.EqualTo(1));
            Assert.That(ledger.List().Select(delivery => delivery.State), Is.All.EqualTo(DeliveryState.Published));
            Assert.That(database.Value("SELECT count(*) FROM ledger.claim WHERE until > clock_timestamp()"), Is.Zero, "given back");
        }
    }

    [Test]
    public async Task A_delivery_that_is_in_another_workers_outbox_agrees_by_its_drop_alone()
    {
        var delivery = (await scene.NightAsync(observer)).Batch.Deliveries[0];
        var folder = scene.Engine.FolderOf(delivery);
        var manifest = Path.Combine(folder, delivery.Manifest!.Name);
        scene.Disk.Files.File.Delete(manifest);
        Assert.That((await scene.Engine.VerifyAsync(delivery, CancellationToken.None)).Differences, Has.Count.EqualTo(1));
        scene.Disk.Files.Directory.Delete(folder, recursive: true);
        var verification = await scene.Engine.VerifyAsync(delivery, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verification.Differences, Is.Empty);
            Assert.That(verification.Checked, Is.EqualTo(delivery.Files.Count), "in the drop");
        }
    }

    [Test]
    public async Task A_night_that_comes_later_is_done_again()
    {
        _ = await scene.NightAsync(observer);
        _ = await scene.NightAsync(observer);
        Assert.That(observer.Anchors, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_permit_that_a_dead_worker_holds_is_waited_for_until_its_lease_is_over()
    {
        _ = ledger.Claims.TryClaim(["viikko"], "dead", TimeSpan.FromSeconds(2));
        var night = await scene.NightAsync(observer);
        Assert.That(night.Batch.Deliveries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_another_worker_s_retention_has_cleared_is_removed_from_this_outbox_too()
    {
        _ = await scene.NightAsync(observer);
        var delivery = ledger.Find(new DeliveryKey("viikko", DeliveryKey.Base, 1))!;
        var folder = scene.OutboxFolderOf(delivery);
        Assert.That(folder, Does.Exist);
        _ = ledger.MarkReceived(delivery.Id, scene.Clock.Now);
        _ = ledger.MarkOutboxCleared(delivery.Id, scene.Clock.Now);
        _ = await scene.NightAsync(observer);
        Assert.That(folder, Does.Not.Exist);
        Assert.That(scene.OutboxFolderOf(ledger.Find(new DeliveryKey("toinen", DeliveryKey.Base, 1))!), Does.Exist);
    }

    private sealed class AnchorCount : IDeliveryObserver
    {
        internal ConcurrentBag<AuditHead> Anchors { get; } = [];

        public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total) => null;

        public void End(Delivery delivery, DeliveryStep step)
        {
        }

        public void Anchored(AuditHead head) => Anchors.Add(head);
    }
}
