using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>The entry of a delivery is appended once, and before the ledger knows that the delivery is composed.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class StoppedAuditTests
{
    private EngineScene scene = null!;
    private long resident;

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"), EngineScene.Permit("toinen", hasRight: true));
        resident = scene.Events.Born("205");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task What_has_lost_its_persons_after_their_years_is_not_published_again()
    {
        _ = await scene.NightAsync();
        scene.Clock.Now = scene.Clock.Now.AddYears(5).AddDays(-1);
        _ = await scene.NightAsync();
        Assert.That((await RedeliverAsync(DeliveryKind.Changes)).Redelivered, Is.Not.Null);
        scene.Clock.Now = scene.Clock.Now.AddDays(2);
        _ = await scene.NightAsync();

        Assert.That(
            async () => await RedeliverAsync(DeliveryKind.Base),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains("removed from the audit")
                .And.Property("Remedy")
                .EqualTo(new DeliveryRemedy.MakeBase("viikko")));
        Assert.That((await RedeliverAsync(DeliveryKind.Changes)).Redelivered, Is.EqualTo(scene.Clock.Now), "its persons are still there");

        Task<Delivery> RedeliverAsync(DeliveryKind kind) =>
            scene.Engine.RedeliverAsync(
                scene.Ledger.Find(new DeliveryKey("viikko", kind.WireName(), 1))!,
                scene.Observer,
                CancellationToken.None);
    }

    [Test]
    public async Task Killed_between_the_entry_and_the_ledger_s_row_a_delivery_finds_its_entry_again()
    {
        OnLedger("CREATE TRIGGER killed BEFORE UPDATE OF composed ON delivery BEGIN SELECT RAISE(ABORT, 'killed'); END");
        Assert.That((await scene.RunAsync()).Failures, Has.Count.EqualTo(2));
        var entries = File.ReadAllText(Path.Combine(scene.AuditFolder, "chain.jsonl"));
        Assert.That(scene.Ledger.Unfinished(), Has.All.Property("State").EqualTo(DeliveryState.Planned).And.All.Property("Audit").Null);

        OnLedger("DROP TRIGGER killed");
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = scene.Clock.Now.AddHours(20);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);

        var chain = File.ReadAllText(Path.Combine(scene.AuditFolder, "chain.jsonl"));
        var finished = scene.Ledger.Find(new DeliveryKey("viikko", DeliveryKey.Base, 1))!;
        Assert.That(chain, Is.EqualTo(entries));
        Assert.That(finished.Audit!.Sequence, Is.EqualTo(1));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(scene.FilesOf(finished), finished.Manifest!.Name)),
            Does.Contain($$"""
                  "audit": {
                    "sequence": 1,
                    "head": "{{finished.Audit.Hash}}"
                  }
                """));
        AuditedFiles.HoldWhatTheAuditSays(scene, scene.Life);
    }

    [Test]
    public async Task Two_permits_composed_at_once_have_an_entry_each()
    {
        for (var week = 0; week < 4; week++)
        {
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            scene.Events.ChangeAddress(resident);
            _ = scene.Events.Born("205");
            Assert.That((await scene.RunAtOnceAsync()).Deliveries, Has.Count.EqualTo(2));
        }

        Assert.That(scene.Ledger.List().Select(delivery => delivery.Audit!.Sequence), Is.EquivalentTo(Enumerable.Range(1, 8)));
        AuditedFiles.HoldWhatTheAuditSays(scene, scene.Life);
    }

    [Test]
    public async Task A_delivery_from_before_the_audit_is_composed_again_with_the_bytes_that_it_had()
    {
        var planned = scene.Engine.Planner.InitialBase(scene.Permits[0]);
        var old = await scene.FinishAsync(planned with { Composed = scene.Clock.Now });
        Assert.That((old.State, old.Audit), Is.EqualTo((DeliveryState.Published, (AuditHead?)null)));
        Directory.Delete(scene.OutboxFolderOf(old), recursive: true);

        var again = await scene.Engine.RedeliverAsync(old, scene.Observer, CancellationToken.None);

        Assert.That((again.Files, again.Redelivered), Is.EqualTo((old.Files, (DateTimeOffset?)scene.Clock.Now)));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(scene.OutboxFolderOf(again), again.Manifest!.Name)),
            Does.Not.Contain("audit"));
        Assert.That(Directory.Exists(scene.AuditFolder), Is.False);
    }

    [Test]
    public void A_dry_run_is_not_in_the_chain()
    {
        _ = scene.Engine.Preview.CountBase(scene.Permits[0], null, CancellationToken.None);

        Assert.That(Directory.Exists(scene.AuditFolder), Is.False);
    }

    private void OnLedger(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={scene.LedgerPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
