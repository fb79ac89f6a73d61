using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Reconciliation;

namespace Muutostieto.Deliveries.Tests.Reconciliation;

[Parallelizable(ParallelScope.Self)]
public sealed class ReconcilerTests
{
    private EngineScene scene = null!;

    private Permit Permit => scene.Permits[0];

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", area: ["205", "290"]));
        _ = scene.Events.Born("205");
        _ = scene.Events.Born("205");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task The_file_is_as_of_the_last_delivery_published_whatever_has_been_entered_since()
    {
        _ = await scene.RunAsync();
        var reconciler = scene.Reconciler;
        var head = reconciler.HeadOf(Permit);
        var file = reconciler.Compose(head, null, CancellationToken.None);
        _ = scene.Events.Born("290");
        scene.Life.Commit();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                file.Municipalities.Select(municipality => (municipality.Municipality, municipality.Persons)),
                Is.EqualTo(new[] { ("205", 2L), ("290", 0L) }));
            Assert.That(file.AsOf, Is.EqualTo(new ReconciledDelivery("base", 1, head.Manifest!.Sha256, head.Window.To)));
            Assert.That(scene.Reconciler.Compose(head, null, CancellationToken.None).ToUtf8(), Is.EqualTo(file.ToUtf8()));
        }
    }

    [Test]
    public async Task It_is_published_beside_the_delivery_and_can_be_again()
    {
        _ = await scene.RunAsync();
        var head = scene.Reconciler.HeadOf(Permit);
        var file = scene.Reconciler.Compose(head, null, CancellationToken.None);
        for (var time = 0; time < 2; time++)
        {
            var told = "";
            _ = await scene.Reconciler.PublishAsync(head, file, hash => told = hash, CancellationToken.None);
            Assert.That(told, Has.Length.EqualTo(64));
        }

        var path = Path.Combine(scene.Drop.LocationOf("viikko"), head.ReconciliationName!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(path, Does.EndWith("38950_PT260105VIIKKO_001.TAS"));
            Assert.That(ReconciliationFile.Read(path).Municipalities, Is.EqualTo(file.Municipalities));
            Assert.That(
                Directory.GetFiles(Path.GetDirectoryName(scene.OutboxFolderOf(head))!),
                Is.Empty,
                "nothing stays behind in the outbox");
            Assert.That(
                scene.AuditEntries().Select(entry => entry.Answer).OfType<AuditedAnswer>(),
                Is.EqualTo(new[] { AuditedAnswer.Of("viikko", "viikko", Path.GetFileName(path), await File.ReadAllBytesAsync(path), 2) }),
                "once in the audit");
            Assert.That(
                new AuditVerifier(new FileSystem(), scene.AuditFolder, LedgerWitness.Of(scene.Ledger))
                    .Payloads()
                    .Ledger()
                    .Anchors()
                    .Result.Findings,
                Is.Empty);
        }
    }

    [Test]
    public async Task It_leaves_the_drop_with_its_delivery()
    {
        scene.Permits[0] = Permit with { Files = Permit.RequireFiles() with { KeepInDropDays = 10 } };
        _ = await scene.RunAsync();
        var head = scene.Reconciler.HeadOf(Permit);
        _ = await scene.Reconciler.PublishAsync(
            head,
            scene.Reconciler.Compose(head, null, CancellationToken.None),
            _ => { },
            CancellationToken.None);
        var path = Path.Combine(scene.Drop.LocationOf("viikko"), head.ReconciliationName!);
        scene.Ledger.MarkReceived(head.Id, scene.Clock.Now);
        scene.Clock.Now = EngineScene.Monday.AddDays(9);
        _ = await scene.NightAsync();
        Assert.That(path, Does.Exist);

        scene.Clock.Now = EngineScene.Monday.AddDays(11);
        _ = await scene.NightAsync();
        Assert.That(path, Does.Not.Exist);
    }

    [Test]
    public async Task A_delivery_on_its_way_does_not_count_yet()
    {
        _ = await scene.RunAsync();
        _ = scene.Events.Born("290");
        scene.Life.Commit();
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        scene.Drop.Next = FragileDrop.Fault.Unreachable;
        _ = await scene.RunAsync();
        Assert.That(scene.Reconciler.HeadOf(Permit).Title, Is.EqualTo("viikko base 1"));
    }

    [Test]
    public void Without_a_delivery_there_is_nothing_to_reconcile() =>
        Assert.That(
            () => scene.Reconciler.HeadOf(Permit),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage));

    [Test]
    public async Task A_register_that_has_gone_on_differently_is_refused()
    {
        _ = await scene.RunAsync();
        using var other = new LifeRegister();
        var differently = new LifeEvents(other);
        for (var born = 0; born < 4; born++)
        {
            _ = differently.Born("290");
        }

        scene.Register = other;
        Assert.That(
            () => scene.Reconciler.Compose(scene.Reconciler.HeadOf(Permit), null, CancellationToken.None),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));
    }

    [Test]
    public async Task What_the_permit_no_longer_covers_is_not_published()
    {
        scene.Permits[0] = EngineScene.Permit("viikko", hasRight: true, area: ["205", "290"]);
        _ = await scene.RunAsync();
        var head = scene.Reconciler.HeadOf(Permit);
        var file = scene.Reconciler.Compose(head, null, CancellationToken.None);
        scene.Permits[0] = EngineScene.Permit("viikko", hasRight: false, area: ["205", "290"]);
        Assert.That(
            async () => await scene.Reconciler.PublishAsync(head, file, _ => { }, CancellationToken.None),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage));
    }
}
