using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages on which recipients apply for permits, by raw HTTP.</summary>
public sealed class ApplicationPagesTests : CustomerFixture
{
    [Test]
    public async Task An_application_is_drafted_says_at_its_fields_what_is_missing_and_is_submitted_whole()
    {
        var kept = await FillAsync("/applications/new", ("register", "Tutkimus"), ("do", "submit"), ("area", "Municipalities"));
        Assert.That(kept.Address.PathAndQuery, Is.EqualTo("/applications/1/edit?check=1"));
        foreach (var field in new[]
            {
                "purposes", "legalGround", "areaMunicipalities", "groups", "targets", "formats", "statement.UseIsLogged", "statementText",
                "contact.name", "contact.email", "validFrom",
            })
        {
            Assert.That(kept.Body, Does.Contain($"href=\"#{field}\"").And.Contain($"id=\"{field}-error\""), field);
        }

        Assert.That(kept.Body, Does.Contain("value=\"Tutkimus\""));
        Assert.That(Scene.Applications.Find(CustomerScene.Customer, 1).State, Is.EqualTo(MatterState.Draft));

        var done = await Browser.FollowAsync(await Browser.SendAsync(
            kept, "/applications/1/edit", [("do", "submit"), .. WholeApplication]));
        Assert.That(done.Address.AbsolutePath, Is.EqualTo("/applications/1"));
        Assert.That(done.Body, Does.Contain("Waits for a decision").And.Contain("&lt;b&gt;Rekisteri&lt;/b&gt;").And.Not.Contain("<b>"));
        var content = Scene.Applications.Find(CustomerScene.Customer, 1).Content;
        Assert.That(content.Area.Codes, Is.EqualTo(new[] { "620", "205" }));
        Assert.That(content.ValidFrom, Is.EqualTo(new DateOnly(2126, 12, 1)));
        Assert.That(content.Statement, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Files_of_changes_are_applied_for_with_product_and_rhythm()
    {
        var place = await FillAsync(
            "/applications/new",
            [
                .. WholeApplication.Where(each => each.Item1 is not ("way" or "area" or "groups" or "targets" or "formats")),
                ("way", "changes"), ("area", "County"), ("areaCounty", "20"), ("product", "laajat"), ("fileFormats", "csv"),
                ("rhythm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), ("rhythmTime", "2.30"), ("rhythmFrom", "5.1.2027"), ("do", "submit"),
            ]);
        Assert.That(place.Body, Does.Contain("Waits for a decision"));
        var content = Scene.Applications.Find(CustomerScene.Customer, 1).Content;
        Assert.That(
            (content.IsOfChanges, content.Product, content.Area.Kind, content.Rhythm),
            Is.EqualTo((
                true,
                "laajat",
                AreaKind.County,
                new RhythmWish("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", new TimeOnly(2, 30), new DateOnly(2027, 1, 5)))));
    }

    [Test]
    public async Task A_day_that_cannot_be_read_keeps_nothing_and_what_was_written_stays()
    {
        var again = await Browser.SendAsync(
            await Browser.OpenAsync("/applications/new"), "/applications/new", [.. WholeApplication, ("validTo", "tomorrow")]);
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(
            again.Body,
            Does.Contain("href=\"#validTo\"").And.Contain("value=\"tomorrow\"").And.Contain(">puolanka, 205</textarea>"));
        Assert.That(Scene.Applications.List(CustomerScene.Customer, 1).Matters, Is.Empty);
    }

    [Test]
    public async Task A_form_that_is_sent_twice_begins_one_application()
    {
        var page = await Browser.OpenAsync("/applications/new");
        var sent = new[]
        {
            await Browser.SendAsync(page, "/applications/new", WholeApplication),
            await Browser.SendAsync(page, "/applications/new", WholeApplication),
        };
        Assert.That(sent.Select(each => (each.Status, each.Place)), Is.All.EqualTo((303, "/applications/1")));
        Assert.That(Scene.Applications.List(CustomerScene.Customer, 1).Matters, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_draft_that_a_colleague_has_changed_is_not_overwritten()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        var late = await Browser.OpenAsync("/applications/1/edit");
        using var other = Service.NewBrowser(CustomerScene.Colleague);
        _ = await other.SendAsync(await other.OpenAsync("/applications/1/edit"), "/applications/1/edit", ("register", "Toinen"));
        var refused = await Browser.SendAsync(late, "/applications/1/edit", WholeApplication);
        Assert.That((refused.Status, refused.Body), Is.EqualTo((409, refused.Body)));
        Assert.That(refused.Body, Does.Contain("Changed by: Test Colleague"));
        Assert.That(Scene.Applications.Find(CustomerScene.Customer, 1).Content.Register, Is.EqualTo("Toinen"));
    }

    [Test]
    public async Task A_decision_is_shown_with_its_reason_and_what_was_sent_back_is_a_draft_again()
    {
        _ = await FillAsync("/applications/new", [("do", "submit"), .. WholeApplication]);
        var decider = SomeUsers.Of(Role.Operator);
        _ = Scene.Decisions.Return(decider, 1, Scene.Decisions.Find(decider, 1).Version, "Puuttuu <i>liite</i>\nToinen rivi");
        var page = await Browser.OpenAsync("/applications/1");
        Assert.That(
            page.Body,
            Does.Contain("Sent back to be completed").And.Contain("&lt;i&gt;liite&lt;/i&gt;").And.Contain("Test Operator")
                .And.Contain("/applications/1/edit"));
        var gone = await Browser.FollowAsync(await Browser.SendAsync(
            await Browser.OpenAsync("/applications/1/withdraw"), "/applications/1/withdraw"));
        Assert.That(gone.Body, Does.Contain("Withdrawn").And.Not.Contain("/applications/1/edit"));
        Assert.That((await Browser.GetAsync("/applications/1/edit")).Place, Is.EqualTo("/applications/1"));
        Assert.That((await Browser.GetAsync("/applications/1/withdraw")).Place, Is.EqualTo("/applications/1"));
    }
}
