using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>An operator decides how deliveries go on with a ledger of an earlier time.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ResumeTests
{
    private static readonly string[] Viikko = ["viikko"];

    private EngineScene scene = null!;
    private long resident;

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"), EngineScene.Permit("toinen"));
        resident = scene.Events.Born("205");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task Nothing_is_to_be_decided_of_a_ledger_that_has_everything()
    {
        _ = await scene.RunAsync();
        _ = await WeekAsync(1);

        Assert.That(scene.Engine.Resume.Find().IsNeeded, Is.False);
    }

    [Test]
    public async Task Lost_numbers_are_not_used_again_and_a_base_follows()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        _ = await WeekAsync(2);
        earlier.Restore();

        var plan = scene.Engine.Resume.Find();
        var viikko = plan.Permits.Single(permit => permit.Permit == "viikko");
        Assert.That((viikko.Lost.Single().Kind, viikko.Lost[0].Number), Is.EqualTo((DeliveryKind.Changes, 2)));
        Assert.That((viikko.NeedsBase, viikko.IsKnown, viikko.Register), Is.EqualTo((true, true, ResumedRegister.Same)));
        Resume("viikko", "toinen");

        scene.Clock.Now = EngineScene.Monday.AddDays(15);
        var made = await scene.RunAsync();
        Assert.That(made.Failures, Is.Empty);
        Assert.That(made.Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "viikko base 2", "toinen base 2" }));
        Assert.That((await WeekAsync(3))[0].Title, Is.EqualTo("viikko changes 3"));
        Assert.That(scene.Engine.Resume.Find().IsNeeded, Is.False);
        Assert.That(
            scene.Ledger.List().Where(delivery => delivery.IsLost).Select(delivery => delivery.Title),
            Is.EqualTo(new[] { "viikko changes 2", "toinen changes 2" }));
    }

    [Test]
    public async Task The_decision_is_in_the_audit_with_reason_user_and_numbers()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        var lost = (await WeekAsync(1))[0];
        earlier.Restore();
        Resume("viikko", "toinen");

        var entry = scene.AuditEntries().Single(entry => entry.Kind == AuditEntryKind.Restore).Restore!;
        Assert.That(
            (entry.User, entry.Login, entry.Reason, entry.Database),
            Is.EqualTo(("keeper", "anna", "the disk broke", (string?)null)));
        Assert.That(entry.Lost[0], Is.EqualTo(new AuditedLoss("viikko", "changes", 1, lost.Manifest!.Sha256)));
        Assert.That(scene.Audit.Verify(new LedgerWitness(scene.Ledger)).Result.Findings, Is.Empty);
    }

    [Test]
    public async Task A_permit_that_needs_a_base_is_named_by_the_operator()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();
        var plan = scene.Engine.Resume.Find();

        Assert.That(() => LedgerResume.Require(plan, Viikko, false), Refuses(FailureKind.Usage, "toinen"));
        Assert.That(() => LedgerResume.Require(plan, ["viikko", "toinen", "kolmas"], false), Refuses(FailureKind.Usage, "kolmas"));
        Assert.That(scene.Ledger.List(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Changes_on_request_are_refused_until_the_base_is_made()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();
        Resume("viikko", "toinen");

        Assert.That(() => scene.Engine.Planner.RequestedChanges(scene.Permits[0]), Refuses(FailureKind.Usage, "a new base"));
        Assert.That(scene.Engine.Planner.RequestedBase(scene.Permits[0]).Number, Is.EqualTo(2));
    }

    [Test]
    public async Task A_register_that_is_older_than_the_ledger_is_refused()
    {
        for (var time = 0; time < 5; time++)
        {
            scene.Events.Move(resident, time % 2 == 0 ? "290" : "205");
        }

        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();
        using var old = new LifeRegister();
        _ = new LifeEvents(old).Born("205");
        scene.Register = old;

        Assert.That(
            () => LedgerResume.Require(scene.Engine.Resume.Find(), ["viikko", "toinen"], true),
            Refuses(FailureKind.Integrity, "ends before what the ledger has"));
    }

    [Test]
    public async Task A_register_that_has_everything_in_fewer_entries_is_the_operators_word_and_a_base_follows()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        for (var week = 1; week <= 3; week++)
        {
            _ = await WeekAsync(week);
        }

        earlier.Restore();
        var end = scene.Ledger.List().Max(delivery => delivery.Window.To);
        using var other = new LifeRegister();
        var events = new LifeEvents(other);
        var person = events.Born("290");
        while (other.Now.Value <= end)
        {
            events.ChangeAddress(person);
        }

        other.Commit();
        scene.Register = other;
        var plan = scene.Engine.Resume.Find();
        Assert.That(plan.Permits[0].Register, Is.EqualTo(ResumedRegister.Shorter));
        Assert.That(
            () => LedgerResume.Require(plan, ["viikko", "toinen"], true), Refuses(FailureKind.Integrity, "ends before the key"));
        LedgerResume.Require(plan, ["viikko", "toinen"], true, true);
        _ = scene.Engine.Resume.Apply(plan, "the disk broke", "keeper", null);
        Assert.That(scene.Engine.Planner.RequestedBase(scene.Permits[0]).Window.To, Is.EqualTo(other.Now.Value));
    }

    [Test]
    public async Task A_register_that_went_on_otherwise_is_the_operators_word()
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();
        using var other = new LifeRegister();
        var events = new LifeEvents(other);
        var person = events.Born("290");
        for (var time = 0; time < 5; time++)
        {
            events.Move(person, time % 2 == 0 ? "290" : "205");
        }

        scene.Register = other;
        var plan = scene.Engine.Resume.Find();
        Assert.That(plan.Permits[0].Register, Is.EqualTo(ResumedRegister.Unproved));
        Assert.That(
            () => LedgerResume.Require(plan, ["viikko", "toinen"], false), Refuses(FailureKind.Usage, "has all that was delivered"));
        Assert.That(() => LedgerResume.Require(plan, ["viikko", "toinen"], true), Throws.Nothing);
    }

    [Test]
    public async Task A_delivery_that_was_planned_then_and_published_since_is_withdrawn_with_its_number()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var planned = scene.Engine.Planner.RequestedChanges(scene.Permits[0]);
        using var earlier = scene.Snapshot();
        _ = await scene.FinishAsync(planned);
        earlier.Restore();
        Resume("viikko");

        Assert.That(scene.Ledger.Find(planned.Key)!.IsLost, Is.True);
        Assert.That(
            (await scene.RunAsync()).Deliveries.Select(delivery => delivery.Title),
            Is.EqualTo(new[] { "viikko base 2", "toinen changes 1" }));
    }

    [Test]
    public async Task A_decision_that_stops_after_any_step_is_repeated()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        _ = scene.Engine.Planner.RequestedChanges(scene.Permits[0]);
        using var earlier = scene.Snapshot();
        _ = await scene.RunAsync();
        _ = await WeekAsync(2);
        for (var stopsIn = 1; ; stopsIn++)
        {
            earlier.Restore();
            var left = stopsIn;
            var stopped = new StoppingLedger(scene.Ledger, () => --left == 0);
            var engine = scene.EngineOf(stopped.Ledger, scene.Disk);
            try
            {
                engine.Resume.Apply(engine.Resume.Find(), "the disk broke", "keeper", null);
            }
            catch (StoppedException)
            {
                var needed = scene.Engine.Resume.Find().Permits.Where(permit => permit.NeedsBase);
                Resume(login: null, [.. needed.Select(permit => permit.Permit)]);
                Check();
                continue;
            }

            Check();
            Assert.That(stopsIn, Is.GreaterThan(3));
            return;
        }

        void Check()
        {
            Assert.That(scene.Engine.Resume.Find().IsNeeded, Is.False);
            Assert.That(
                scene.Ledger.List().Where(delivery => delivery.IsLost).Select(delivery => delivery.Title),
                Is.EquivalentTo(new[] { "viikko changes 1", "viikko changes 2", "toinen changes 2" }));
            Assert.That(scene.AuditEntries().Count(entry => entry.Kind == AuditEntryKind.Restore), Is.InRange(1, 2));
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(FailureKind kind, string word) =>
        Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(kind).And.Message.Contains(word);

    private void Resume(params string[] bases) => Resume("anna", bases);

    private void Resume(string? login, string[] bases)
    {
        var resume = scene.Engine.Resume;
        var plan = resume.Find();
        LedgerResume.Require(plan, bases, false);
        _ = resume.Apply(plan, "the disk broke", "keeper", login);
    }

    private async Task<IReadOnlyList<Delivery>> WeekAsync(int week)
    {
        scene.Events.Move(resident, week % 2 == 1 ? "290" : "205");
        scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
        return (await scene.RunAsync()).Deliveries;
    }
}
