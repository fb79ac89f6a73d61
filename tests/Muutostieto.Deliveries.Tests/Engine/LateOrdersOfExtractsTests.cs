using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A non-disclosure order touches the extracts that have the person, and not those that the person could have been in.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LateOrdersOfExtractsTests
{
    private OrderedScene ordered = null!;

    private EngineScene Scene => ordered.Engine;

    [SetUp]
    public void MakeScene() => ordered = new OrderedScene();

    [TearDown]
    public void RemoveScene() => ordered.Dispose();

    [Test]
    public async Task What_lies_in_the_drop_is_an_alert_for_a_person_in_it_and_none_for_another_of_the_area(
        [Values] bool isIn, [Values(NonDisclosureRight.None, NonDisclosureRight.Section37)] NonDisclosureRight right)
    {
        ordered.Dispose();
        ordered = new OrderedScene(right);
        var lying = await ordered.PublishAsync();
        Scene.Events.Protect(Person(isIn));

        var night = await Scene.NightAsync();
        Assert.That(night.ToWithdraw.Select(due => due.Delivery.Id), Is.EqualTo(isIn ? [lying.Id] : Array.Empty<long>()));
        Assert.That(
            night.ToWithdraw.Select(due => due.Message), Has.All.Contain("a non-disclosure order was entered since for a person in it"));
        Assert.That(Scene.Status().Of(AlertKind.Overtaken), isIn ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task What_lies_in_the_drop_is_withdrawn_where_the_settings_say_so_only_when_it_has_the_person([Values] bool isIn)
    {
        var lying = await ordered.PublishAsync();
        Scene.Events.Protect(Person(isIn));
        Scene.WithdrawPublished = true;
        await Scene.NightAsync();

        Assert.That(
            Scene.Ledger.Find(lying.Key)!.State, Is.EqualTo(isIn ? DeliveryState.Withdrawn : DeliveryState.Published));
        Assert.That(File.Exists(Path.Combine(Scene.Drop.LocationOf("tutkimus"), lying.Manifest!.Name)), Is.EqualTo(!isIn));
    }

    [Test]
    public async Task It_is_not_published_again_only_when_it_has_the_person([Values] bool isIn)
    {
        var lying = await ordered.PublishAsync();
        Scene.Events.Protect(Person(isIn));
        Scene.Register.Commit();

        Assert.That(
            () => Scene.Engine.RedeliverAsync(lying, Scene.Observer, CancellationToken.None),
            isIn
                ? Throws.TypeOf<MuutostietoException>().With.Message.Contains("entered for a person in it")
                    .And.Property("Remedy").EqualTo(new DeliveryRemedy.RunExtract("otos"))
                : Throws.Nothing);
    }

    [Test]
    public async Task Damaged_files_are_put_there_again_unless_it_has_the_person([Values] bool isIn)
    {
        var lying = await ordered.PublishAsync();
        var damaged = Path.Combine(Scene.Drop.LocationOf("tutkimus"), lying.Files[0].Name);
        await File.WriteAllTextAsync(damaged, "");
        Scene.Events.Protect(Person(isIn));
        await Scene.NightAsync();

        Assert.That(new FileInfo(damaged).Length, isIn ? Is.Zero : Is.EqualTo(lying.Files[0].Bytes));
    }

    [Test]
    public async Task Composed_and_not_yet_published_it_is_stopped_by_an_order_for_a_person_in_it_alone([Values] bool isIn)
    {
        Scene.Observer.OnEnd = (_, step) =>
        {
            if (step == DeliveryStep.Composing)
            {
                Scene.Events.Protect(Person(isIn));
                Scene.Life.Commit();
            }
        };
        var planned = ordered.Plan();
        if (!isIn)
        {
            Assert.That((await Scene.FinishAsync(planned)).State, Is.EqualTo(DeliveryState.Published));
            return;
        }

        Assert.That(
            async () => await Scene.FinishAsync(planned),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("for a person in it").And.Message.Contains("Run again"));
        Assert.That(Scene.Published("tutkimus"), Is.Empty);
        Scene.Observer.OnEnd = (_, _) => { };
        await Scene.RunAsync();
        Assert.That(Scene.Ledger.Find(planned.Key)!.State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    [Test]
    public async Task Of_persons_that_the_audit_no_longer_has_the_area_decides([Values] bool isPurged, [Values] bool isIn)
    {
        var lying = await ordered.PublishAsync();
        if (isPurged)
        {
            var later = new SetClock(Scene.Clock.Now.AddYears(6));
            var store = new AuditStore(Scene.AuditFolder, later, Scene.Disk);
            Assert.That(store.Purge(5, LedgerWitness.Of(Scene.Ledger)!), Is.EqualTo(1));
        }
        else
        {
            await File.WriteAllTextAsync(Directory.GetFiles(Path.Combine(Scene.AuditFolder, "persons")).Single(), "damaged");
        }

        Scene.Events.Protect(Person(isIn));
        Scene.Register.Commit();

        Assert.That(Scene.Engine.Review.Find().Select(due => due.Delivery.Id), Is.EqualTo(new[] { lying.Id }));
    }

    [Test]
    public async Task A_person_who_merged_into_one_in_it_or_took_one_in_counts_as_in_it([Values] bool intoChosen)
    {
        var lying = await ordered.PublishAsync();
        var elsewhere = Scene.Events.Born("091");
        Scene.Events.Protect(elsewhere);
        Scene.Register.Commit();
        Assert.That(Scene.Engine.Review.Find(), Is.Empty);

        Scene.Events.Merge(intoChosen ? ordered.Chosen[2] : elsewhere, intoChosen ? elsewhere : ordered.Chosen[2]);
        Scene.Register.Commit();
        Assert.That(Scene.Engine.Review.Find().Select(due => due.Delivery.Id), Is.EqualTo(new[] { lying.Id }));
    }

    [Test]
    public async Task Of_others_it_counts_whose_home_the_record_of_a_person_in_it_may_show([Values] bool isIn, [Values] bool hasTheGroup)
    {
        var guardian = Scene.Events.Born("091");
        Scene.Life.Enter(Person(isIn), "XBO", (_, record) =>
            RelationTests.Relate(record, "307.kunta", Scene.Life.Current(guardian).IdentityCode));
        Scene.Register.Commit();
        var lying = await ordered.PublishAsync(OrderedScene.Request("otos", hasTheGroup ? ["004", "307"] : ["004", "101"]));
        Scene.Events.Protect(guardian);
        Scene.Register.Commit();

        Assert.That(
            Scene.Engine.Review.Find().Select(due => due.Delivery.Id),
            Is.EqualTo(isIn && hasTheGroup ? [lying.Id] : Array.Empty<long>()));
    }

    /// <summary>Such an order makes no entry, so that the register has not gone on by it.</summary>
    [Test]
    public async Task A_held_order_withdraws_what_waits_and_shows_the_home_that_it_hides()
    {
        var unknown = Scene.Events.NextCode();
        Scene.Life.Enter(ordered.Chosen[0], "XBO", (_, record) => RelationTests.Relate(record, "307.kunta", unknown));
        Scene.Register.Commit();
        var waiting = Scene.Engine.ComposePlanned(
            ordered.Plan(OrderedScene.Request("otos", "004", "307")), Scene.Observer, CancellationToken.None);
        Scene.Life.Hold(unknown, '1');
        Scene.Register.Commit();

        Assert.That((await Scene.RunAsync()).Failures, Is.Empty);
        Assert.That(Scene.Ledger.Find(waiting.Key)!.State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    private long Person(bool isIn) => isIn ? ordered.Chosen[3] : ordered.Others[1];
}
