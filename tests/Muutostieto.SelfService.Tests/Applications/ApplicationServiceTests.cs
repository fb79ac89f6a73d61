using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Applications;

[TestFixture(false)]
[TestFixture(true)]
public sealed class ApplicationServiceTests(bool isInDatabase)
{
    private Scene scene = null!;
    private ApplicationService service = null!;

    [SetUp]
    public void Begin()
    {
        scene = new Scene(isInDatabase: isInDatabase);
        service = new ApplicationService(scene.Store, scene.Open, scene.Clock);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public void A_draft_is_checked_as_it_is_when_it_is_submitted()
    {
        var draft = service.Create(Scene.Customer, new ApplicationContent { Register = "Tutkimus" });
        var faults = service.Check(Scene.Customer, draft.Number);
        var refused = Assert.Throws<RefusedInputException>(() => service.Submit(Scene.Customer, draft.Number, draft.Version));
        Assert.That(faults, Is.EqualTo(refused!.Faults).And.Not.Empty);
        Assert.That(
            service.Check(Scene.Customer, service.Create(Scene.Customer, Scene.WholeApplication).Number), Is.Empty);
    }

    [Test]
    public void A_draft_may_lack_everything_and_is_submitted_only_when_it_is_whole()
    {
        var draft = service.Create(Scene.Customer, new ApplicationContent());
        var refused = Assert.Throws<RefusedInputException>(() => service.Submit(Scene.Customer, draft.Number, draft.Version))!;
        Assert.That(
            refused.Faults.Select(fault => fault.Field),
            Is.EqualTo(new[]
            {
                "register", "legalGround", "purposes", "area", "groups", "targets", "formats", "statementText", "statement",
                "contact.name", "contact.email", "validFrom",
            }));
        Assert.That(refused.Faults.Select(fault => fault.Problem), Has.All.EqualTo(FieldProblem.Missing));

        var saved = service.Save(Scene.Colleague, draft.Number, draft.Version, Scene.WholeApplication);
        var submitted = service.Submit(Scene.Customer, saved.Number, saved.Version);
        Assert.That((submitted.State, submitted.Submitted), Is.EqualTo((MatterState.Submitted, (DateTimeOffset?)scene.Clock.Now)));
    }

    [Test]
    public void What_was_saved_is_read_as_it_was()
    {
        var content = Scene.WholeApplication with
        {
            IsOfChanges = true,
            Product = "laajat",
            Rhythm = new RhythmWish("FREQ=WEEKLY;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 12, 7)),
            ValidTo = new DateOnly(2028, 12, 31),
        };
        var made = service.Create(Scene.Customer, content);
        var read = service.Find(Scene.Colleague, made.Number).Content;
        Assert.Multiple(() =>
        {
            Assert.That(read.Rhythm, Is.EqualTo(content.Rhythm));
            Assert.That(read.Statement, Is.EquivalentTo(content.Statement));
            Assert.That(
                (read.Register, read.LegalGround, read.Product, read.Contact, read.ValidFrom, read.ValidTo),
                Is.EqualTo((content.Register, content.LegalGround, content.Product, content.Contact, content.ValidFrom, content.ValidTo)));
            Assert.That(read.Area.Codes, Is.EqualTo(content.Area.Codes));
        });
    }

    [Test]
    public void Of_two_tabs_the_second_is_refused_and_learns_who_was_first()
    {
        var draft = service.Create(Scene.Customer, new ApplicationContent());
        _ = service.Save(Scene.Colleague, draft.Number, draft.Version, Scene.WholeApplication);
        Assert.That(
            () => service.Save(Scene.Customer, draft.Number, draft.Version, new ApplicationContent()),
            Throws.TypeOf<ChangedMeanwhileException>().With.Property(nameof(ChangedMeanwhileException.By))
                .EqualTo(Scene.Colleague.Name));
        Assert.That(service.Find(Scene.Customer, draft.Number).Content.Register, Is.EqualTo(Scene.WholeApplication.Register));
    }

    [Test]
    public void What_was_submitted_is_changed_no_more_and_can_be_withdrawn_once()
    {
        var draft = service.Create(Scene.Customer, Scene.WholeApplication);
        var submitted = service.Submit(Scene.Customer, draft.Number, draft.Version);
        Assert.That(
            () => service.Save(Scene.Customer, submitted.Number, submitted.Version, Scene.WholeApplication),
            Throws.TypeOf<ChangedMeanwhileException>());
        var withdrawn = service.Withdraw(Scene.Customer, submitted.Number, submitted.Version);
        Assert.That(withdrawn.State, Is.EqualTo(MatterState.Withdrawn));
        Assert.That(
            () => service.Withdraw(Scene.Customer, withdrawn.Number, withdrawn.Version), Throws.TypeOf<ChangedMeanwhileException>());
    }

    [Test]
    public void Another_recipients_application_is_refused_as_if_it_were_not_there()
    {
        var draft = service.Create(Scene.Customer, Scene.WholeApplication);
        Assert.Multiple(() =>
        {
            Assert.That(() => service.Find(Scene.Stranger, draft.Number), Throws.TypeOf<AccessRefusedException>());
            Assert.That(() => service.Find(Scene.Stranger, 4711), Throws.TypeOf<AccessRefusedException>());
            Assert.That(service.List(Scene.Stranger, 1).Matters, Is.Empty);
            Assert.That(service.List(Scene.Colleague, 1).Matters.Select(each => each.Number), Is.EqualTo(new[] { draft.Number }));
        });
    }

    private static IEnumerable<TestCaseData> Faulty()
    {
        var whole = Scene.WholeApplication;
        yield return new TestCaseData(whole with { Register = new string('x', 201) }, "register", FieldProblem.TooLong);
        yield return new TestCaseData(whole with { Register = "a\nb" }, "register", FieldProblem.Malformed);
        yield return new TestCaseData(whole with { Register = "a\ud800" }, "register", FieldProblem.Malformed);
        yield return new TestCaseData(whole with { LegalGround = new string('x', 2001) }, "legalGround", FieldProblem.TooLong);
        yield return new TestCaseData(whole with { StatementText = new string('x', 4001) }, "statementText", FieldProblem.TooLong);
        yield return new TestCaseData(whole with { Purposes = ["curiosity"] }, "purposes", FieldProblem.Unknown);
        yield return new TestCaseData(whole with { Purposes = ["statistics", "statistics"] }, "purposes", FieldProblem.Contradicts);
        yield return new TestCaseData(whole with { Groups = ["000"] }, "groups", FieldProblem.Unknown);
        yield return new TestCaseData(whole with { Targets = ["cats"] }, "targets", FieldProblem.Unknown);
        yield return new TestCaseData(whole with { Formats = ["pdf"] }, "formats", FieldProblem.Unknown);
        yield return new TestCaseData(whole with { Area = new() { Kind = AreaKind.List } }, "area", FieldProblem.Contradicts);
        yield return new TestCaseData(whole with { Area = new() { Kind = (AreaKind)9 } }, "area", FieldProblem.Unknown);
        yield return new TestCaseData(
            whole with { Area = new() { Kind = AreaKind.County, Codes = ["20", "19"] } }, "area", FieldProblem.TooLong);
        yield return new TestCaseData(
            whole with { Area = new() { Kind = AreaKind.Municipalities, Codes = ["999"] } }, "area", FieldProblem.Unknown);
        yield return new TestCaseData(
            whole with { Contact = whole.Contact with { Email = "no address" } }, "contact.email", FieldProblem.Malformed);
        yield return new TestCaseData(
            whole with { Contact = whole.Contact with { Phone = "<script>" } }, "contact.phone", FieldProblem.Malformed);
        yield return new TestCaseData(whole with { ValidTo = new DateOnly(2026, 1, 1) }, "validTo", FieldProblem.Contradicts);
        yield return new TestCaseData(
            whole with { IsOfChanges = true, Product = "none" }, "product", FieldProblem.Unknown);
        yield return new TestCaseData(
            whole with { IsOfChanges = true, Rhythm = new RhythmWish("FREQ=NEVER", default, default) }, "rhythm", FieldProblem.Malformed);
        yield return new TestCaseData(
            whole with { IsOfChanges = true, Area = new() { Kind = AreaKind.Country } }, "area", FieldProblem.Contradicts);
    }

    [TestCaseSource(nameof(Faulty))]
    public void What_cannot_be_kept_is_refused_by_field_and_nothing_is_kept(
        ApplicationContent content, string field, FieldProblem problem)
    {
        var refused = Assert.Throws<RefusedInputException>(() => service.Create(Scene.Customer, content))!;
        Assert.That(refused.Faults.Select(fault => (fault.Field, fault.Problem)), Does.Contain((field, problem)));
        Assert.That(service.List(Scene.Customer, 1).Matters, Is.Empty);
    }

    [Test]
    public void A_recipient_cannot_fill_the_store()
    {
        for (var i = 0; i < MatterRows.MostOpen; i++)
        {
            var draft = service.Create(Scene.Customer, new ApplicationContent());
            _ = service.Withdraw(Scene.Customer, draft.Number, draft.Version);
        }

        Assert.That(() => service.Create(Scene.Customer, new ApplicationContent()), Throws.TypeOf<RefusedInputException>());
        Assert.That(() => service.Create(Scene.Stranger, new ApplicationContent()), Throws.Nothing);
        scene.Clock.Now += TimeSpan.FromDays(1);
        Assert.That(() => service.Create(Scene.Customer, new ApplicationContent()), Throws.Nothing);
    }

    [Test]
    public void A_list_has_fifty_a_page_with_their_titles_and_states()
    {
        for (var i = 1; i <= 103; i++)
        {
            _ = service.Create(Scene.Customer, new ApplicationContent { Register = i == 3 ? null : $"Rekisteri {i}" });
        }

        var (first, third) = (service.List(Scene.Customer, 1), service.List(Scene.Customer, 3));
        Assert.That((first.Number, first.Pages, first.Matters.Count), Is.EqualTo((1, 3, 50)));
        Assert.That(first.Matters.Select(each => each.Title), Is.EqualTo(Enumerable.Range(54, 50).Reverse().Select(i => $"Rekisteri {i}")));
        Assert.That(third.Matters.Select(each => each.Title), Is.EqualTo(new[] { null, "Rekisteri 2", "Rekisteri 1" }));
        Assert.That((service.List(Scene.Customer, 0).Number, service.List(Scene.Customer, int.MaxValue).Number), Is.EqualTo((1, 3)));
        Assert.That((service.List(Scene.Stranger, 7).Number, service.List(Scene.Stranger, 7).Pages), Is.EqualTo((1, 1)));

        var saved = service.Save(Scene.Colleague, third.Matters[0].Number, 1, new ApplicationContent { Register = "Uusi" });
        _ = service.Withdraw(Scene.Customer, saved.Number, saved.Version);
        Assert.That(
            service.List(Scene.Customer, 3).Matters[0],
            Is.EqualTo(new MatterHeading(3, "Uusi", MatterState.Withdrawn, scene.Clock.Now, Scene.Customer.Name)));
    }
}
