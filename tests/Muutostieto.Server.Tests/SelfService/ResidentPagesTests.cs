using System.Text.RegularExpressions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Tests.Residents;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Residents;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Tests.Support;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The municipality's pages by raw HTTP, over a whole installation.</summary>
public sealed partial class ResidentPagesTests
{
    private const string ForTask = $"{ResidentScene.Permit}/{ResidentScene.Everything}";
    private ResidentScene scene = null!;
    private RunningSelfService service = null!;
    private Browser browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        scene = new ResidentScene();
        service = await RunningSelfService.StartAsync(
            area: new ResidentPages(scene.Service, new WordShelf(), new PageLanguage(new Languages())));
        browser = service.NewBrowser(ResidentScene.User());
    }

    [TearDown]
    public async Task TearDown()
    {
        browser.Dispose();
        await service.DisposeAsync();
        scene.Dispose();
    }

    [Test]
    public async Task A_user_searches_sees_the_count_has_the_list_made_and_downloads_it()
    {
        _ = scene.Resident(surname: "Näkyvä");
        var sent = await browser.SendAsync(
            await browser.GetAsync("/residents"), "/residents", ("task", ForTask), ("kind", "All"), ("reference", "KAJ 12/2026"));
        Assert.That((sent.Status, sent.Place), Is.EqualTo((303, sent.Place)));
        var place = sent.Place!;
        Assert.That(place, Does.Match("^/picks/itse-20260615-[0-9a-f]{12}$"));

        var waiting = await browser.GetAsync(place);
        Assert.That(waiting.Body, Does.Contain($"content=\"2; url={place}/progress\"").And.Contain("<progress"));
        await scene.WorkAsync();
        Assert.That((await browser.GetAsync(place + "/progress")).Place, Is.EqualTo(place));
        var counted = await browser.GetAsync(place);
        Assert.That(counted.Body, Does.Contain("<p class=\"figure\">1</p>").And.Contain("€100.50").And.Contain("KAJ 12/2026"));

        Assert.That((await browser.SendAsync(counted, place + "/list")).Place, Is.EqualTo(place));
        Assert.That((await browser.SendAsync(counted, place + "/list")).Place, Is.EqualTo(place), "sent twice");
        await scene.WorkAsync();
        var made = await browser.GetAsync(place);
        Assert.That(
            Files().Matches(made.Body).Select(match => match.Groups[1].Value),
            Is.EqualTo(new[] { "spreadsheet", "workbook", "labels", "package" }));

        var rows = await browser.GetAsync(place + "/rows");
        Assert.That((rows.Status, rows.Body), Is.EqualTo((200, rows.Body)));
        Assert.That(rows.Body, Does.Contain(">Näkyvä</td>"));
        foreach (var (form, end) in new[] { ("spreadsheet", "csv"), ("workbook", "xlsx"), ("labels", "pdf"), ("package", "csv.zip") })
        {
            var file = await browser.GetAsync($"{place}/files/{form}");
            Assert.That(file.Status, Is.EqualTo(200), form);
            Assert.That(file.Headers["Content-Disposition"], Does.StartWith("attachment; filename=\"").And.EndWith($".{end}\""));
        }

        Assert.That((await browser.GetAsync("/picks")).Body, Does.Contain(place).And.Contain(">5</td>"));
        Assert.That(scene.Entries().Count(entry => entry.Kind == AuditEntryKind.Download), Is.EqualTo(5));
    }

    [Test]
    public async Task A_search_that_cannot_be_taken_comes_back_with_its_fields_in_each_language(
        [Values("fi", "sv", "en")] string language)
    {
        var page = await browser.GetAsync($"/residents?lang={language}");
        var sent = await browser.SendAsync(
            page, "/residents", ("task", ForTask), ("kind", "Ages"), ("ageFrom", "200"), ("postalCode", "<b>x</b>"),
            ("reference", "010190-900X"));
        var words = new WordShelf().Of<ResidentWords>(language);
        Assert.That(sent.Status, Is.EqualTo(422));
        Assert.That(
            sent.Body,
            Does.Contain(words.AgeFrom).And.Contain("href=\"#ageFrom\"").And.Contain("href=\"#postalCode\"").And
                .Contain("href=\"#reference\"").And.Contain("value=\"200\"").And.Not.Contain("<b>x</b>"));
        Assert.That(scene.Service.History(ResidentScene.User()), Is.Empty);
    }

    [Test]
    public async Task When_too_many_wait_a_list_is_not_made_and_its_own_page_says_so()
    {
        _ = scene.Resident();
        var pick = await scene.CountAsync(ResidentScene.All);
        for (var count = 0; count < ResidentService.MostWaiting; count++)
        {
            _ = scene.Service.Begin(
                ResidentScene.User(), ResidentScene.Permit, ResidentScene.Everything, ResidentScene.All, $"KAJ {count}");
        }

        var place = $"/picks/{pick.Id}";
        var page = await browser.GetAsync(place);
        var refused = await browser.SendAsync(page, place + "/list");
        Assert.That(refused.Status, Is.EqualTo(422));
        Assert.That(
            refused.Body,
            Does.Contain(new WordShelf().Of<ResidentWords>("en").LimitOf(ResidentLimit.Waiting)).And.Contain(place + "/list"));
    }

    [Test]
    public async Task Pages_of_anothers_pick_are_not_there([Values] bool isForged)
    {
        _ = scene.Resident();
        var pick = await scene.ListAsync(ResidentScene.All);
        var place = $"/picks/{(isForged ? "itse-20260615-000000000000" : pick.Id)}";
        using var other = service.NewBrowser(isForged ? ResidentScene.User() : ResidentScene.User("virkamies-8"));
        var own = await other.GetAsync("/residents");
        foreach (var path in new[] { "", "/progress", "/rows", "/files/package", "/files/labels" })
        {
            Assert.That((await other.GetAsync(place + path)).Status, Is.EqualTo(404), path);
        }

        Assert.That((await other.SendAsync(own with
        {
            Body = own.Body.Replace(
            "action=\"/residents\"", $"action=\"{place}/list\"", StringComparison.Ordinal)
        }, place + "/list")).Status, Is.EqualTo(404));
        Assert.That((await other.GetAsync($"/picks/{pick.Id}/files/nothing")).Status, Is.EqualTo(404));
        Assert.That((await other.GetAsync($"/residents?again={pick.Id}")).Status, Is.EqualTo(isForged ? 200 : 404));
        Assert.That(scene.Entries().Any(entry => entry.Kind == AuditEntryKind.Download), Is.False);
    }

    [Test]
    public async Task Other_roles_have_none_of_it([Values(Role.Customer, Role.Operator, Role.Auditor)] Role role)
    {
        using var other = service.NewBrowser(ResidentScene.User(roles: [role]));
        Assert.That((await other.GetAsync("/residents")).Status, Is.EqualTo(404));
        Assert.That((await other.GetAsync("/picks")).Status, Is.EqualTo(404));
        Assert.That((await other.GetAsync("/")).Body, Does.Not.Contain("/residents"));
    }

    [Test]
    public async Task A_list_that_is_out_of_date_is_refused_on_a_page_that_does_not_say_why()
    {
        var person = scene.Resident(surname: "Salattu");
        var pick = await scene.ListAsync(ResidentScene.All);
        new LifeEvents(scene.Register).Protect(person);
        scene.Register.Commit();
        foreach (var path in new[] { "/rows", "/files/spreadsheet", "/files/labels" })
        {
            var seen = await browser.GetAsync($"/picks/{pick.Id}{path}");
            Assert.That(seen.Status, Is.EqualTo(422));
            Assert.That(
                seen.Body,
                Does.Contain("The list is not up to date any more").And.Not.Contain("Salattu").And.Not.Contain("protect").And.Not
                    .Contain(scene.CodeOf(person)));
        }
    }

    [Test]
    public async Task Markup_in_names_is_text_on_the_page()
    {
        _ = scene.Resident(surname: "<script>alert(1)</script>", firstNames: "\" onload=\"x");
        var pick = await scene.ListAsync(ResidentScene.All);
        var rows = await browser.GetAsync($"/picks/{pick.Id}/rows");
        Assert.That(rows.Body, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;").And.Not.Contain("<script>alert"));
        Assert.That((await browser.GetAsync($"/picks/{pick.Id}/rows?page=99999999999")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Searches_are_saved_used_again_renamed_and_removed()
    {
        _ = scene.Resident();
        var page = await browser.GetAsync("/residents");
        var sent = await browser.SendAsync(
            page, "/residents", ("task", ForTask), ("kind", "Turning"), ("turning", "100"), ("name", "<i>Satavuotiaat</i>"), ("save", "1"));
        Assert.That((sent.Status, sent.Place), Is.EqualTo((303, "/residents")));
        page = await browser.GetAsync("/residents");
        var id = scene.Service.Saved(ResidentScene.User()).Single().Id;
        Assert.That(page.Body, Does.Contain("&lt;i&gt;Satavuotiaat&lt;/i&gt;").And.Not.Contain("<i>"));
        Assert.That(
            (await browser.GetAsync($"/residents?saved={id}")).Body,
            Does.Match("value=\"Turning\" checked").And.Contain("id=\"turning\" name=\"turning\" value=\"100\""));

        var wrong = await browser.SendAsync(page, $"/residents/saved/{id}/rename", ($"name-{id}", ""));
        Assert.That((wrong.Status, wrong.Body.Contains($"href=\"#name-{id}\"", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        Assert.That(
            (await browser.SendAsync(page, $"/residents/saved/{id}/rename", ($"name-{id}", "Satavuotiaat"))).Status,
            Is.EqualTo(303));
        Assert.That(scene.Service.Saved(ResidentScene.User()).Single().Name, Is.EqualTo("Satavuotiaat"));
        Assert.That((await browser.SendAsync(page, $"/residents/saved/{id}/remove")).Status, Is.EqualTo(303));
        Assert.That(scene.Service.Saved(ResidentScene.User()), Is.Empty);
    }

    [Test]
    public async Task Of_few_who_may_only_be_counted_the_page_says_fewer_than_five_and_offers_no_list()
    {
        _ = scene.Resident(sex: "2");
        var pick = await scene.CountAsync(ResidentScene.All with { Sex = "2" }, ResidentScene.Names);
        var page = await browser.GetAsync($"/picks/{pick.Id}");
        Assert.That(page.Body, Does.Contain("<p class=\"figure\">fewer than 5</p>").And.Not.Contain("/list\"").And.Not.Contain("€"));
    }

    [Test]
    public async Task A_user_whose_municipality_has_no_permit_sees_that_and_can_send_nothing()
    {
        using var other = service.NewBrowser(SomeUsers.Of(Role.Municipality));
        var page = await other.GetAsync("/residents");
        Assert.That(page.Body, Does.Contain("has no permit in force").And.Not.Contain("action=\"/residents\""));
    }

    [GeneratedRegex("/files/([a-z]+)\"")]
    private static partial Regex Files();
}
