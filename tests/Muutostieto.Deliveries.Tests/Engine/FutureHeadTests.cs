using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// One night under a clock years ahead does not end deliveries: after the clock was set right they go on from the present.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class FutureHeadTests
{
    private EngineScene scene = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: false));
        _ = scene.Events.Born("205");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task Changes_go_on_after_a_base_of_2030()
    {
        scene.Clock.Now = EngineScene.Monday.AddYears(4);
        var night = await scene.NightAsync();
        Assert.That(night.Batch.Deliveries.Single().Kind, Is.EqualTo(DeliveryKind.Base));
        await GoesOnAsync();
    }

    [Test]
    public async Task Changes_go_on_after_changes_of_2030()
    {
        _ = await scene.NightAsync();
        _ = scene.Events.Born("205");
        scene.Clock.Now = EngineScene.Monday.AddYears(4);
        Assert.That((await scene.NightAsync()).Batch.Deliveries.Single().Kind, Is.EqualTo(DeliveryKind.Changes));
        await GoesOnAsync();
    }

    /// <summary>Week after week what was entered is delivered once, each window from where the one before ends.</summary>
    private async Task GoesOnAsync()
    {
        for (var week = 1; week <= 3; week++)
        {
            var head = scene.Ledger.Head("viikko")!;
            _ = scene.Events.Born("205");
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            var night = await scene.NightAsync();
            Assert.That(night.Batch.Failures, Is.Empty);
            var made = night.Batch.Deliveries.Single();
            Assert.That((made.Kind, made.Window.From), Is.EqualTo((DeliveryKind.Changes, (long?)head.Window.To)), $"week {week}");
            Assert.That(made.Planned, Is.LessThanOrEqualTo(scene.Clock.Now));
            Assert.That((await scene.NightAsync()).Batch.Deliveries, Is.Empty, "nothing twice");
        }
    }
}
