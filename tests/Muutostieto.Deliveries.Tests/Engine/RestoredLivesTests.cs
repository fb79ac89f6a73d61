using System.Text.Json.Nodes;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// Weeks of runs, a ledger and an audit that are restored to a moment among them, and more weeks: no number is published twice with other
/// content, and in the end the recipient has what the register has. The recipient loads what it finds, and may empty its drop.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RestoredLivesTests
{
    [SeededProperty(MaxTest = 12, EndSize = 1_000_000)]
    public void Whatever_is_restored_no_number_is_published_twice(int seed) => LiveAsync(seed).GetAwaiter().GetResult();

    [SeededProperty(MaxTest = 4, EndSize = 1_000_000)]
    public void Whatever_database_is_restored_no_number_is_published_twice(int seed) => LiveInDatabaseAsync(seed).GetAwaiter().GetResult();

    [Test]
    public void Without_the_notes_a_number_is_published_twice_and_found() => Assert.That(
        () => LiveAsync(1, forgets: true, certainly: true).GetAwaiter().GetResult(),
        Throws.TypeOf<AssertionException>().With.Message.Contains("published with other content"));

    private static async Task LiveAsync(int seed, bool forgets = false, bool certainly = false)
    {
        using var life = new RandomLife(seed);
        using var scene = new EngineScene(life.Register, Of());
        var (random, recipient) = (new Random(seed), new Reader(scene));
        await PassAsync(scene, life, random, recipient, random.Next(1, 4), certainly);
        using var earlier = scene.Snapshot();
        await PassAsync(scene, life, random, recipient, certainly ? 2 : random.Next(0, 3), certainly);
        earlier.Restore();
        if (forgets)
        {
            Directory.Delete(Path.Combine(scene.Settings.DataDirectory, "published"), recursive: true);
        }

        await GoOnAsync(scene, life, random, recipient, certainly || random.Next(2) == 0, mustRefuse: false);
    }

    private static async Task LiveInDatabaseAsync(int seed)
    {
        using var database = LedgerDatabase.New();
        using var life = new RandomLife(seed);
        using var scene = new EngineScene(life.Register, PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database)), Of());
        var (random, recipient) = (new Random(seed), new Reader(scene));
        await PassAsync(scene, life, random, recipient, random.Next(1, 4));
        NpgsqlConnection.ClearAllPools();
        using var earlier = PostgreSqlCluster.Shared.NewDatabase(database.Name);
        using var audit = new AuditSnapshot(scene);
        await PassAsync(scene, life, random, recipient, random.Next(0, 3));
        scene.Ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(earlier));
        audit.Restore();
        if (random.Next(2) == 0)
        {
            // Another machine.
            Directory.Delete(Path.Combine(scene.Settings.DataDirectory, "published"), recursive: true);
        }

        await GoOnAsync(scene, life, random, recipient, random.Next(2) == 0, mustRefuse: true);
    }

    private static Permit Of() => EngineScene.Permit("viikko", hasRight: true);

    private static async Task GoOnAsync(
        EngineScene scene, RandomLife life, Random random, Reader recipient, bool isEmptied, bool mustRefuse)
    {
        (scene.Drop.Next, scene.Clock.Now) = (FragileDrop.Fault.None, scene.Clock.Now.AddDays(7));
        if (isEmptied)
        {
            recipient.Empty();
        }

        var before = scene.Ledger.List().Count;
        var result = await scene.RunAsync();
        var refused = result.Failures.Any(failure => failure.Kind == FailureKind.Integrity);
        Assert.That(refused || !mustRefuse, Is.True, "another database is refused");
        if (refused)
        {
            Assert.That(scene.Ledger.List(), Has.Count.EqualTo(before));
            var plan = scene.Engine.Resume.Find();
            LedgerResume.Require(plan, [.. plan.Permits.Where(permit => permit.NeedsBase).Select(permit => permit.Permit)], true);
            _ = scene.Engine.Resume.Apply(plan, "the disk broke", "keeper", null);
        }

        recipient.Read();
        await PassAsync(scene, life, random, recipient, 2);
        scene.Drop.Next = FragileDrop.Fault.None;
        for (var week = 0; week < 2; week++)
        {
            scene.Clock.Now = scene.Clock.Now.AddDays(7);
            Assert.That(await scene.AcceptEmptyBasesAsync((await scene.RunAsync()).Failures), Is.Empty);
            recipient.Read();
        }

        await recipient.EqualsFreshAsync();
    }

    /// <summary>Weeks in which something happens, and the drop may fail.</summary>
    private static async Task PassAsync(
        EngineScene scene, RandomLife life, Random random, Reader recipient, int weeks, bool certainly = false)
    {
        for (; weeks > 0; weeks--)
        {
            life.Pass(random.Next(1, 5));
            scene.Drop.Next = certainly ? FragileDrop.Fault.None : (FragileDrop.Fault)Math.Max(0, random.Next(-4, 5));
            try
            {
                _ = await scene.AcceptEmptyBasesAsync((await scene.RunAsync()).Failures);
            }
            catch (StoppedException)
            {
                // The process is dead. The next run begins with what the ledger says.
            }

            catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
            {
                // The drop was away when a base without persons was accepted.
            }

            recipient.Read();
            scene.Clock.Now = scene.Clock.Now.AddDays(7);
        }
    }

    /// <summary>Loads each delivery when its manifest is there, and remembers which content a number had.</summary>
    private sealed class Reader(EngineScene scene)
    {
        private readonly Dictionary<string, string> seen = [];
        private readonly MemoryRecipient memory = new(fromCsv: false);

        private string Folder => scene.Drop.LocationOf("viikko");

        internal void Read()
        {
            var found = (Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json") : [])
                .Select(path => (Path: path, Text: File.ReadAllText(path)))
                .Select(file => (file.Path, file.Text, Delivery: JsonNode.Parse(file.Text)!["delivery"]!))
                .Select(file => (
                    file.Path,
                    file.Text,
                    Kind: (string)file.Delivery["kind"]!,
                    Number: (int)file.Delivery["number"]!,
                    To: (long)file.Delivery["window"]!["to"]!));
            foreach (var (path, text, kind, number, _) in found.OrderBy(file => file.To).ThenByDescending(file => file.Kind).ToList())
            {
                var title = $"{kind} {number}";
                if (seen.TryGetValue(title, out var known))
                {
                    Assert.That(text, Is.EqualTo(known), $"{title} was published with other content");
                    continue;
                }

                seen.Add(title, text);
                var single = Directory.CreateTempSubdirectory("muutostieto-");
                foreach (var file in Directory.GetFiles(Folder, Path.GetFileNameWithoutExtension(path) + ".*"))
                {
                    File.Copy(file, Path.Combine(single.FullName, Path.GetFileName(file)));
                }

                memory.Load(single.FullName, kind == "base");
                single.Delete(recursive: true);
            }
        }

        internal void Empty()
        {
            Read();
            foreach (var file in Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [])
            {
                File.Delete(file);
            }
        }

        internal async Task EqualsFreshAsync()
        {
            var permit = scene.Permits.Single();
            if (scene.Ledger.Head(permit.Id) is { } head && head.Window.To < scene.Life.Now.Value)
            {
                _ = await scene.FinishAsync(scene.Engine.Planner.RequestedChanges(permit));
                Read();
            }

            scene.Clock.Now = scene.Clock.Now.AddMinutes(1);
            var fresh = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(permit, accepted: 0));
            var expected = new MemoryRecipient(fromCsv: false);
            expected.Load(scene.FilesOf(fresh), isBase: true);
            var area = fresh.Terms.Value.Municipalities;
            Assert.That(memory.Residents(area), Is.EqualTo(expected.Residents(area)));
        }
    }
}
