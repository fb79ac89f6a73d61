using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>The way of a pick from search and count to the list, and who may go it.</summary>
[Parallelizable(ParallelScope.Self)]
[TestFixture(false)]
[TestFixture(true)]
public sealed class ResidentServiceTests(bool isInDatabase)
{
    private ResidentScene scene = null!;

    [SetUp]
    public void MakeScene() => scene = new ResidentScene(isInDatabase: isInDatabase);

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task A_pick_is_counted_then_listed_as_a_delivery_of_the_ledger_with_its_price()
    {
        var persons = Enumerable.Range(0, 3).Select(_ => scene.Resident()).ToList();
        var counted = await scene.CountAsync(ResidentScene.All);
        Assert.That((counted.State, counted.Persons, counted.CanBeListed), Is.EqualTo((PickState.Counted, 3L, true)));
        Assert.That(counted.Price, Is.EqualTo(101.5m));

        scene.Service.RequestList(ResidentScene.User(), counted.Id);
        Assert.That(scene.Service.RequestList(ResidentScene.User(), counted.Id).State, Is.EqualTo(PickState.Queued), "asked twice");
        await scene.WorkAsync();
        var made = scene.Service.Find(ResidentScene.User(), counted.Id);

        using var work = scene.OpenInstallation();
        var delivery = work.Ledger.List().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((made.State, made.Persons, made.Number), Is.EqualTo((PickState.Made, 3L, 1)));
            Assert.That(scene.CodesIn(made), Is.EquivalentTo(persons.Select(scene.CodeOf)));
            Assert.That((delivery.Kind, delivery.Permit, delivery.Published is not null), Is.EqualTo(
                (DeliveryKind.Extract, ResidentScene.Permit, true)));
            Assert.That(delivery.Terms.Value.Order!.Id, Is.EqualTo(made.Id));
            Assert.That(work.NewEngine().Redraw.Run(delivery, null, CancellationToken.None).Persons, Is.EqualTo(3));
            Assert.That(
                Directory.GetFiles(Path.Combine(scene.Data, "drop", ResidentScene.Recipient, "download")).Select(Path.GetFileName),
                Is.SupersetOf(delivery.Files.Select(file => file.Name)));
        }
    }

    [Test]
    public async Task Who_lives_elsewhere_has_left_has_died_or_is_protected_is_in_no_count_and_no_list()
    {
        var events = new Muutostieto.Deliveries.Tests.Convergence.LifeEvents(scene.Register);
        var stays = scene.Resident();
        var (left, abroad, dead, hidden) = (scene.Resident(), scene.Resident(), scene.Resident(), scene.Resident());
        _ = scene.Resident("091");
        events.Move(left, "091");
        events.Emigrate(abroad);
        events.Die(dead);
        events.Protect(hidden);

        var pick = await scene.ListAsync(ResidentScene.All);

        Assert.That(pick.Persons, Is.EqualTo(1));
        Assert.That(scene.CodesIn(pick), Is.EqualTo(new[] { scene.CodeOf(stays) }));
        var dying = await scene.ListAsync(
            new ResidentSearch { Kind = ResidentSearchKind.Died, From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 6, 15) });
        Assert.That(scene.CodesIn(dying), Is.EqualTo(new[] { scene.CodeOf(dead) }));
    }

    [Test]
    public async Task A_user_picks_in_its_own_municipalities_alone()
    {
        var (kajaani, kuhmo) = (scene.Resident("205"), scene.Resident("290"));
        var user = ResidentScene.User(municipalities: ["290", "091"]);
        var pick = await scene.ListAsync(ResidentScene.All, user: user);

        Assert.That(scene.CodesIn(pick, user), Is.EqualTo(new[] { scene.CodeOf(kuhmo) }));
        Assert.That(
            () => scene.Service.Begin(
                user, ResidentScene.Permit, ResidentScene.Everything, ResidentScene.All with { Municipalities = ["205"] }, null),
            Throws.TypeOf<SearchRefusedException>().With.Property("Faults").EqualTo(
                new[] { new FieldFault(SearchFields.Municipalities, SearchFault.OutsidePermit) }));

        var both = await scene.ListAsync(ResidentScene.All);
        Assert.That(scene.CodesIn(both), Is.EquivalentTo(new[] { scene.CodeOf(kajaani), scene.CodeOf(kuhmo) }));
        Assert.That(
            () => scene.Service.Rows(ResidentScene.User(municipalities: ["290"]), both.Id, 1),
            Throws.TypeOf<AccessRefusedException>(), "the user has lost a municipality of the list");
    }

    [Test]
    public void Who_is_not_of_the_municipality_or_has_not_the_role_is_refused(
        [Values("role", "recipient", "none", "municipality", "ended", "task")] string what)
    {
        var user = what switch
        {
            "role" => ResidentScene.User(roles: [Role.Customer, Role.Operator, Role.Auditor]),
            "recipient" => ResidentScene.User(recipient: "kuhmon-kaupunki"),
            "none" => ResidentScene.User() with { Recipient = null },
            "municipality" => ResidentScene.User(municipalities: ["091", "200"]),
            _ => ResidentScene.User(),
        };
        if (what == "ended")
        {
            scene.WritePermit(validTo: "\"2026-06-14\"");
        }

        Assert.That(
            () => scene.Service.Begin(
                user, ResidentScene.Permit, what == "task" ? "kutsunnat" : ResidentScene.Everything, ResidentScene.All, null),
            Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => scene.Service.TasksOf(user),
            what switch
            {
                "role" or "none" => Throws.TypeOf<AccessRefusedException>(),
                "task" => Has.Exactly(3).Items,
                _ => Is.Empty,
            });
    }

    [Test]
    public async Task What_is_anothers_is_refused_like_what_is_not_there(
        [Values("another", "otherRecipient", "otherRole", "forged")] string who)
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        var id = who == "forged" ? "itse-20260615-000000000000" : pick.Id;
        var user = who switch
        {
            "another" => ResidentScene.User("virkamies-8"),
            "otherRecipient" => ResidentScene.User(recipient: "kuhmon-kaupunki"),
            "otherRole" => ResidentScene.User(roles: [Role.Operator]),
            _ => ResidentScene.User(),
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => scene.Service.Find(user, id), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => scene.Service.RequestList(user, id), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => scene.Service.Rows(user, id, 1), Throws.TypeOf<AccessRefusedException>());
            Assert.That(
                () => scene.Service.OpenDownloadAsync(user, id, ListForm.Package, CancellationToken.None),
                Throws.TypeOf<AccessRefusedException>());
        }

        Assert.That(scene.Entries().Count(entry => entry.Kind == AuditEntryKind.Download), Is.Zero);
    }

    [Test]
    public async Task Of_those_who_may_be_counted_only_few_are_not_counted_out()
    {
        for (var person = 0; person < 4; person++)
        {
            _ = scene.Resident(sex: "2");
        }

        var women = ResidentScene.All with { Sex = "2" };
        var few = await scene.CountAsync(women, ResidentScene.Addresses);
        Assert.That((few.Persons, few.IsBelowFive, few.MayList, few.Price), Is.EqualTo(((long?)null, true, false, (decimal?)null)));
        Assert.That(() => scene.Service.RequestList(ResidentScene.User(), few.Id), Throws.TypeOf<AccessRefusedException>());

        Assert.That((await scene.CountAsync(women)).Persons, Is.EqualTo(4), "the task shows the sex");
        Assert.That((await scene.CountAsync(ResidentScene.All, ResidentScene.Addresses)).Persons, Is.EqualTo(4), "nothing is looked at");
        _ = scene.Resident(sex: "2");
        var five = await scene.CountAsync(women, ResidentScene.Addresses);
        Assert.That((five.Persons, five.IsBelowFive, five.Price), Is.EqualTo(((long?)5, false, (decimal?)null)));
        var none = await scene.CountAsync(ResidentScene.All with { Sex = "1" }, ResidentScene.Addresses);
        Assert.That((none.Persons, none.IsBelowFive), Is.EqualTo(((long?)null, true)), "by name they may be listed: none would be a man");
    }

    [Test]
    public async Task Of_those_who_may_be_counted_only_one_more_is_not_seen_in_the_count()
    {
        for (var person = 0; person < 8; person++)
        {
            _ = scene.Resident(sex: "2");
        }

        var women = ResidentScene.All with { Sex = "2" };
        Assert.That((await scene.CountAsync(women, ResidentScene.Addresses)).Persons, Is.EqualTo(5));
        _ = scene.Resident(sex: "2");
        Assert.That((await scene.CountAsync(women, ResidentScene.Addresses)).Persons, Is.EqualTo(5));
        Assert.That((await scene.CountAsync(women)).Persons, Is.EqualTo(9), "the task shows the sex");
    }

    [Test]
    public async Task A_list_has_nothing_that_its_task_has_lost_since_the_count()
    {
        _ = scene.Resident();
        var pick = await scene.CountAsync(ResidentScene.All);
        scene.WritePermit(tasks: $$"""
            { "id": "{{ResidentScene.Everything}}", "fi": "Nimi", "sv": "Namn", "en": "Name", "purpose": "authority-task",
              "groups": ["004"] }
            """);
        scene.Open();
        _ = scene.Service.RequestList(ResidentScene.User(), pick.Id);
        await scene.WorkAsync();
        var failed = scene.Service.Find(ResidentScene.User(), pick.Id);
        Assert.That((failed.State, failed.Fault), Is.EqualTo((PickState.Failed, PickFault.PermitChanged)));
    }

    [Test]
    public async Task Of_no_one_no_list_is_made()
    {
        _ = scene.Resident(sex: "2");
        var none = await scene.CountAsync(ResidentScene.All with { Sex = "1" });
        Assert.That((none.Persons, none.CanBeListed), Is.EqualTo(((long?)0, false)));
        Assert.That(scene.Service.RequestList(ResidentScene.User(), none.Id).State, Is.EqualTo(PickState.Counted));

        var one = await scene.CountAsync(ResidentScene.All);
        _ = scene.Service.RequestList(ResidentScene.User(), one.Id);
        new Muutostieto.Deliveries.Tests.Convergence.LifeEvents(scene.Register).Die(scene.Register.Persons[0]);
        await scene.WorkAsync();
        var failed = scene.Service.Find(ResidentScene.User(), one.Id);
        Assert.That((failed.State, failed.Fault), Is.EqualTo((PickState.Failed, (PickFault?)PickFault.NoOne)));
    }

    [Test]
    public async Task What_was_queued_goes_on_after_a_restart_and_nothing_is_made_twice([Values] bool isMadeBefore)
    {
        _ = scene.Resident();
        var counting = scene.Service.Begin(ResidentScene.User(), ResidentScene.Permit, ResidentScene.Everything, ResidentScene.All, null);
        scene.Open();
        Assert.That(scene.Service.Find(ResidentScene.User(), counting.Id).State, Is.EqualTo(PickState.Counting));
        await scene.WorkAsync();
        _ = scene.Service.RequestList(ResidentScene.User(), counting.Id);
        if (isMadeBefore)
        {
            // Killed after the delivery was published and before the store had it.
            await scene.WorkAsync();
            scene.Store.Run(transaction => SelfService.Store.StoreCommands.Execute(
                transaction, "UPDATE pick SET state = 'making', number = NULL, made = NULL"));
        }

        scene.Open();
        await scene.WorkAsync();
        scene.Open();
        await scene.WorkAsync();

        using var work = scene.OpenInstallation();
        Assert.That(work.Ledger.List(), Has.Count.EqualTo(1));
        Assert.That(scene.Service.Find(ResidentScene.User(), counting.Id).State, Is.EqualTo(PickState.Made));
        Assert.That(scene.CodesIn(scene.Service.Find(ResidentScene.User(), counting.Id)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_user_cannot_fill_the_queue()
    {
        _ = scene.Resident();
        for (var search = 0; search < ResidentService.MostWaiting; search++)
        {
            _ = Begin();
        }

        Assert.That(Begin, Throws.TypeOf<ResidentLimitException>().With.Property("Limit").EqualTo(ResidentLimit.Waiting));
        Assert.That(
            () => scene.Service.Begin(
                ResidentScene.User("virkamies-8"), ResidentScene.Permit, ResidentScene.Everything, ResidentScene.All, null),
            Throws.Nothing);
        await scene.WorkAsync();
        Assert.That(Begin, Throws.Nothing);

        ResidentPick Begin() => scene.Service.Begin(
            ResidentScene.User(), ResidentScene.Permit, ResidentScene.Everything, ResidentScene.All, null);
    }

    [Test]
    public async Task A_selection_is_saved_renamed_run_again_and_removed_by_its_user_alone()
    {
        _ = scene.Resident();
        var search = new ResidentSearch { Kind = ResidentSearchKind.Turning, Turning = 100 };
        var saved = scene.Service.Save(ResidentScene.User(), " Satavuotiaat ", ResidentScene.Permit, ResidentScene.Everything, search);
        scene.Service.Rename(ResidentScene.User(), saved.Id, "100 v <b>=1</b>");
        scene.Open();
        var found = scene.Service.Saved(ResidentScene.User()).Single();
        var other = ResidentScene.User("virkamies-8");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.Name, found.Search), Is.EqualTo(("100 v <b>=1</b>", search)));
            Assert.That((await scene.CountAsync(found.Search, found.Task)).State, Is.EqualTo(PickState.Counted));
            Assert.That(scene.Service.Saved(other), Is.Empty);
            Assert.That(() => scene.Service.Rename(other, saved.Id, "x"), Throws.TypeOf<AccessRefusedException>());
            Assert.That(
                () => scene.Service.Rename(ResidentScene.User(), saved.Id, "010190-900X"), Throws.TypeOf<SearchRefusedException>());
            Assert.That(
                () => scene.Service.Save(ResidentScene.User(), " ", ResidentScene.Permit, ResidentScene.Everything, search),
                Throws.TypeOf<SearchRefusedException>());
        }

        scene.Service.Remove(other, saved.Id);
        Assert.That(scene.Service.Saved(ResidentScene.User()), Has.Count.EqualTo(1));
        scene.Service.Remove(ResidentScene.User(), saved.Id);
        scene.Service.Remove(ResidentScene.User(), saved.Id);
        Assert.That(scene.Service.Saved(ResidentScene.User()), Is.Empty);
    }

    [Test]
    public async Task A_list_waits_while_another_process_runs_and_counts_do_not()
    {
        _ = scene.Resident();
        var pick = await scene.CountAsync(ResidentScene.All);
        _ = scene.Service.RequestList(ResidentScene.User(), pick.Id);
        var held = RunLock.Acquire(new System.IO.Abstractions.FileSystem(), scene.Data, scene.Clock);
        using (var stop = new CancellationTokenSource())
        {
            var waiting = scene.Work.StepAsync(isList: true, stop.Token);
            Assert.That((await scene.CountAloneAsync(ResidentScene.All)).State, Is.EqualTo(PickState.Counted), "counts take no run lock");
            await stop.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }

        held.Dispose();
        await scene.WorkAsync();
        Assert.That(scene.Service.Find(ResidentScene.User(), pick.Id).State, Is.EqualTo(PickState.Made));
    }
}
