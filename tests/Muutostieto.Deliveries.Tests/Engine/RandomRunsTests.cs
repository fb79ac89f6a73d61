using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// Weeks of runs, lost, repeated and killed anywhere, with deliveries on demand, new bases and withdrawals between, for permits of another
/// rhythm and right.
/// At the end a recipient that has loaded everything published equals a fresh base.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RandomRunsTests
{
    private static readonly string[] Permits = ["viikko", "kaksi"];

    [SeededProperty(MaxTest = 8, EndSize = 1_000_000)]
    public void Whatever_becomes_of_the_runs_the_chains_hold(int seed) => RunAsync(seed, null).GetAwaiter().GetResult();

    [SeededProperty(MaxTest = 4, EndSize = 1_000_000)]
    public void Whatever_becomes_of_the_runs_the_chains_hold_with_a_ledger_in_PostgreSQL(int seed)
    {
        using var database = LedgerDatabase.New();
        RunAsync(seed, PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database))).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(int seed, SqlLedger? ledger)
    {
        using var life = new RandomLife(seed);
        using var scene = await LiveAsync(life, seed, ledger);
        var last = await scene.RunAsync();
        Assert.That(await scene.AcceptEmptyBasesAsync(last.Failures), Is.Empty);
        Assert.That(scene.Ledger.Unfinished(), Is.Empty);
        foreach (var permit in Permits)
        {
            await ChainTests.EndsEqual(scene, permit);
        }
    }

    /// <summary>The weeks, after which nothing disturbs any more.</summary>
    internal static async Task<EngineScene> LiveAsync(
        RandomLife life, int seed, SqlLedger? ledger = null, StoreSettings? audit = null)
    {
        var random = new Random(seed);
        var scene = new EngineScene(
            life.Register,
            ledger,
            EngineScene.Permit("viikko"),
            EngineScene.Permit("kaksi", interval: 2, hasRight: true, area: ["205", "765"]))
        { AuditStore = audit };
        for (var steps = random.Next(6, 14); steps > 0; steps--)
        {
            life.Pass(random.Next(5));
            scene.Clock.Now = scene.Clock.Now.AddHours(random.Next(4) == 0 ? 1 : 24 * random.Next(1, 20));
            Disturb(scene, life, random);
            await DoAsync(scene, random);
        }

        scene.Drop.Next = FragileDrop.Fault.None;
        scene.Observer.OnBegin = scene.Observer.OnProgress = scene.Observer.OnEnd = (_, _) => { };
        return scene;
    }

    /// <summary>Lets a step of the next run fail, or be the end of the process, or something be entered meanwhile.</summary>
    private static void Disturb(EngineScene scene, RandomLife life, Random random)
    {
        scene.Drop.Next = (FragileDrop.Fault)Math.Max(0, random.Next(-4, 5));
        var stopsIn = random.Next(2) == 0 ? random.Next(1, 12) : int.MaxValue;
        scene.Observer.OnBegin = (_, step) =>
        {
            Stop();
            if (step == DeliveryStep.Composing && random.Next(2) == 0)
            {
                life.Pass(2);
                life.Register.Commit();
            }
        };
        scene.Observer.OnProgress = scene.Observer.OnEnd = (_, _) => Stop();

        void Stop()
        {
            if (--stopsIn == 0)
            {
                throw new StoppedException();
            }
        }
    }

    private static async Task DoAsync(EngineScene scene, Random random)
    {
        var permit = scene.Permits[random.Next(scene.Permits.Count)];
        try
        {
            switch (random.Next(9))
            {
                case 0:
                    await DeliverAsync(scene, permit, planner => planner.RequestedChanges(permit));
                    break;
                case 1:
                    await DeliverAsync(scene, permit, planner => planner.RequestedBase(permit, accepted: 0));
                    break;
                case 2 when scene.Ledger.Head(permit.Id) is { } head:
                    _ = scene.Ledger.Withdraw(head.Id, "sent by mistake", scene.Clock.Now);
                    break;
                default:
                    foreach (var failure in await scene.AcceptEmptyBasesAsync((await scene.RunAsync()).Failures))
                    {
                        Assert.That(failure.Message, Does.Not.Match("[0-9]{6}-9[0-9]{2}"), "no message names a person");
                    }

                    break;
            }
        }
        catch (StoppedException)
        {
            // The process is dead. The next run begins with what the ledger says.
        }
        catch (MuutostietoException refused)
            when (refused.Kind is FailureKind.Transient or FailureKind.Usage or FailureKind.Partial or FailureKind.Fault)
        {
            // An error when an order was entered while it was made: the next run takes it back.
            Assert.That(refused.Message, Does.Not.Match("[0-9]{6}-9[0-9]{2}"), "no message names a person");
        }
    }
    /// <summary>What the command <c>deliver</c> does.</summary>
    private static async Task DeliverAsync(EngineScene scene, Permit permit, Func<DeliveryPlanner, Delivery> plan)
    {
        await scene.Engine.FinishEarlierAsync(permit.Id, scene.Observer, CancellationToken.None);
        _ = await scene.FinishAsync(plan(scene.Engine.Planner));
    }
}
