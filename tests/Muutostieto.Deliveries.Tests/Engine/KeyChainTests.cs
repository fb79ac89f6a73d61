using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A recipient that has the interface's data up to a key goes on by files: a chain without a base.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class KeyChainTests
{
    private static readonly InterfaceChannel Connection = new("kysyja", ["hash"], null);

    private EngineScene scene = null!;
    private long resident;
    private long key;

    private Permit Permit => scene.Permits[0];

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko", hasRight: true) with { Interface = Connection }) { WithdrawPublished = true };
        resident = scene.Events.Born("205");
        _ = scene.Events.Born("290");
        key = Now();
        scene.Events.ChangeAddress(resident);
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task No_base_comes_before_it_or_after_it_and_the_chain_goes_on_from_it()
    {
        var first = await BeginAsync();
        Assert.That(
            (first.Title, first.State, first.Window, first.Predecessor, first.Counts.Records),
            Is.EqualTo(("viikko changes 1", DeliveryState.Published, new DeliveryWindow(key, Now()), (Predecessor?)null, 1L)));
        var manifest = await File.ReadAllTextAsync(Path.Combine(scene.FilesOf(first), first.Manifest!.Name));
        Assert.That(manifest, Does.Contain("\"predecessor\": null").And.Contain($"\"from\": {key},"));
        for (var week = 1; week < 4; week++)
        {
            scene.Events.ChangeAddress(resident);
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            var made = (await scene.RunAsync()).Deliveries.Single();
            Assert.That((made.Title, made.Predecessor!.Delivery.Number), Is.EqualTo(($"viikko changes {week + 1}", week)));
            Assert.That(Faults(), Is.Empty);
            Assert.That(scene.Status().Permits[0].DueSince, Is.Null);
        }

        Assert.That(scene.Ledger.Latest("viikko", DeliveryKind.Base), Is.Null);
    }

    [Test]
    public async Task Asked_for_again_it_is_the_same_one_and_published_again_it_has_the_same_bytes()
    {
        var first = await BeginAsync();
        scene.Events.ChangeAddress(resident);
        Assert.That((await BeginAsync()).Id, Is.EqualTo(first.Id));
        Directory.Delete(scene.OutboxFolderOf(first), recursive: true);
        var again = await scene.Engine.RedeliverAsync(first, scene.Observer, CancellationToken.None);
        Assert.That(again.Files, Is.EqualTo(first.Files));
    }

    [TestCase(0, "before the register's load")]
    [TestCase(-1, "before the register's load")]
    [TestCase(1_000_000, "has not given the key 1000000 yet")]
    public void A_key_that_the_interface_cannot_have_given_is_refused(long given, string message)
    {
        Expect(FailureKind.Usage, () => scene.Engine.Planner.RequestedChangesFrom(Permit, given, isNewChain: false), message);
        Assert.That(scene.Ledger.List(), Is.Empty);
    }

    [Test]
    public void A_permit_without_files_and_one_whose_list_is_not_there_are_refused()
    {
        scene.Life.Commit();
        Expect(
            FailureKind.Usage,
            () => scene.Engine.Planner.RequestedChangesFrom(Permit with { Files = null }, key, isNewChain: false),
            "uses the interface alone");
        Expect(
            FailureKind.Usage,
            () => scene.Engine.Planner.RequestedChangesFrom(Permit with { Area = new ListArea() }, key, isNewChain: false),
            "has not sent a list");
    }

    [Test]
    public async Task A_chain_that_goes_on_is_ended_only_when_it_is_said()
    {
        _ = await scene.RunAsync();
        scene.Events.ChangeAddress(resident);
        var later = Now();
        scene.Events.ChangeAddress(resident);
        scene.Life.Commit();
        var refused = Expect(
            FailureKind.Usage,
            () => scene.Engine.Planner.RequestedChangesFrom(Permit, later, isNewChain: false),
            "its files go on from viikko base 1");
        Assert.That(refused.Remedy, Is.EqualTo(new DeliveryRemedy.BeginChain("viikko", later)));

        var first = await scene.FinishAsync(scene.Engine.Planner.RequestedChangesFrom(Permit, later, isNewChain: true));
        Assert.That((first.Title, first.Window.From, first.BeginsAtKey), Is.EqualTo(("viikko changes 1", (long?)later, true)));
        Assert.That(scene.Engine.Planner.RequestedChangesFrom(Permit, later, isNewChain: true).Id, Is.EqualTo(first.Id), "nothing is new");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        Assert.That((await scene.RunAsync()).Deliveries.Single().Predecessor!.Delivery, Is.EqualTo(first.Key));
        Assert.That(Faults(), Is.Empty);
    }

    [Test]
    public async Task A_base_ends_it_and_begins_a_chain_of_its_own()
    {
        _ = await BeginAsync();
        scene.Events.ChangeAddress(resident);
        scene.Life.Commit();
        var made = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(Permit));
        Assert.That(made.Title, Is.EqualTo("viikko base 1"));
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        Assert.That((await scene.RunAsync()).Deliveries.Single().Predecessor!.Delivery, Is.EqualTo(made.Key));
    }

    [Test]
    public async Task Withdrawn_it_is_made_anew_from_its_key_at_the_next_occurrence()
    {
        var first = await BeginAsync();
        _ = await scene.Engine.Withdrawal.WithdrawAsync(first, "a test", CancellationToken.None);
        Assert.That((await scene.RunAsync()).Deliveries, Is.Empty);
        Assert.That(scene.Status().Permits[0].DueSince, Is.Null, "no base is due");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var made = (await scene.RunAsync()).Deliveries.Single();
        Assert.That((made.Title, made.Window.From, made.BeginsAtKey), Is.EqualTo(("viikko changes 2", (long?)key, true)));
        Assert.That(Faults(), Is.Empty);
    }

    [Test]
    public async Task Overtaken_by_an_order_it_is_made_anew_from_its_key_at_once()
    {
        scene.Life.Commit();
        _ = scene.Engine.ComposePlanned(
            scene.Engine.Planner.RequestedChangesFrom(Permit, key, isNewChain: false), scene.Observer, CancellationToken.None);
        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(1);
        var made = (await scene.RunAsync()).Deliveries.Single();
        Assert.That((made.Title, made.Window), Is.EqualTo(("viikko changes 2", new DeliveryWindow(key, Now()))));
        Assert.That((await scene.RunAsync()).Deliveries, Is.Empty);
    }

    [Test]
    public async Task Published_and_overtaken_by_an_order_it_makes_room_for_a_base()
    {
        _ = await BeginAsync();
        scene.Events.Protect(resident);
        scene.Clock.Now = EngineScene.Monday.AddDays(1);
        var night = await scene.NightAsync();
        Assert.That(night.Failure, Is.EqualTo(FailureKind.None));
        Assert.That(
            scene.Ledger.List().Select(delivery => (delivery.Title, delivery.State)),
            Is.EqualTo(new[] { ("viikko changes 1", DeliveryState.Withdrawn), ("viikko base 1", DeliveryState.Published) }));
    }

    [Test]
    public async Task Who_lived_only_in_between_leaves_and_an_order_of_theirs_overtakes_it()
    {
        var passing = scene.Events.Born("205");
        scene.Events.Move(passing, "091");
        scene.Life.Commit();
        var composed = scene.Engine.ComposePlanned(
            scene.Engine.Planner.RequestedChangesFrom(Permit, key, isNewChain: false), scene.Observer, CancellationToken.None);
        Assert.That(composed.Counts.Records, Is.EqualTo(2), "the client may have asked for base data in between");
        scene.Events.Protect(passing);
        scene.Clock.Now = EngineScene.Monday.AddDays(1);
        Assert.That((await scene.RunAsync()).Deliveries.Single().Title, Is.EqualTo("viikko changes 2"));
    }

    [Test]
    public async Task A_resident_of_a_municipality_that_was_merged_since_was_in_the_area()
    {
        scene.Permits[0] = EngineScene.Permit("viikko", area: ["205"]) with { Interface = Connection };
        var moving = scene.Events.Born("205");
        scene.Permits[0] = EngineScene.Permit("viikko", area: ["205", "290"]) with { Interface = Connection };
        key = Now();
        scene.Mergers = [new Merger("290", "205", new DateOnly(2026, 1, 1))];
        scene.Events.MergeMunicipality("290", "205");
        scene.Events.Move(moving, "091");
        var first = await BeginAsync();
        var records = new MemoryRecipient(fromCsv: true).Records(scene.FilesOf(first)).ToList();
        Assert.That(first.Terms.Value.Municipalities, Is.EqualTo(new[] { "205" }));
        Assert.That(first.Terms.Value.AreaAtKey, Is.EqualTo(new[] { "205", "290" }));
        Assert.That(records.Select(record => record.Text(Records.Model.HeaderField.Type)), Is.All.EqualTo("0"), "no one is new");
    }

    private static MuutostietoException Expect(FailureKind kind, Action action, string message)
    {
        var thrown = Assert.Throws<MuutostietoException>(action);
        Assert.That((thrown!.Kind, thrown.Message), Is.EqualTo((kind, thrown.Message)));
        Assert.That(thrown.Message, Does.Contain(message));
        return thrown;
    }

    private async Task<Delivery> BeginAsync()
    {
        scene.Life.Commit();
        return await scene.FinishAsync(scene.Engine.Planner.RequestedChangesFrom(Permit, key, isNewChain: false));
    }

    /// <summary>What is wrong but that no client fetches anything here.</summary>
    private IEnumerable<string> Faults() =>
        scene.Status().Alerts.Where(alert => alert.Kind != AlertKind.Overdue).Select(alert => alert.Message);

    private long Now()
    {
        scene.Life.Commit();
        return scene.Life.Now.Value;
    }
}
