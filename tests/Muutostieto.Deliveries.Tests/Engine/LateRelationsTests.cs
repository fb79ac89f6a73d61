using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// A delivery reveals in a resident's record where a person outside its area lives: a non-disclosure order for that person withdraws it as
/// one for a resident does, whether it waits or is in the drop.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LateRelationsTests
{
    private EngineScene scene = null!;
    private long ward;
    private long guardian;
    private string unknown = "";

    /// <summary>How the order comes, and whether the delivery is of changes.</summary>
    public static IEnumerable<TestCaseData> All() =>
        from marked in RelationTests.Fields
        from come in Enum.GetValues<Coming>()
        from isChange in new[] { false, true }
        select new TestCaseData(marked, come, isChange);

    public enum Coming
    {
        Entered,
        Held,

        /// <summary>A held order makes no entry: nothing in the journal is later than the delivery.</summary>
        HeldAtTheSameKey,
    }

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        (ward, guardian, unknown) = (scene.Events.Born("205"), scene.Events.Born("091"), scene.Events.NextCode());
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [TestCaseSource(nameof(All))]
    public async Task What_waits_is_withdrawn_and_made_anew(string marked, Coming come, bool isChange)
    {
        var waiting = await ComposeAsync(marked, come, isChange);
        Order(come);
        _ = scene.Life.Night();
        scene.Clock.Now = scene.Clock.Now.AddDays(1);

        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        Assert.That(
            scene.Ledger.List().Single(delivery => delivery.Id == waiting.Id),
            Has.Property(nameof(Delivery.State)).EqualTo(DeliveryState.Withdrawn).And.Property(nameof(Delivery.Published)).Null);
    }

    [TestCaseSource(nameof(All))]
    public async Task What_lies_in_the_drop_is_an_alert(string marked, Coming come, bool isChange)
    {
        var lying = await scene.FinishAsync(await ComposeAsync(marked, come, isChange));
        Order(come);

        Assert.That((await scene.NightAsync()).ToWithdraw.Select(due => due.Delivery.Id), Is.EqualTo(new[] { lying.Id }));
        Assert.That(scene.Status().Alerts.Select(alert => alert.Kind), Does.Contain(AlertKind.Overtaken));
    }

    [Test]
    public async Task An_order_for_a_person_whose_residence_is_not_delivered_holds_nothing_up()
    {
        scene.Events.Born("205");
        scene.Life.Enter(ward, "XBO", (_, record) =>
            LifeEvents.Set(record, "904", '1', ("hetu", scene.Life.Current(guardian).IdentityCode), ("laji", "1"), ("alkupv", "20260501")));
        _ = scene.Engine.ComposePlanned(scene.Engine.Planner.InitialBase(scene.Permits[0]), scene.Observer, CancellationToken.None);
        Order(Coming.Entered);

        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko base 1" }));
    }

    private async Task<Delivery> ComposeAsync(string marked, Coming come, bool isChange)
    {
        if (isChange)
        {
            _ = await scene.RunAsync();
            scene.Ledger.List().ToList().ForEach(delivery => Assert.That(delivery.State, Is.EqualTo(DeliveryState.Published)));
            scene.Clock.Now = EngineScene.Monday.AddDays(7);
        }

        scene.Life.Enter(ward, "XBO", (_, record) =>
            RelationTests.Relate(record, marked, come != Coming.Entered ? unknown : scene.Life.Current(guardian).IdentityCode));
        var planned = isChange
            ? scene.Engine.Planner.RequestedChanges(scene.Permits[0])
            : scene.Engine.Planner.InitialBase(scene.Permits[0]);
        return scene.Engine.ComposePlanned(planned, scene.Observer, CancellationToken.None);
    }

    private void Order(Coming come)
    {
        if (come == Coming.Entered)
        {
            scene.Events.Protect(guardian);
            return;
        }

        if (come == Coming.Held)
        {
            _ = scene.Events.Born("765");
        }

        scene.Life.Hold(unknown, '1');
    }
}
