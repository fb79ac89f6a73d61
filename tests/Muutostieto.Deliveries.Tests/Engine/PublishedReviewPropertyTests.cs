using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// Random lives with non-disclosure orders entered between planning, composing and publishing, while files are in the drop and after they
/// were answered: after every night no unanswered file in a drop shows the whereabouts of a person protected now.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PublishedReviewPropertyTests
{
    [SeededProperty(MaxTest = 8, EndSize = 1_000_000)]
    public void Whenever_an_order_is_entered_nothing_that_lies_unanswered_shows_the_person(int seed) =>
        RunAsync(seed).GetAwaiter().GetResult();

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var life = new RandomLife(seed);
        using var scene = new EngineScene(
            life.Register,
            EngineScene.Permit("viikko"),
            EngineScene.Permit("kaksi", interval: 2, hasRight: true, area: ["205", "765"]));
        scene.WithdrawPublished = true;
        for (var steps = random.Next(8, 16); steps > 0; steps--)
        {
            life.Pass(random.Next(4));
            scene.Clock.Now = scene.Clock.Now.AddDays(random.Next(1, 8));
            Disturb(scene, life, random);
            await DoAsync(scene, random);
        }

        Calm(scene);
        var night = await scene.NightAsync();
        Assert.That((await scene.AcceptEmptyBasesAsync(night.Batch.Failures)).Select(failure => failure.Message), Is.Empty);
        Assert.That((night.ToWithdraw.Count, scene.Ledger.Unfinished().Count), Is.EqualTo((0, 0)));
        Look(scene);
    }

    private static async Task DoAsync(EngineScene scene, Random random)
    {
        var permit = scene.Permits[random.Next(scene.Permits.Count)];
        try
        {
            switch (random.Next(6))
            {
                case 0:
                    Plan(scene, permit);
                    break;
                case 1 when scene.Ledger.Unfinished() is [var planned, ..]:
                    _ = scene.Engine.ComposePlanned(planned, scene.Observer, CancellationToken.None);
                    break;
                case 2:
                    Answer(scene, permit);
                    break;
                default:
                    var night = await scene.NightAsync();
                    if ((await scene.AcceptEmptyBasesAsync(night.Batch.Failures)).Count == 0)
                    {
                        Calm(scene);
                        Look(scene);
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
            Assert.That(refused.Message, Does.Not.Match("[0-9]{6}-9[0-9]{2}"), "no message names a person");
        }
    }

    private static void Plan(EngineScene scene, Permit permit)
    {
        scene.Register.Commit();
        _ = scene.Ledger.Head(permit.Id) is null ? scene.Engine.Planner.InitialBase(permit) : scene.Engine.Planner.RequestedChanges(permit);
    }

    /// <summary>The recipient has the newest of what lies there, and so all before it.</summary>
    private static void Answer(EngineScene scene, Permit permit)
    {
        if (scene.Published(permit.Id).LastOrDefault() is { } last)
        {
            _ = scene.Ledger.MarkReceived(last.Id, scene.Clock.Now);
        }
    }

    /// <summary>Makes publishing fail, and runs actions during a step.</summary>
    private static void Disturb(EngineScene scene, RandomLife life, Random random)
    {
        scene.Drop.Next = (FragileDrop.Fault)Math.Max(0, random.Next(-4, 5));
        scene.Observer.OnBegin = scene.Observer.OnEnd = (_, _) =>
        {
            // A night serves the permits side by side; the life and its random numbers are for one thread at a time.
            lock (life)
            {
                if (random.Next(4) == 0)
                {
                    life.Pass(2);
                    life.Register.Commit();
                }
            }
        };
    }

    private static void Calm(EngineScene scene)
    {
        scene.Drop.Next = FragileDrop.Fault.None;
        scene.Observer.OnBegin = scene.Observer.OnEnd = (_, _) => { };
    }

    private static void Look(EngineScene scene)
    {
        // An order entered while the night went on is the next one's: what the status names counts as seen.
        var named = scene.Engine.Review.Find().Select(due => due.Delivery.Id).ToHashSet();
        var latest = scene.Register.Now;
        var hidden = scene
            .Register.Reader.ProtectedSince(latest)
            .AtKey.SelectMany(person => scene.Register.Mentions(person, latest))
            .Select(mention => mention.Value)
            .ToList();
        foreach (var permit in scene.Permits)
        {
            var all = scene.Published(permit.Id);
            foreach (
                var delivery in all.Where(delivery =>
                    delivery.State != DeliveryState.Received && !named.Contains(delivery.Id) && !IsPast(delivery, all)))
            {
                var text = LyingFiles.TextOf(scene, delivery);
                Assert.That(hidden.Where(text.Contains), Is.Empty, delivery.Title);
            }
        }
    }

    /// <summary>Whether what continues it in its chain was received.</summary>
    private static bool IsPast(Delivery delivery, List<Delivery> all)
    {
        var last = delivery;
        while (all.Find(next => next.Predecessor?.Delivery == last.Key) is { } next)
        {
            if (next.State == DeliveryState.Received)
            {
                return true;
            }

            last = next;
        }

        return false;
    }
}
