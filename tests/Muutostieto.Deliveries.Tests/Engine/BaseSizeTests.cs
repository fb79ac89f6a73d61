using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>An empty base, or one with far fewer persons than the last, is refused before any of it is published, until it is accepted or
/// the register is corrected.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class BaseSizeTests
{
    private EngineScene scene = null!;

    [SetUp]
    public void MakeScene() =>
        scene = new EngineScene(EngineScene.Permit("viikko", area: "205"), EngineScene.Permit("toinen", area: "205"))
        {
            MaxBaseShrinkPercent = 20,
        };

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [TestCase(10, 0, 0, false, TestName = "As_many")]
    [TestCase(10, 2, 0, false, TestName = "A_fifth_fewer")]
    [TestCase(10, 3, 0, true, TestName = "More_than_a_fifth_fewer")]
    [TestCase(10, 0, 2, false, TestName = "A_fifth_left_out_by_orders")]
    [TestCase(10, 1, 2, true, TestName = "More_than_a_fifth_fewer_by_orders_and_moves")]
    [TestCase(10, 10, 0, true, TestName = "No_resident")]
    [TestCase(1, 0, 1, true, TestName = "No_resident_but_with_an_order")]
    public async Task A_base_is_refused_by_what_it_would_hold(int persons, int moved, int withOrder, bool isRefused)
    {
        var residents = Enumerable.Range(0, persons).Select(_ => scene.Events.Born("205")).ToList();
        _ = await scene.RunAsync();
        residents.Take(moved).ToList().ForEach(person => scene.Events.Move(person, "290"));
        residents.TakeLast(withOrder).ToList().ForEach(person => scene.Events.Protect(person));
        scene.Life.Commit();
        var before = scene.Ledger.List();

        if (!isRefused)
        {
            Assert.That(
                (await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0]))).Counts.Persons,
                Is.EqualTo(persons - moved - withOrder));
            return;
        }

        Assert.That(
            () => scene.Engine.Planner.RequestedBase(scene.Permits[0]),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Partial)
                .And.Property("Remedy")
                .EqualTo(new DeliveryRemedy.AcceptBase("viikko")));
        Assert.That(scene.Ledger.List(), Has.Count.EqualTo(before.Count), "nothing is planned");
        var accepted = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 0));
        Assert.That(
            (accepted.Number, accepted.State, accepted.Counts.Persons),
            Is.EqualTo((2, DeliveryState.Published, persons - moved - withOrder)));
    }

    [Test]
    public async Task What_was_accepted_is_about_as_many_as_were_seen_and_no_far_fewer()
    {
        var residents = Enumerable.Range(0, 40).Select(_ => scene.Events.Born("205")).ToList();
        _ = await scene.RunAsync();
        residents.Take(30).ToList().ForEach(person => scene.Events.Move(person, "290"));
        scene.Life.Commit();
        var seen = scene.Engine.Planner.RefusalOf(scene.Permits[0], 10);
        Assert.That(seen, Does.Contain("would hold 10 persons"));

        residents.Skip(30).Take(3).ToList().ForEach(person => scene.Events.Protect(person));
        scene.Life.Commit();
        Assert.That(
            () => scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 10),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("would hold 7 persons"));
        Assert.That(
            (await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 8))).Counts.Persons, Is.EqualTo(7));
    }

    [Test]
    public async Task A_base_that_replaces_a_withdrawn_one_waits_for_its_acceptance_and_each_night_says_so()
    {
        scene.WithdrawPublished = true;
        var residents = Enumerable.Range(0, 4).Select(_ => scene.Events.Born("205")).ToList();
        _ = await scene.NightAsync();
        residents.Take(2).ToList().ForEach(person => scene.Events.Protect(person));
        scene.Life.Commit();

        foreach (var _ in new[] { 1, 2 })
        {
            scene.Clock.Now = scene.Clock.Now.AddDays(1);
            var night = await scene.NightAsync();
            Assert.That(night.Batch.Failures.Select(failure => failure.Permit), Is.EquivalentTo(new[] { "viikko", "toinen" }));
            Assert.That(night.Batch.Failures.Select(failure => failure.Message), Has.All.Contains("would hold 2 persons"));
            Assert.That(
                night.Batch.Failures.Select(failure => failure.Remedy),
                Is.EquivalentTo(night.Batch.Failures.Select(failure => new DeliveryRemedy.AcceptBase(failure.Permit))));
            Assert.That(night.Failure, Is.EqualTo(FailureKind.Partial));
            Assert.That(
                scene.Ledger.List().Select(delivery => delivery.State),
                Has.All.EqualTo(DeliveryState.Withdrawn),
                "what showed the protected is out of the drop all the same");
        }

        Assert.That(
            (await scene.FinishAsync(scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 0))).Counts.Persons,
            Is.EqualTo(2));
    }

    [Test]
    public async Task A_first_base_without_residents_fails_its_permit_alone_and_is_made_when_there_is_one()
    {
        var resident = scene.Events.Born("290");
        var refused = await scene.RunAsync();
        Assert.That((refused.Failure, refused.Deliveries.Count), Is.EqualTo((FailureKind.Partial, 0)));
        Assert.That(refused.Failures.Select(failure => failure.Message), Has.All.Contains("would hold 0 persons"));
        Assert.That(scene.Ledger.List(), Is.Empty);

        scene.Events.Move(resident, "205");
        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title),
            Is.EquivalentTo(new[] { "toinen base 1", "viikko base 1" }));
    }
}
