using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A delivery planned when the permit allowed more is not composed, published or republished when it allows less.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PermitGuardTests
{
    private static readonly Permit Wide = EngineScene.Permit("viikko", hasRight: true);

    private EngineScene scene = null!;

    private static IEnumerable<TestCaseData> Narrower()
    {
        yield return new TestCaseData(Wide with { NonDisclosureRight = NonDisclosureRight.None }, "37 §").SetArgDisplayNames(
            "right taken away");
        yield return new TestCaseData(Wide with { Area = new MunicipalityArea(["205"]) }, "area").SetArgDisplayNames("smaller area");
        var elsewhere = Wide.RequireFiles() with { Drop = "toinen" };
        yield return new TestCaseData(Wide with { Files = elsewhere }, "drop").SetArgDisplayNames("another drop");
        yield return new TestCaseData(Wide with { Files = null }, "no files any more").SetArgDisplayNames("interface alone");
        yield return new TestCaseData(Wide with { Recipient = "toinen" }, "another recipient").SetArgDisplayNames("another recipient");
        yield return new TestCaseData(Wide with { ValidTo = new DateOnly(2026, 1, 4) }, "not valid today").SetArgDisplayNames(
            "ended yesterday");
    }

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(Wide);
        _ = scene.Events.Born("205");
        scene.Life.Commit();
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [TestCaseSource(nameof(Narrower))]
    public void What_was_planned_is_refused(Permit now, string why)
    {
        var planned = scene.Engine.Planner.InitialBase(Wide);
        scene.Permits[0] = now;

        AssertRefused(() => scene.FinishAsync(planned), why);
        Assert.That(scene.Ledger.List().Single().State, Is.EqualTo(DeliveryState.Planned));
    }

    [TestCaseSource(nameof(Narrower))]
    public void What_was_composed_is_not_published(Permit now, string why)
    {
        var composed = scene.Engine.ComposePlanned(scene.Engine.Planner.InitialBase(Wide), scene.Observer, CancellationToken.None);
        scene.Permits[0] = now;

        AssertRefused(() => scene.FinishAsync(composed), why);
        Assert.That(scene.Ledger.List().Single().Published, Is.Null);
    }

    [TestCaseSource(nameof(Narrower))]
    public async Task What_was_published_is_not_published_again(Permit now, string why)
    {
        var published = await scene.FinishAsync(scene.Engine.Planner.InitialBase(Wide));
        scene.Permits[0] = now;

        AssertRefused(() => scene.Engine.RedeliverAsync(published, scene.Observer, CancellationToken.None), why);
    }

    [Test]
    public void A_permit_that_is_gone_delivers_nothing()
    {
        var planned = scene.Engine.Planner.InitialBase(Wide);
        scene.Permits.Clear();

        AssertRefused(() => scene.FinishAsync(planned), "no such permit");
    }

    private static void AssertRefused(Func<Task> deliver, string why) =>
        Assert.That(
            deliver,
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property(nameof(MuutostietoException.Kind))
                .EqualTo(FailureKind.Usage)
                .And.Message.Contains(why));
}
