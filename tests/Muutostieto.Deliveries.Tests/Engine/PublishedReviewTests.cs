using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// What leaves, and what lies in a drop, is judged as of now too: whenever the order is entered, whatever the right, for an area and for a
/// list.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PublishedReviewTests
{
    private PublishedScene? published;
    private EngineScene scene = null!;
    private long resident;

    private Permit Permit => scene.Permits[0];

    private static IEnumerable<TestCaseData> All() =>
        from isList in new[] { false, true }
        from right in Enum.GetValues<NonDisclosureRight>()
        where isList || right != NonDisclosureRight.OrderOnly
        from isChange in new[] { false, true }
        from moment in Enum.GetValues<PublishedMoment>()
        from withdraws in new[] { false, true }
        where !withdraws || moment >= PublishedMoment.Published
        select new TestCaseData(isList, right, isChange, moment, withdraws);

    [TearDown]
    public void RemoveScene() => published?.Dispose();

    [TestCaseSource(nameof(All))]
    public async Task Nothing_that_lies_unanswered_shows_who_is_protected_now_or_an_alert_names_it(
        bool isList,
        NonDisclosureRight right,
        bool isChange,
        PublishedMoment moment,
        bool withdraws)
    {
        await MakeSceneAsync(isList, right);
        var delivery = await BringToAsync(moment, isChange);
        var (whereabouts, code) = (
            LifeRegister.Whereabouts(LifeRegister.Read(scene.Life.Current(resident))).ToList(),
            scene.Life.Current(resident).IdentityCode);
        Assert.That(whereabouts, Is.Not.Empty);
        scene.Events.Protect(resident);
        scene.WithdrawPublished = withdraws;
        scene.Clock.Now = scene.Clock.Now.AddDays(1);

        var night = await scene.NightAsync();

        Assert.That(night.Batch.Failures.Select(failure => failure.Message), Is.Empty);
        var lying = scene.Ledger.List().Where(found => found.State is DeliveryState.Published or DeliveryState.Overdue).ToList();
        var isAlert = !withdraws && (moment is PublishedMoment.Published or PublishedMoment.Refused or PublishedMoment.Overdue);
        var leaking = lying.Where(found => whereabouts.Any(LyingFiles.TextOf(scene, found).Contains)).Select(found => found.Title);
        if (isAlert)
        {
            Assert.That(night.ToWithdraw.Select(due => due.Delivery.Title), Is.EqualTo(new[] { delivery.Title }));
            Assert.That(night.ToWithdraw[0].Message, Does.Contain("Withdraw it, then make a new base").And.Not.Contain(code));
            Assert.That(
                night.ToWithdraw[0].Remedy,
                Is.InstanceOf<DeliveryRemedy.Withdraw>().With.Property("Deliveries").EqualTo(new[] { delivery.Id })
                    .And.Property("NewBaseOf").EqualTo(delivery.Permit));
            Assert.That(leaking, Is.EqualTo(new[] { delivery.Title }));
            Assert.That(night.Failure, Is.EqualTo(FailureKind.Partial));
            return;
        }

        Assert.That(night.ToWithdraw, Is.Empty);
        Assert.That(
            leaking,
            Is.EqualTo(moment == PublishedMoment.Continued ? new[] { delivery.Title } : []),
            "what its recipient has is past");
        Assert.That(
            scene.Ledger.Find(delivery.Key)!.State == DeliveryState.Withdrawn, Is.EqualTo(moment < PublishedMoment.Received));
        if (moment < PublishedMoment.Received)
        {
            Assert.That(
                night.Batch.Deliveries.Select(made => made.Kind),
                Does.Contain(moment >= PublishedMoment.Published || !isChange ? DeliveryKind.Base : DeliveryKind.Changes));
            Assert.That(
                Directory.GetFiles(scene.Drop.LocationOf(Permit.Id)).Select(Path.GetFileName),
                Has.None.Matches<string>(name => delivery.Files.Any(file => file.Name == name)));
        }
    }

    [Test]
    public async Task The_status_shows_what_has_to_be_withdrawn_until_it_is()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.Section37);
        var delivery = await BringToAsync(PublishedMoment.Published, isChange: false);
        Assert.That((scene.Status().IsHealthy, scene.Status().Failure), Is.EqualTo((true, FailureKind.None)));
        scene.Events.Protect(resident);

        var status = scene.Status();
        var alert = status.Of(AlertKind.Overtaken)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (status.IsHealthy, status.Failure, alert.KindName, alert.Delivery!.Id),
                Is.EqualTo((false, FailureKind.Partial, "overtaken", delivery.Id)));
            Assert.That(status.Permits[0].Count(AlertKind.Overtaken), Is.EqualTo(1));
            Assert.That(alert.Message, Does.Contain("Withdraw { ").And.Not.Contain(scene.Life.Current(resident).IdentityCode));
        }

        _ = await scene.Engine.Withdrawal.WithdrawAsync(delivery, "a test", CancellationToken.None);
        Assert.That(scene.Status().Of(AlertKind.Overtaken), Is.Null);
    }

    [Test]
    public async Task What_continues_it_is_withdrawn_first_and_the_message_says_so()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        var first = await BringToAsync(PublishedMoment.Published, isChange: false);
        scene.Clock.Now = scene.Clock.Now.AddDays(7);
        var second = await scene.FinishAsync(scene.Engine.Planner.Changes(Permit, published!.Latest));
        scene.Events.Protect(resident);

        var due = (await scene.NightAsync()).ToWithdraw.Single();
        Assert.That(due.Message, Does.Contain("Withdraw what continues it and then it"));
        Assert.That(((DeliveryRemedy.Withdraw)due.Remedy).Deliveries, Is.EqualTo(new[] { second.Id, first.Id }));

        scene.WithdrawPublished = true;
        var night = await scene.NightAsync();
        Assert.That(night.ToWithdraw, Is.Empty);
        Assert.That(
            scene.Ledger.List().Select(delivery => (delivery.Title, delivery.State)),
            Is.EqualTo(
                new[]
                {
                    ("viikko base 1", DeliveryState.Withdrawn),
                    ("viikko changes 1", DeliveryState.Withdrawn),
                    ("viikko base 2", DeliveryState.Published),
                }));
        Assert.That(
            scene.Observer.Notes.Where(note => note.Note == DeliveryNote.Recalled).Select(note => note.Title),
            Is.EqualTo(new[] { second.Title, first.Title }));
    }

    [Test]
    public async Task A_change_delivery_without_the_person_is_not_concerned()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        scene.Ledger.MarkReceived((await BringToAsync(PublishedMoment.Published, isChange: false)).Id, scene.Clock.Now);
        scene.Events.ChangeAddress(scene.Life.Persons.First(person => person != resident));
        _ = await scene.FinishAsync(scene.Engine.Planner.RequestedChanges(Permit));
        scene.Events.Protect(resident);

        Assert.That((await scene.NightAsync()).ToWithdraw, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Revocations()
    {
        yield return Case(
            "right taken away",
            NonDisclosureRight.Section37,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.None },
            "no longer has the right of 37 §");
        yield return Case(
            "right given",
            NonDisclosureRight.None,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.Section37 },
            null);
        yield return Case(
            "ended",
            NonDisclosureRight.None,
            permit => permit with { ValidTo = new DateOnly(2026, 1, 5) },
            "not valid today");
        yield return Case(
            "area narrower",
            NonDisclosureRight.None,
            permit => permit with { Area = new MunicipalityArea(["205"]) },
            "no longer has all its municipalities");
        yield return Case(
            "area wider",
            NonDisclosureRight.None,
            permit => permit with { Area = new MunicipalityArea(["205", "290", "765"]) },
            null);
        yield return Case(
            "product narrower",
            NonDisclosureRight.None,
            permit => permit with { Product = "suppea" },
            "no longer has all its groups");
        yield return Case(
            "other recipient",
            NonDisclosureRight.None,
            permit => permit with { Recipient = "toinen" },
            "another recipient's");
        yield return Case(
            "other drop",
            NonDisclosureRight.None,
            permit => permit with { Files = permit.RequireFiles() with { Drop = "toinen" } },
            null);
        yield return Case("the interface in place of files", NonDisclosureRight.None, permit => permit with { Files = null }, null);
        yield return Case(
            "other rhythm",
            NonDisclosureRight.None,
            permit => permit with
            {
                Files = permit.RequireFiles() with
                {
                    Rhythm = new Rhythm("FREQ=DAILY", new TimeOnly(2, 30), new DateOnly(2026, 3, 1)),
                },
            },
            null);

        yield return Case(
            "list's right taken away",
            NonDisclosureRight.Section37,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.None },
            "no longer has the right of 37 §",
            isList: true);
        yield return Case(
            "list's right narrowed to the order alone",
            NonDisclosureRight.Section37,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.OrderOnly },
            "no longer has the right of 37 §",
            isList: true);
        yield return Case(
            "list's order taken away",
            NonDisclosureRight.OrderOnly,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.None },
            "order",
            isList: true);
        yield return Case(
            "list's right given",
            NonDisclosureRight.OrderOnly,
            permit => permit with { NonDisclosureRight = NonDisclosureRight.Section37 },
            null,
            isList: true);
        yield return Case(
            "list's product narrower",
            NonDisclosureRight.None,
            permit => permit with { Product = "suppea" },
            "no longer has all its groups",
            isList: true);
        yield return Case(
            "list of another recipient",
            NonDisclosureRight.None,
            permit => permit with { Recipient = "toinen" },
            "another recipient's",
            isList: true);
        yield return Case(
            "list ended",
            NonDisclosureRight.None,
            permit => permit with { ValidTo = new DateOnly(2026, 1, 5) },
            "not valid today",
            isList: true);

        static TestCaseData Case(
            string name,
            NonDisclosureRight right,
            Func<Permit, Permit> change,
            string? why,
            bool isList = false) =>
            new TestCaseData(isList, right, change, why).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Revocations))]
    public async Task A_right_revoked_since_is_an_alert_and_a_wider_permit_is_none(
        bool isList,
        NonDisclosureRight right,
        Func<Permit, Permit> change,
        string? why)
    {
        await MakeSceneAsync(isList, right);
        var delivery = await BringToAsync(PublishedMoment.Published, isChange: false);
        scene.Permits[0] = change(Permit);
        scene.Clock.Now = scene.Clock.Now.AddDays(1);

        var due = scene.Engine.Review.Find();

        Assert.That(due.Select(found => found.Delivery.Id), Is.EqualTo(why is null ? [] : new[] { delivery.Id }));
        Assert.That(due.Select(found => found.Why), why is null ? Is.Empty : Has.All.Contain(why));
    }

    [Test]
    public async Task A_permit_that_is_gone_makes_no_new_base()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        _ = await BringToAsync(PublishedMoment.Published, isChange: false);
        var permit = Permit;
        scene.Permits.Clear();
        scene.WithdrawPublished = true;

        var night = await scene.NightAsync();

        Assert.That((night.ToWithdraw.Count, night.Batch.Deliveries.Count), Is.EqualTo((0, 0)));
        Assert.That(
            scene.Ledger.List(new DeliveryFilter(permit.Id)).Select(delivery => delivery.State),
            Is.EqualTo(new[] { DeliveryState.Withdrawn }));
        Assert.That(Directory.GetFiles(scene.Drop.LocationOf(permit.Id)), Is.Empty);
    }

    [Test]
    public async Task A_drop_that_cannot_be_reached_is_a_failure_and_the_next_night_removes_the_files()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        var delivery = await BringToAsync(PublishedMoment.Published, isChange: false);
        scene.Events.Protect(resident);
        scene.WithdrawPublished = true;
        scene.Drop.CannotRemove = true;

        var night = await scene.NightAsync();
        Assert.That(night.Batch.Failures.Select(failure => failure.Message), Has.Some.Contain("may still be in the drop"));
        Assert.That(night.ToWithdraw.Select(due => due.Delivery.Id), Is.EqualTo(new[] { delivery.Id }));
        Assert.That(scene.Status().Of(AlertKind.Overtaken), Is.Not.Null);

        scene.Drop.CannotRemove = false;
        scene.Clock.Now = scene.Clock.Now.AddDays(1);
        night = await scene.NightAsync();
        Assert.That((night.ToWithdraw.Count, night.Batch.Deliveries.Count), Is.EqualTo((0, 0)), "no second base");
        Assert.That(
            Directory.GetFiles(scene.Drop.LocationOf(Permit.Id)).Select(Path.GetFileName),
            Has.None.Matches<string>(name => delivery.Files.Any(file => file.Name == name)));
    }

    [Test]
    public async Task A_new_base_that_could_not_be_made_in_the_night_is_made_by_the_next()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        var delivery = await BringToAsync(PublishedMoment.Published, isChange: true);
        scene.Events.Protect(resident);
        scene.WithdrawPublished = true;
        scene.Observer.OnBegin = (_, step) =>
        {
            if (step == DeliveryStep.Composing)
            {
                throw new StoppedException();
            }
        };
        _ = await Assert.ThrowsAsync<StoppedException>(() => scene.NightAsync());
        Assert.That(scene.Ledger.Find(delivery.Key)!.State, Is.EqualTo(DeliveryState.Withdrawn));
        scene.Ledger.Withdraw(scene.Ledger.Unfinished().Single().Id, DeliveryWithdrawal.Reason, scene.Clock.Now);
        scene.Observer.OnBegin = (_, _) => { };

        Assert.That((await scene.NightAsync()).Batch.Deliveries.Select(made => made.Title), Is.EqualTo(new[] { "viikko base 3" }));
        Assert.That((await scene.NightAsync()).Batch.Deliveries, Is.Empty);
    }

    [Test]
    public async Task Composed_past_an_order_it_is_refused_and_leaves_nothing_in_the_outbox([Values] bool isPublished)
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.Section37);
        var delivery = await BringToAsync(isPublished ? PublishedMoment.Published : PublishedMoment.Planned, isChange: false);
        var outbox = Path.Combine(scene.Settings.OutboxPath, Permit.Id);
        if (Directory.Exists(outbox))
        {
            Directory.Delete(outbox, recursive: true);
        }

        scene.Events.Protect(resident);
        var refused = (await Assert.ThrowsAsync<MuutostietoException>(() => isPublished
            ? scene.Engine.RedeliverAsync(delivery, scene.Observer, CancellationToken.None)
            : Task.Run(() => scene.Engine.ComposePlanned(delivery, scene.Observer, CancellationToken.None))))!;

        Assert.That(refused.Message, Does.Contain("a non-disclosure order").And.Not.Contain(scene.Life.Current(resident).IdentityCode));
        Assert.That(Directory.Exists(outbox) ? Directory.GetFileSystemEntries(outbox) : [], Is.Empty);
    }

    [Test]
    public async Task Digests_are_not_given_until_the_next_changes_have_brought_the_order()
    {
        await MakeSceneAsync(isList: false, NonDisclosureRight.None);
        _ = await BringToAsync(PublishedMoment.Received, isChange: false);
        scene.Events.Protect(resident);
        var refused = Assert.Throws<MuutostietoException>(() =>
            scene.Reconciler.Compose(scene.Reconciler.HeadOf(Permit), null, CancellationToken.None)
        )!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Remedy, Is.EqualTo(new DeliveryRemedy.DeliverChanges("viikko")));

        _ = await scene.FinishAsync(scene.Engine.Planner.RequestedChanges(Permit));
        Assert.That(scene.Reconciler.Compose(scene.Reconciler.HeadOf(Permit), null, CancellationToken.None).Persons, Is.EqualTo(1));
    }

    private async Task MakeSceneAsync(bool isList, NonDisclosureRight right)
    {
        published = await PublishedScene.MakeAsync(isList, right);
        (scene, resident) = (published.Engine, published.Resident);
    }

    private Task<Delivery> BringToAsync(PublishedMoment moment, bool isChange) => published!.BringToAsync(moment, isChange);
}
