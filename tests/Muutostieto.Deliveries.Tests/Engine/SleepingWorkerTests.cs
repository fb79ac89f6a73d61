using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// A worker freezes before a step of composing or publishing, another takes its permit over, and then the first one wakes in the middle of
/// what it did: at every step, and whatever became of the delivery meanwhile.
/// </summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SleepingWorkerTests
{
    /// <summary>What the sleeper finds in the drop when it wakes.</summary>
    public enum Meanwhile
    {
        /// <summary>The other one has published the delivery.</summary>
        Published,

        /// <summary>And its recipient has taken the files away.</summary>
        Fetched,

        /// <summary>And an operator has withdrawn it.</summary>
        Withdrawn,

        /// <summary>The other one was stopped before it did anything.</summary>
        TakenOver,
    }

    [Test]
    public async Task It_does_no_harm_when_it_wakes([Values] Meanwhile meanwhile)
    {
        // Each step has a permit of its own in one ledger.
        using var database = LedgerDatabase.New();
        var steps = await StepsAsync(database);
        Assert.That(steps.Count(step => step.StartsWith("move .", StringComparison.Ordinal)), Is.GreaterThan(3), "it publishes");
        for (var at = 0; at < steps.Count; at++)
        {
            await SleepBeforeAsync(database, at, steps[at], meanwhile);
        }
    }

    private static async Task<List<string>> StepsAsync(PostgreSqlDatabase database)
    {
        const string Permit = "viikko";
        using var scene = NewScene(database, Permit);
        var steps = new List<string>();
        var ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
        var worker = scene.EngineOf(Claimed(ledger, Permit, TimeSpan.FromHours(1)), new WatchedDisk(step => Note(step, steps)));
        _ = await worker.FinishAsync(Plan(worker, Permit), scene.Observer, CancellationToken.None);
        return steps;
    }

    private static async Task SleepBeforeAsync(PostgreSqlDatabase database, int at, string step, Meanwhile meanwhile)
    {
        var permit = $"viikko{at}";
        using var scene = NewScene(database, permit);
        var ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
        var (steps, slept) = (new List<string>(), false);
        var sleeper = scene.EngineOf(
            Claimed(ledger, permit, TimeSpan.Zero),
            new WatchedDisk(each =>
            {
                Note(each, steps);
                if (!slept && steps.Count == at + 1)
                {
                    slept = true;
                    TakeOver(scene, ledger, permit, meanwhile);
                }
            }));
        var delivery = Plan(sleeper, permit);
        var failure = (await Assert.CatchAsync<MuutostietoException>(
            () => sleeper.FinishAsync(delivery, scene.Observer, CancellationToken.None),
            $"{meanwhile}, step {at}: {step}"))!;
        var last = ledger.Find(delivery.Key)!;
        var folder = scene.Drop.LocationOf(permit);
        var dropped = Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).ToList() : [];
        var names = last.Files.Select(file => file.Name).ToList();

        // Seen by the other one, a manifest that the recipient may have is sent again.
        var wasVisible = steps.Take(at)
            .Any(each => each.StartsWith("move .", StringComparison.Ordinal) && each.EndsWith(".json", StringComparison.Ordinal));
        var expected = meanwhile switch
        {
            Meanwhile.Published => Is.EquivalentTo(names),

            // It was the only one that sent anything.
            Meanwhile.TakenOver => Is.Empty.Or.EquivalentTo(names),
            _ => (NUnit.Framework.Constraints.IResolveConstraint)Is.Empty,
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(slept, Is.True);
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient), $"{meanwhile}, step {at}: {step}: {failure.Message}");
            Assert.That(failure.Message, Does.Contain("another worker has taken over permit"), $"{meanwhile}, step {at}: {step}");
            Assert.That(last.Redelivered, wasVisible ? Is.Null.Or.Not.Null : Is.Null, $"{meanwhile}, step {at}: {step}");
            Assert.That(dropped, expected, $"{meanwhile}, step {at}: {step}");
        }

        // Whoever is next goes on from there, with one delivery of the number.
        if (meanwhile == Meanwhile.TakenOver)
        {
            var next = scene.EngineOf(Claimed(ledger, permit, TimeSpan.FromHours(1)), new DiskSync());
            last = await next.FinishAsync(ledger.Find(delivery.Key)!, scene.Observer, CancellationToken.None);
            Assert.That(last.State, Is.EqualTo(DeliveryState.Published), $"step {at}: {step}");
            Assert.That(
                Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(last.Files.Select(file => file.Name)));
        }

        Assert.That(ledger.List(new DeliveryFilter(permit)), Has.Count.EqualTo(1));
    }

    private static void TakeOver(EngineScene scene, PostgreSqlLedger ledger, string permit, Meanwhile meanwhile)
    {
        var claimed = Claimed(ledger, permit, meanwhile == Meanwhile.TakenOver ? TimeSpan.Zero : TimeSpan.FromHours(1));
        if (meanwhile == Meanwhile.TakenOver)
        {
            return;
        }

        var other = scene.EngineOf(claimed, new DiskSync());
        var planned = ledger.List(new DeliveryFilter(permit)).Single();
        var published = other.FinishAsync(planned, scene.Observer, CancellationToken.None).GetAwaiter().GetResult();
        switch (meanwhile)
        {
            case Meanwhile.Fetched:
                foreach (var file in Directory.GetFiles(scene.Drop.LocationOf(permit)))
                {
                    File.Delete(file);
                }

                break;

            case Meanwhile.Withdrawn:
                _ = other.Withdrawal.WithdrawAsync(published, "by hand", CancellationToken.None).GetAwaiter().GetResult();
                break;
        }
    }

    private static void Note(string step, List<string> steps)
    {
        // Steps on the audit are done under its lock, which others wait for.
        if (step.Contains("38950_", StringComparison.Ordinal) || step == "flush download/")
        {
            steps.Add(step);
        }
    }

    private static EngineScene NewScene(PostgreSqlDatabase database, string permit)
    {
        var life = new LifeRegister();
        var scene = new EngineScene(life, PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database)), EngineScene.Permit(permit));
        _ = scene.Events.Born("205");
        life.Commit();
        return scene;
    }

    private static Delivery Plan(DeliveryEngine engine, string permit) =>
        engine.Planner.InitialBase(EngineScene.Permit(permit));

    private static PostgreSqlLedger Claimed(PostgreSqlLedger ledger, string permit, TimeSpan lease) =>
        ledger.Under(ledger.Claims.TryClaim([permit], "worker", lease)!);
}
