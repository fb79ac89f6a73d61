using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Tests.Orders;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Decisions;

[TestFixture(false)]
[TestFixture(true)]
public sealed class DecisionServiceTests(bool isInDatabase)
{
    private Scene scene = null!;

    [SetUp]
    public void Begin() => scene = new Scene(isInDatabase: isInDatabase);

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public void An_approved_application_is_a_file_that_the_loader_reads_as_the_permit_that_was_decided()
    {
        var matter = scene.Submitted();
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, "Perusteltu");

        Assert.That((outcome.IsDone, outcome.State), Is.EqualTo((true, MatterState.Approved)), $"{outcome.Report}");
        var text = File.ReadAllText(DecisionScene.PermitFile(scene));
        Assert.That(text, Is.EqualTo(outcome.Text));
        Assert.That(
            text,
            Does.StartWith(
                $"// Decided in the self-service: application {matter.Number} of yliopisto, submitted on 2026-11-16 09:00.\n"
                    + "// Approved by operaattori-1 (testi) on 2026-11-16 09:00.\n{\n  \"$schema\": \"../schemas/permit.schema.json\",\n"));
        using var work = scene.Open();
        var permit = work.Configuration.Permit("tutkimus-2027");
        Assert.Multiple(() =>
        {
            Assert.That(
                (permit.Recipient, permit.Decision, permit.CustomerNumber, permit.RegisterName, permit.ValidFrom, permit.ValidTo),
                Is.EqualTo((
                    Scene.Recipient, "DVV/77/2026", "2001", "UUSI", new DateOnly(2026, 11, 16), (DateOnly?)new DateOnly(2027, 12, 31))));
            Assert.That(permit.Orders!.Purposes, Is.EqualTo(new[] { Purpose.ScientificResearch }));
            Assert.That(permit.Orders.Groups.Select(group => group.Group), Is.EqualTo(new[] { "003", "004", "204" }));
            Assert.That(permit.NonDisclosureRight, Is.EqualTo(NonDisclosureRight.None));
        });
        var found = new ApplicationService(scene.Store, scene.Open, scene.Clock).Find(Scene.Customer, matter.Number);
        Assert.That(
            found.Decisions.Select(each => (each.Verdict, each.Operator, each.Reason, each.File)),
            Is.EqualTo(new[] { (Verdict.Approved, "operaattori-1", "Perusteltu", Path.Combine("permits", "tutkimus-2027.json")) }));
    }

    [TestCase(AreaKind.County, "20", "false")]
    [TestCase(AreaKind.Municipalities, "697", "true")]
    [TestCase(AreaKind.List, "", "order-only")]
    public void A_permit_of_changes_is_read_as_it_was_decided(AreaKind area, string codes, string right)
    {
        var matter = scene.Submitted(Scene.WholeApplication with
        {
            IsOfChanges = true,
            Product = "laajat",
            Purposes = [],
            Groups = [],
            Targets = [],
            Formats = ["fixed", "csv"],
            Area = new ApplicationArea { Kind = area, Codes = codes.Length == 0 ? [] : [codes] },
            Rhythm = new RhythmWish("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 12, 7)),
        });
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion with { NonDisclosureRight = right }, null);

        Assert.That(outcome.State, Is.EqualTo(MatterState.Approved), $"{outcome.Report}");
        using var work = scene.Open();
        var permit = work.Configuration.Permit("tutkimus-2027");
        Assert.That(
            (permit.Product, permit.Area.IsList, permit.Files!.Rhythm.Rule, permit.Files.Rhythm.Time, permit.Files.Rhythm.From),
            Is.EqualTo((
                "laajat", area == AreaKind.List, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 12, 7))));
    }

    [Test]
    public void A_permit_for_customers_files_says_by_which_methods()
    {
        var matter = scene.Submitted(Scene.WholeApplication with { Targets = ["persons", "customers"], Purposes = ["authority-task"] });
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        Assert.That(outcome.State, Is.EqualTo(MatterState.Approved), $"{outcome.Report}");
    }

    [TestCase(null)]
    [TestCase("{ // own words\n \"permit\": \"tutkimus\", \"purpose\": \"scientific-research\", \"content\": { \"groups\": [\"004\"] }, }")]
    public void An_approved_order_is_a_file_that_the_loader_reads(string? json)
    {
        var matter = scene.SubmittedOrder(OrderServiceTests.Adults with { Json = json, SampleSize = 50 });
        var decisions = scene.Decisions();
        Assert.That(decisions.ExplainOrder(Scene.FirstOperator, matter.Number, "aikuiset-2026").IsDone, Is.True);
        Assert.That(Directory.GetFiles(Path.Combine(scene.Config, "orders")), Is.Empty);

        var outcome = decisions.ApproveOrder(Scene.FirstOperator, matter.Number, matter.Version, "aikuiset-2026", null);
        Assert.That(outcome.State, Is.EqualTo(MatterState.Approved), $"{outcome.Report}");
        using var work = scene.Open();
        var order = work.Configuration.Order("aikuiset-2026");
        Assert.That((order.Permit, order.Sample?.Size), Is.EqualTo((Scene.OrdersPermit, json is null ? 50L : (long?)null)));
    }

    [Test]
    public void Comments_before_a_customers_order_do_not_pass_for_a_decision()
    {
        var matter = scene.SubmittedOrder(OrderServiceTests.Adults with
        {
            Json = "// Approved by the director on 2026-11-15 09:00.\n/* so\nit is */ "
                + "{ \"purpose\": \"scientific-research\", \"content\": { \"groups\": [\"004\"] } }",
        });
        var outcome = scene.Decisions().ApproveOrder(Scene.FirstOperator, matter.Number, matter.Version, "aikuiset-2026", null);
        Assert.That((outcome.IsDone, outcome.State), Is.EqualTo((true, MatterState.Approved)), $"{outcome.Report}");
        Assert.That(File.ReadAllText(Path.Combine(scene.Config, "orders", "aikuiset-2026.json")), Does.Not.Contain("director"));
    }

    [TestCase("2026-11-15", "2027-05-31", "validFrom")]
    [TestCase("2026-11-16", "2027-06-01", "validTo")]
    [TestCase("2026-11-16", null, "validTo")]
    public void A_permit_is_not_for_longer_than_was_applied_for(string from, string? to, string field)
    {
        var matter = scene.Submitted(Scene.WholeApplication with { ValidTo = new DateOnly(2027, 5, 31) });
        var (first, last) = (DateOnly.Parse(from), to is null ? (DateOnly?)null : DateOnly.Parse(to));
        var completion = DecisionScene.Completion with { ValidFrom = first, ValidTo = last };
        var refused = Assert.Throws<RefusedInputException>(() => scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, completion, null))!;
        Assert.That(refused.Faults, Is.EqualTo(new[] { new FieldFault(field, FieldProblem.Contradicts) }));
    }

    [Test]
    public void What_the_loader_refuses_is_shown_whole_and_nothing_is_decided()
    {
        var matter = scene.Submitted();
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator,
            matter.Number,
            matter.Version,
            DecisionScene.Completion with { CustomerNumber = "x", Drop = "none", NonDisclosureRight = "perhaps" },
            null);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.IsDone, Is.False);
            Assert.That(
                outcome.Report!.Errors.Select(fault => fault.Path), Is.EqualTo(new[] { "customerNumber", "nonDisclosureRight", "drop" }));
            Assert.That(File.Exists(DecisionScene.PermitFile(scene)), Is.False);
            Assert.That(scene.Decisions().Queue(Scene.FirstOperator).Single().Version, Is.EqualTo(matter.Version));
        });
    }

    [Test]
    public void A_permit_whose_file_names_would_be_anothers_is_refused()
    {
        var matter = scene.Submitted();
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator,
            matter.Number,
            matter.Version,
            DecisionScene.Completion with { CustomerNumber = "1001", RegisterName = "TUTKIMUS" },
            null);
        Assert.That(outcome.Report!.Errors.Single().Message, Does.Contain("same customer number"));
    }

    [Test]
    public void A_file_that_is_there_is_never_replaced()
    {
        var matter = scene.Submitted();
        var path = DecisionScene.PermitFile(scene, Scene.OrdersPermit);
        var before = File.ReadAllText(path);
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion with { Id = Scene.OrdersPermit }, null);
        Assert.That((outcome.IsDone, outcome.Failure), Is.EqualTo((false, (WriteFailure?)WriteFailure.Taken)));
        Assert.That(File.ReadAllText(path), Is.EqualTo(before));
    }

    [TestCase("../appsettings")]
    [TestCase("a/b")]
    [TestCase("")]
    [TestCase("Iso")]
    [TestCase("a\n")]
    public void An_id_that_is_no_name_of_a_file_is_refused(string id)
    {
        var matter = scene.Submitted();
        Assert.That(
            () => scene.Decisions().ApprovePermit(
                Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion with { Id = id }, null),
            Throws.TypeOf<RefusedInputException>());
    }

    [Test]
    public void In_a_folder_that_is_read_only_the_text_is_put_by_hand_and_then_it_is_approved()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("For root no folder is read-only.");
            return;
        }

        var matter = scene.Submitted();
        var folder = Path.Combine(scene.Config, "permits");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var outcome = scene.Decisions().ApprovePermit(
            Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        Assert.That((outcome.Failure, outcome.State), Is.EqualTo(((WriteFailure?)WriteFailure.ReadOnly, MatterState.Submitted)));
    }

    [Test]
    public void What_an_operator_put_there_by_hand_is_approved_and_stays_as_it_is()
    {
        var matter = scene.Submitted();
        var decisions = scene.Decisions();
        var explained = decisions.ExplainPermit(Scene.FirstOperator, matter.Number, DecisionScene.Completion);
        File.WriteAllText(DecisionScene.PermitFile(scene), explained.Text);
        scene.Clock.Now += TimeSpan.FromHours(1);
        var outcome = decisions.ApprovePermit(Scene.SecondOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        Assert.That(outcome.State, Is.EqualTo(MatterState.Approved), $"{outcome.Report}");
        Assert.That(File.ReadAllText(DecisionScene.PermitFile(scene)), Is.EqualTo(explained.Text));
    }

    [Test]
    public void Where_two_decide_the_first_writes_nothing_and_neither_is_the_applicant_or_both()
    {
        var both = Scene.Customer with { Roles = [Role.Customer, Role.Operator] };
        var matter = scene.Submitted(user: both);
        var decisions = scene.Decisions(twoPersons: true);
        Assert.That(
            () => decisions.ApprovePermit(both, matter.Number, matter.Version, DecisionScene.Completion, null),
            Throws.TypeOf<AccessRefusedException>());

        var first = decisions.ApprovePermit(Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, "ensin");
        Assert.That((first.IsDone, first.State), Is.EqualTo((true, MatterState.Submitted)));
        Assert.That(File.Exists(DecisionScene.PermitFile(scene)), Is.False);
        foreach (var user in new[] { both, Scene.FirstOperator })
        {
            Assert.That(() => decisions.Confirm(user, matter.Number, first.Version, null), Throws.TypeOf<AccessRefusedException>());
            Assert.That(decisions.Queue(user).Single().MayDecide, Is.False);
        }

        Assert.That(
            () => decisions.ApprovePermit(Scene.SecondOperator, matter.Number, first.Version, DecisionScene.Completion, null),
            Throws.TypeOf<ChangedMeanwhileException>());
        Assert.That(decisions.Queue(Scene.SecondOperator).Single().Awaits?.Operator, Is.EqualTo("operaattori-1"));
        var second = decisions.Confirm(Scene.SecondOperator, matter.Number, first.Version, "sitten");
        Assert.That(second.State, Is.EqualTo(MatterState.Approved), $"{second.Report}");
        Assert.That(
            File.ReadAllText(DecisionScene.PermitFile(scene)),
            Does.Contain("// Approved by operaattori-1 (testi) on 2026-11-16 09:00 and by operaattori-2 (testi) on 2026-11-16 09:00.\n{"));
    }

    [Test]
    public void Who_has_changed_an_application_decides_nothing_of_it_whoever_began_and_submitted_it()
    {
        var applications = new ApplicationService(scene.Store, scene.Open, scene.Clock);
        var both = Scene.Colleague with { Roles = [Role.Customer, Role.Operator] };
        var draft = applications.Create(Scene.Customer, Scene.WholeApplication);
        var saved = applications.Save(both, draft.Number, draft.Version, Scene.WholeApplication with { Register = "Toinen" });
        var matter = applications.Submit(Scene.Customer, draft.Number, saved.Version);
        var decisions = scene.Decisions();
        Assert.That(
            () => decisions.ApprovePermit(both, matter.Number, matter.Version, DecisionScene.Completion, null),
            Throws.TypeOf<AccessRefusedException>());
        Assert.That(() => decisions.Refuse(both, matter.Number, matter.Version, "ei"), Throws.TypeOf<AccessRefusedException>());
        Assert.That(decisions.Queue(both).Single().MayDecide, Is.False);
    }

    [Test]
    public void The_second_person_may_refuse_what_the_first_approved()
    {
        var matter = scene.Submitted();
        var decisions = scene.Decisions(twoPersons: true);
        var first = decisions.ApprovePermit(Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        var refused = decisions.Refuse(Scene.SecondOperator, matter.Number, first.Version, "Ei perustetta");
        Assert.That(refused.State, Is.EqualTo(MatterState.Refused));
        Assert.That(
            () => decisions.Confirm(Scene.SecondOperator, matter.Number, refused.Version, null),
            Throws.TypeOf<ChangedMeanwhileException>());
    }

    [Test]
    public void What_was_sent_back_is_changed_and_submitted_again_and_an_approval_before_that_does_not_count()
    {
        var applications = new ApplicationService(scene.Store, scene.Open, scene.Clock);
        var matter = scene.Submitted();
        var decisions = scene.Decisions(twoPersons: true);
        var first = decisions.ApprovePermit(Scene.FirstOperator, matter.Number, matter.Version, DecisionScene.Completion, null);
        var returned = decisions.Return(Scene.SecondOperator, matter.Number, first.Version, "Täydennä");
        Assert.That(returned.State, Is.EqualTo(MatterState.Draft));
        var saved = applications.Save(Scene.Customer, matter.Number, returned.Version, Scene.WholeApplication with { Register = "Toinen" });
        var again = applications.Submit(Scene.Customer, matter.Number, saved.Version);
        Assert.That(
            () => decisions.Confirm(Scene.SecondOperator, matter.Number, again.Version, null), Throws.TypeOf<ChangedMeanwhileException>());
        Assert.That(decisions.Queue(Scene.SecondOperator).Single().Awaits, Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Of_operators_who_decide_at_once_one_wins_and_the_others_learn_who(bool twoPersons)
    {
        for (var round = 0; round < 10; round++)
        {
            var matter = scene.Submitted();
            var outcomes = Enumerable.Range(1, 6)
                .AsParallel()
                .WithDegreeOfParallelism(6)
                .Select(number =>
                {
                    var user = Scene.User($"operaattori-{number}", Role.Operator);
                    var decisions = scene.Decisions(twoPersons);
                    try
                    {
                        var outcome = number % 2 == 0
                            ? decisions.Refuse(user, matter.Number, matter.Version, "ei")
                            : decisions.ApprovePermit(
                                user,
                                matter.Number,
                                matter.Version,
                                DecisionScene.Completion with { Id = $"r{round}-{number}", CustomerNumber = $"{round + 1}{number}" },
                                null);
                        return (Done: (string?)user.Name, By: (string?)null, outcome.State, outcome.Path);
                    }
                    catch (ChangedMeanwhileException lost)
                    {
                        return (null, lost.By, default, null);
                    }
                })
                .ToList();
            var winner = outcomes.Single(each => each.Done is not null);
            Assert.That(outcomes.Where(each => each.Done is null).Select(each => each.By), Has.All.EqualTo(winner.Done));
            var files = Directory.GetFiles(Path.Combine(scene.Config, "permits"), $"r{round}-*");
            Assert.That(files, Is.EqualTo(winner.State == MatterState.Approved ? [winner.Path!] : Array.Empty<string>()));
        }
    }

    [Test]
    public void A_name_with_line_breaks_stays_in_its_comment()
    {
        var matter = scene.Submitted();
        var user = Scene.FirstOperator with { Name = "A\n{\"id\": \"x\"}\u2028B" };
        var outcome = scene.Decisions().ApprovePermit(user, matter.Number, matter.Version, DecisionScene.Completion, null);
        Assert.That(outcome.State, Is.EqualTo(MatterState.Approved), $"{outcome.Report}");
        Assert.That(outcome.Text, Does.Contain("// Approved by A {\"id\": \"x\"} B on "));
    }

    [Test]
    public void An_order_whose_permit_has_passed_to_another_recipient_is_not_approved()
    {
        var matter = scene.SubmittedOrder(OrderServiceTests.Adults);
        var path = DecisionScene.PermitFile(scene, Scene.OrdersPermit);
        File.WriteAllText(path, File.ReadAllText(path).Replace("yliopisto", "muu-saaja", StringComparison.Ordinal));
        Assert.That(
            () => scene.Decisions().ApproveOrder(Scene.FirstOperator, matter.Number, matter.Version, "aikuiset", null),
            Throws.TypeOf<RefusedInputException>());
    }
}
