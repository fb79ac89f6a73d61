using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Recipient.Loading;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A delivery that has waited while a non-disclosure order was entered does not publish the address that the order
/// hides.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class LateOrdersTests
{
    private EngineScene scene = null!;
    private long resident;

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: true));
        resident = scene.Events.Born("205");
        _ = scene.Events.Born("205");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task A_delivery_that_is_out_though_the_ledger_does_not_know_it_stays_and_the_next_one_tells_of_the_order()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        scene.Drop.Next = FragileDrop.Fault.StoppedAfter;
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => (delivery.Title, delivery.State)),
            Is.EqualTo(new[] { ("viikko changes 1", DeliveryState.Published) }));

        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => (delivery.Title, delivery.Counts.Records)),
            Is.EqualTo(new[] { ("viikko changes 2", 1L) }));
        await ChainTests.EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task What_was_published_is_not_published_again_after_an_order()
    {
        var delivery = (await scene.RunAsync()).Deliveries.Single();
        _ = await scene.Engine.RedeliverAsync(delivery, scene.Observer, CancellationToken.None);
        scene.Events.Protect(resident);

        Assert.That(
            () => scene.Engine.RedeliverAsync(delivery, scene.Observer, CancellationToken.None),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Property("Kind")
                .EqualTo(FailureKind.Usage)
                .And.Property("Remedy")
                .EqualTo(new DeliveryRemedy.MakeBase("viikko")));
    }

    [Test]
    public async Task What_is_withdrawn_leaves_the_drop()
    {
        var delivery = (await scene.RunAsync()).Deliveries.Single();
        var (withdrawn, stillThere) = await scene.Engine.Withdrawal.WithdrawAsync(delivery, "a test", CancellationToken.None);

        Assert.That((withdrawn.State, stillThere), Is.EqualTo((DeliveryState.Withdrawn, (MuutostietoException?)null)));
        Assert.That(Directory.GetFiles(scene.Drop.LocationOf("viikko")), Is.Empty);
    }

    [Test]
    public async Task A_change_delivery_that_waited_is_withdrawn_and_made_anew()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        scene.Drop.Next = FragileDrop.Fault.StoppedBefore;
        Assert.That(async () => await scene.RunAsync(), Throws.TypeOf<StoppedException>());
        var waiting = scene.Ledger.Unfinished().Single();
        var address = scene.Life.Current(resident);

        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(8);
        var made = (await scene.RunAsync()).Deliveries;

        Assert.That(
            scene.Ledger.List().Single(delivery => delivery.Id == waiting.Id),
            Has.Property(nameof(Delivery.State)).EqualTo(DeliveryState.Withdrawn).And.Property(nameof(Delivery.Published)).Null);
        Assert.That(
            made.Select(delivery => (delivery.Title, delivery.Window.From)),
            Is.EqualTo(new[] { ("viikko changes 2", waiting.Window.From) }));
        Assert.That(waiting.Files.Where(file => File.Exists(Path.Combine(scene.Drop.LocationOf("viikko"), file.Name))), Is.Empty);
        var whereabouts = LifeRegister.Whereabouts(LifeRegister.Read(address)).ToList();
        Assert.That(whereabouts, Is.Not.Empty);
        var handedOver = string.Concat(
            Directory
                .GetFiles(scene.Drop.LocationOf("viikko"), "*_2026*.MTT")
                .Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1)));
        Assert.That(whereabouts.Where(handedOver.Contains), Is.Empty);
        await ChainTests.EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task A_recipient_that_fetched_it_before_it_was_withdrawn_is_asked_to_request_a_new_base()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var delivery = (await scene.RunAsync()).Deliveries.Single();
        Assert.That(Load(), Is.Null);
        _ = await scene.Engine.Withdrawal.WithdrawAsync(delivery, "a test", CancellationToken.None);
        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        _ = await scene.RunAsync();

        Assert.That(Load(), Does.Contain("is loaded already").And.Contain("new base"));

        string? Load() => new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(new LoadOptions
        {
            Folder = scene.Drop.LocationOf("viikko"),
            Database = Path.Combine(Path.GetDirectoryName(scene.LedgerPath)!, "recipient.db"),
        }).Refusal;
    }

    [Test]
    public async Task A_first_base_that_waited_is_withdrawn_and_made_anew()
    {
        ComposeBase();
        scene.Events.Protect(resident);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { "viikko base 2" }));
    }

    [Test]
    public async Task A_base_that_was_asked_for_and_waited_is_made_anew_as_a_base()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(1);
        _ = scene.Engine.ComposePlanned(scene.Engine.Planner.RequestedBase(scene.Permits[0]), scene.Observer, CancellationToken.None);
        scene.Events.Protect(resident);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { "viikko base 3" }));
        Assert.That(await RunAsync(), Is.Empty);
        await ChainTests.EndsEqual(scene, "viikko");
    }

    [Test]
    public void An_order_entered_while_a_delivery_is_composed_stops_it_before_it_is_published()
    {
        scene.Observer.OnEnd = (_, step) =>
        {
            if (step == DeliveryStep.Composing)
            {
                scene.Events.Protect(resident);
                scene.Life.Commit();
            }
        };

        Assert.That(
            async () => await scene.FinishAsync(scene.Engine.Planner.InitialBase(scene.Permits[0])),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("Run again"));
        Assert.That(scene.Published("viikko"), Is.Empty);
    }

    [Test]
    public async Task What_continues_a_delivery_that_is_withdrawn_goes_with_it()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        var first = scene.Engine.ComposePlanned(
            scene.Engine.Planner.RequestedChanges(scene.Permits[0]),
            scene.Observer,
            CancellationToken.None);
        scene.Events.Protect(resident);
        var second = scene.Engine.Planner.RequestedChanges(scene.Permits[0]);
        Assert.That(second.Window.From, Is.EqualTo(first.Window.To));
        scene.Clock.Now = EngineScene.Monday.AddDays(7);

        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => (delivery.Title, delivery.Window.From)),
            Is.EqualTo(new[] { ("viikko changes 3", first.Window.From) }));
        await ChainTests.EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task An_order_set_and_lifted_while_it_waited_counts_too()
    {
        ComposeBase();
        scene.Events.Protect(resident);
        scene.Events.Lift(resident);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { "viikko base 2" }));
    }

    [Test]
    public async Task Orders_of_others_and_those_known_before_hold_nothing_up()
    {
        var elsewhere = scene.Events.Born("091");
        scene.Events.Protect(resident);
        ComposeBase();
        scene.Events.Protect(elsewhere);
        scene.Events.Extend(resident);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { "viikko base 1" }));
    }

    [Test]
    public async Task An_order_of_a_person_merged_with_another_holds_it_up()
    {
        var duplicate = scene.Events.Born("205");
        ComposeBase();
        var other = scene.Events.Born("091");
        scene.Events.Protect(other);
        scene.Events.Merge(other, duplicate);

        Assert.That(await RunAsync(), Is.EqualTo(new[] { "viikko base 2" }));
    }

    /// <summary>The first base, which then waits.</summary>
    private void ComposeBase() =>
        _ = scene.Engine.ComposePlanned(scene.Engine.Planner.InitialBase(scene.Permits[0]), scene.Observer, CancellationToken.None);

    private async Task<IEnumerable<string>> RunAsync() => (await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title);
}
