using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>What a delivery is, is fixed once: of which register, with which layouts, under which name.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class DeliveryPlannerTests
{
    private EngineScene scene = null!;
    private long resident;

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        resident = scene.Events.Born("205");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task A_register_that_has_come_to_the_same_key_with_other_entries_is_not_taken_for_the_same()
    {
        _ = await scene.RunAsync();
        using var restored = new LifeRegister();
        _ = new LifeEvents(restored).Born("290");
        Assert.That(restored.Now, Is.EqualTo(scene.Life.Now));
        scene.Register = restored;

        Assert.That(
            () => scene.Engine.Planner.RequestedChanges(scene.Permits[0]),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));
        Assert.That(scene.Engine.Planner.RequestedBase(scene.Permits[0]).Title, Is.EqualTo("viikko base 2"));
    }

    [Test]
    public async Task A_register_that_has_gone_on_differently_gets_no_changes_but_a_new_base()
    {
        _ = await scene.RunAsync();
        using var restored = new LifeRegister();
        var others = new LifeEvents(restored);
        foreach (var municipality in new[] { "290", "205", "205" })
        {
            _ = others.Born(municipality);
        }

        scene.Register = restored;
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var failed = await scene.RunAsync();
        Assert.That(failed.Failures.Select(failure => failure.Kind), Is.EqualTo(new[] { FailureKind.Integrity }));
        Assert.That(failed.Failures[0].Message, Does.Contain("restored"));
        Assert.That(failed.Failures[0].Remedy, Is.EqualTo(new DeliveryRemedy.MakeBase("viikko")));

        _ = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0]));
        others.Move(restored.Persons[0], "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko changes 1" }));
    }

    [Test]
    public async Task What_was_planned_of_one_register_is_not_composed_of_another()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        var planned = scene.Engine.Planner.RequestedChanges(scene.Permits[0]);
        using var restored = new LifeRegister();
        var others = new LifeEvents(restored);
        foreach (var municipality in new[] { "290", "205", "205" })
        {
            _ = others.Born(municipality);
        }

        scene.Register = restored;
        Assert.That(
            () => scene.FinishAsync(planned),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));
    }

    [Test]
    public async Task Asked_again_at_the_same_moment_a_base_withdrawn_is_not_the_answer()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        var first = scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 0);
        scene.Ledger.Withdraw(first.Id, "a test", scene.Clock.Now);
        scene.Events.Move(resident, "205");
        var second = scene.Engine.Planner.RequestedBase(scene.Permits[0]);

        Assert.That((second.Number, second.State), Is.EqualTo((first.Number + 1, DeliveryState.Planned)));
    }

    [Test]
    public async Task Layouts_that_read_otherwise_begin_a_new_chain()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Catalog = Layouts.Changed("\"at\": 5, \"length\": 11", "\"at\":  5, \"length\":  11");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title),
            Is.EqualTo(new[] { "viikko changes 1" }),
            "only written otherwise");

        scene.Events.Move(resident, "205");
        scene.Catalog = Layouts.Changed("\"holds\": \"address\"", "\"holds\": \"contact\"");
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That((await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko base 2" }));
    }

    [Test]
    public async Task A_delivery_is_composed_with_the_layouts_that_it_was_planned_with()
    {
        var planned = scene.Engine.Planner.InitialBase(scene.Permits[0]);
        scene.Catalog = Layouts.Changed("\"holds\": \"address\"", "\"holds\": \"contact\"");
        var published = await scene.FinishAsync(planned);

        Assert.That(published.State, Is.EqualTo(DeliveryState.Published));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(scene.FilesOf(published), published.Manifest!.Name)),
            Does.Contain(Layouts.Catalog.Digest));
    }
}
