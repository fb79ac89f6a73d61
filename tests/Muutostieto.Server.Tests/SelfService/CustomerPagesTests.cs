using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages on which recipients apply, order, send files and name contact persons, and those of notices, by raw HTTP.</summary>
public sealed partial class CustomerPagesTests
{
    private static readonly (string, string)[] WholeApplication =
    [
        ("register", "<b>Rekisteri</b>"), ("purposes", "statistics"), ("purposes", "scientific-research"), ("legalGround", "Laki 1 §"),
        ("area", "Municipalities"), ("areaMunicipalities", "puolanka, 205"), ("way", "orders"), ("targets", "persons"),
        ("groups", "003"), ("groups", "004"), ("formats", "csv"),
        .. Enum.GetNames<DataProtectionQuestion>().Select(question => ($"statement.{question}", "yes")),
        ("statementText", "Salattu"), ("contact.name", "Testi Henkilö"), ("contact.email", "testi@puolanka.example"),
        ("validFrom", "1.12.2126"),
    ];

    private static readonly (string, string)[] WholeOrder =
    [
        ("title", "<b>Aikuiset</b>"), ("permit", CustomerScene.OrdersPermit), ("purpose", "scientific-research"), ("target", "persons"),
        ("ageFrom", "18"), ("municipalities", "Puolanka"), ("groups", "004"), ("formats", "csv"),
    ];

    private CustomerScene scene = null!;
    private RunningSelfService service = null!;
    private Browser browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        scene = new CustomerScene();
        service = await RunningSelfService.StartAsync(change: settings => settings with { UploadMegabytes = 1 }, area: scene);
        browser = service.NewBrowser(CustomerScene.Customer);
    }

    [TearDown]
    public async Task TearDown()
    {
        browser.Dispose();
        await service.DisposeAsync();
        scene.Dispose();
    }

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
        Assert.That(scene.Applications.Find(CustomerScene.Customer, 1).State, Is.EqualTo(MatterState.Draft));

        var done = await browser.FollowAsync(await browser.SendAsync(
            kept, "/applications/1/edit", [("do", "submit"), .. WholeApplication]));
        Assert.That(done.Address.AbsolutePath, Is.EqualTo("/applications/1"));
        Assert.That(done.Body, Does.Contain("Waits for a decision").And.Contain("&lt;b&gt;Rekisteri&lt;/b&gt;").And.Not.Contain("<b>"));
        var content = scene.Applications.Find(CustomerScene.Customer, 1).Content;
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
        var content = scene.Applications.Find(CustomerScene.Customer, 1).Content;
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
        var again = await browser.SendAsync(
            await browser.OpenAsync("/applications/new"), "/applications/new", [.. WholeApplication, ("validTo", "tomorrow")]);
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(
            again.Body,
            Does.Contain("href=\"#validTo\"").And.Contain("value=\"tomorrow\"").And.Contain(">puolanka, 205</textarea>"));
        Assert.That(scene.Applications.List(CustomerScene.Customer), Is.Empty);
    }

    [Test]
    public async Task A_form_that_is_sent_twice_begins_one_application()
    {
        var page = await browser.OpenAsync("/applications/new");
        var sent = new[]
        {
            await browser.SendAsync(page, "/applications/new", WholeApplication),
            await browser.SendAsync(page, "/applications/new", WholeApplication),
        };
        Assert.That(sent.Select(each => (each.Status, each.Place)), Is.All.EqualTo((303, "/applications/1")));
        Assert.That(scene.Applications.List(CustomerScene.Customer), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_draft_that_a_colleague_has_changed_is_not_overwritten()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        var late = await browser.OpenAsync("/applications/1/edit");
        using var other = service.NewBrowser(CustomerScene.Colleague);
        _ = await other.SendAsync(await other.OpenAsync("/applications/1/edit"), "/applications/1/edit", ("register", "Toinen"));
        var refused = await browser.SendAsync(late, "/applications/1/edit", WholeApplication);
        Assert.That((refused.Status, refused.Body), Is.EqualTo((409, refused.Body)));
        Assert.That(refused.Body, Does.Contain("Changed by: Test Colleague"));
        Assert.That(scene.Applications.Find(CustomerScene.Customer, 1).Content.Register, Is.EqualTo("Toinen"));
    }

    [Test]
    public async Task A_decision_is_shown_with_its_reason_and_what_was_sent_back_is_a_draft_again()
    {
        _ = await FillAsync("/applications/new", [("do", "submit"), .. WholeApplication]);
        var decider = SomeUsers.Of(Role.Operator);
        _ = scene.Decisions.Return(decider, 1, scene.Decisions.Find(decider, 1).Version, "Puuttuu <i>liite</i>\nToinen rivi");
        var page = await browser.OpenAsync("/applications/1");
        Assert.That(
            page.Body,
            Does.Contain("Sent back to be completed").And.Contain("&lt;i&gt;liite&lt;/i&gt;").And.Contain("Test Operator")
                .And.Contain("/applications/1/edit"));
        var gone = await browser.FollowAsync(await browser.SendAsync(
            await browser.OpenAsync("/applications/1/withdraw"), "/applications/1/withdraw"));
        Assert.That(gone.Body, Does.Contain("Withdrawn").And.Not.Contain("/applications/1/edit"));
        Assert.That((await browser.GetAsync("/applications/1/edit")).Place, Is.EqualTo("/applications/1"));
        Assert.That((await browser.GetAsync("/applications/1/withdraw")).Place, Is.EqualTo("/applications/1"));
    }

    [Test]
    public async Task An_order_is_drafted_counted_and_submitted()
    {
        var page = await FillAsync("/orders/new", WholeOrder);
        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/orders/1"));
        Assert.That(page.Body, Does.Contain("&lt;b&gt;Aikuiset&lt;/b&gt;").And.Not.Contain("<b>"));
        var counted = await browser.SendAsync(page, "/orders/1/count");
        Assert.That(
            counted.Body,
            Does.Contain("<p class=\"figure\">At least 10</p>").And.Contain("Price:").And.Contain("Size, CSV package:"));
        var done = await browser.FollowAsync(await browser.SendAsync(counted, "/orders/1/submit"));
        Assert.That(done.Body, Does.Contain("Waits for a decision"));
        Assert.That(scene.Orders.Find(CustomerScene.Customer, 1).State, Is.EqualTo(MatterState.Submitted));
    }

    [Test]
    public async Task A_count_of_few_is_hidden_and_so_is_its_price()
    {
        var page = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 != "ageFrom"), ("ageFrom", "120")]);
        var counted = await browser.SendAsync(page, "/orders/1/count");
        Assert.That(counted.Body, Does.Match("<p class=\"figure\">&lt;5</p>").And.Not.Contain("Price:").And.Contain("So few fit"));
    }

    [Test]
    public async Task A_recipient_that_has_counted_too_often_is_asked_to_wait()
    {
        var page = await FillAsync("/orders/new", WholeOrder);
        for (var i = 0; i < 100; i++)
        {
            _ = scene.Orders.Preview(CustomerScene.Customer, 1, null, CancellationToken.None);
        }

        var seen = await browser.SendAsync(page, "/orders/1/count");
        Assert.That(seen.Body, Does.Contain("100 orders counted within a day").And.Not.Contain("class=\"figure\""));
    }

    [Test]
    public async Task An_order_that_is_not_whole_says_so_at_its_fields_when_it_is_counted_or_submitted()
    {
        var page = await FillAsync("/orders/new", ("title", "Tyhjä"), ("target", "persons"), ("ageFrom", "18"));
        foreach (var action in new[] { "/orders/1/count", "/orders/1/submit" })
        {
            var back = await browser.FollowAsync(await browser.SendAsync(await browser.OpenAsync("/orders/1"), action));
            Assert.That(back.Address.PathAndQuery, Is.EqualTo("/orders/1/edit?check=1"), action);
            Assert.That(back.Body, Does.Contain("href=\"#permit\"").And.Contain("id=\"permit-error\""), action);
        }

        var wrong = await browser.SendAsync(
            await browser.OpenAsync("/orders/1/edit"), "/orders/1/edit", [.. WholeOrder, ("ageTo", "old"), ("sampleSize", "-1")]);
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That(wrong.Body, Does.Contain("href=\"#ageTo\"").And.Contain("href=\"#sampleSize\"").And.Contain("value=\"old\""));
        Assert.That(page.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_the_loader_refuses_of_an_order_is_said_at_its_field()
    {
        _ = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 is not ("municipalities" or "groups")),
            ("municipalities", "Atlantis"), ("groups", "013")]);
        var back = await browser.OpenAsync("/orders/1/edit?check=1");
        Assert.That(back.Body, Does.Contain("id=\"municipalities-error\"").And.Contain("id=\"groups-error\""));
        Assert.That(back.Body, Does.Contain("value=\"Atlantis\""));
    }

    [Test]
    public async Task The_json_of_an_expert_counts_in_place_of_the_fields()
    {
        const string json = """
            { "purpose": "scientific-research", "where": { "age": { "from": 1 } }, "content": { "groups": ["004"] } }
            """;
        var page = await FillAsync("/orders/new", ("title", "Json"), ("permit", CustomerScene.OrdersPermit), ("json", json));
        Assert.That((await browser.SendAsync(page, "/orders/1/count")).Body, Does.Contain("<p class=\"figure\">At least 10</p>"));
        var edit = await browser.OpenAsync("/orders/1/edit");
        Assert.That(edit.Body, Does.Contain("<details open>").And.Contain("&quot;purpose&quot;"));
    }

    [Test]
    public async Task An_order_for_customers_files_is_not_counted()
    {
        var page = await FillAsync("/orders/new", [.. WholeOrder.Where(each => each.Item1 != "target"), ("target", "customers")]);
        Assert.That(page.Body, Does.Contain("is counted when a file has been sent").And.Not.Contain("/orders/1/count"));
    }

    [TestCase("lista", "x.txt", 303)]
    [TestCase("poiminnat/asiakkaat", "x.CSV", 303)]
    [TestCase("poiminnat/asiakkaat", "x.pdf", 422)]
    [TestCase("", "x.csv", 422)]
    [TestCase("vieras", "x.txt", 404)]
    [TestCase("lista/asiakkaat", "x.csv", 404)]
    public async Task A_file_goes_where_its_recipient_may_send_it(string place, string name, int status)
    {
        var sent = await UploadAsync(await browser.OpenAsync("/uploads"), place, name, "010190-900X\n"u8.ToArray());
        Assert.That((sent.Status, scene.InDrop.Count), Is.EqualTo((status, status == 303 ? 1 : 0)), sent.Body);
        if (status == 303)
        {
            var page = await browser.OpenAsync("/uploads");
            Assert.That(page.Body, Does.Contain("Waits for the next run").And.Contain(scene.InDrop[0]).And.Not.Contain("010190"));
        }
    }

    [Test]
    public async Task A_file_that_is_sent_twice_arrives_once()
    {
        var page = await browser.OpenAsync("/uploads");
        for (var i = 0; i < 2; i++)
        {
            Assert.That((await UploadAsync(page, "lista", "x.txt", [65])).Place, Is.EqualTo("/uploads"));
        }

        Assert.That(scene.InDrop, Has.Count.EqualTo(1));
    }

    [TestCase("fi", "Lähetyksesi on liian suuri")]
    [TestCase("sv", "Det du skickade är för stort")]
    [TestCase("en", "What you sent is too large")]
    public async Task A_file_that_is_too_large_is_answered_in_the_users_language_and_nothing_is_kept(string language, string title)
    {
        var page = await browser.OpenAsync($"/uploads?lang={language}");
        var sent = await UploadAsync(page, "lista", "x.txt", new byte[1_100_000]);
        Assert.That((sent.Status, sent.Body.Contains(title, StringComparison.Ordinal)), Is.EqualTo((413, true)), sent.Body);
        Assert.That(scene.InDrop, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_that_ends_before_its_end_mark_is_not_kept_and_may_come_again(bool inFile)
    {
        var page = await browser.OpenAsync("/uploads");
        using var whole = Multipart(page, "lista", "x.txt", new byte[5_000]);
        var bytes = await whole.ReadAsByteArrayAsync();
        var cut = inFile ? bytes.Length - 1_000 : 60;
        using var content = new ByteArrayContent(bytes[..cut]);
        content.Headers.ContentType = whole.Headers.ContentType;
        var broken = await browser.SeeAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/uploads")) { Content = content });
        Assert.That((broken.Status, scene.InDrop.Count), Is.EqualTo((400, 0)));
        Assert.That((await UploadAsync(page, "lista", "x.txt", [65])).Status, Is.EqualTo(303));
        Assert.That(scene.InDrop, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Contact_persons_are_added_changed_and_removed()
    {
        var again = await browser.SendAsync(
            await browser.OpenAsync("/contacts/new"), "/contacts/new", ("kind", "Sideways"), ("name", ""), ("email", "x"), ("phone", "+"));
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(
            again.Body,
            Does.Contain("href=\"#kind\"").And.Contain("href=\"#name\"").And.Contain("href=\"#email\"").And.Contain("href=\"#phone\""));
        var list = await browser.FollowAsync(await browser.SendAsync(
            again, "/contacts/new", ("kind", "Billing"), ("name", "<b>Testi</b>"), ("email", "t@e.example")));
        Assert.That(list.Body, Does.Contain("&lt;b&gt;Testi&lt;/b&gt;").And.Contain("Invoices").And.Not.Contain("<b>"));
        var (edit, late) = (await browser.OpenAsync("/contacts/1"), await browser.OpenAsync("/contacts/1"));
        Assert.That(edit.Body, Does.Contain("value=\"t@e.example\""));
        list = await browser.FollowAsync(await browser.SendAsync(
            edit, "/contacts/1", ("kind", "Content"), ("name", "Toinen"), ("email", "t@e.example")));
        Assert.That(list.Body, Does.Contain("Toinen").And.Contain("Contents and permits"));
        Assert.That(
            (await browser.SendAsync(late, "/contacts/1", ("kind", "Content"), ("name", "Kolmas"), ("email", "t@e.example"))).Status,
            Is.EqualTo(409));
        list = await browser.FollowAsync(await browser.SendAsync(await browser.OpenAsync("/contacts/1/remove"), "/contacts/1/remove"));
        Assert.That(list.Body, Does.Contain("No contact persons"));
    }

    [Test]
    public async Task A_notice_is_published_read_in_each_language_changed_and_removed()
    {
        using var publisher = service.NewBrowser(SomeUsers.Of(Role.Operator));
        (string, string)[] texts = [("fi", "Katko <b>"), ("sv", "Avbrott"), ("en", "Break\nagain")];
        var again = await publisher.SendAsync(
            await publisher.OpenAsync("/publish/new"),
            "/publish/new",
            [.. texts.Where(each => each.Item1 != "sv"), ("from", "x"), ("to", "1.1.2020"), ("toTime", "25.00")]);
        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(again.Body, Does.Contain("href=\"#from\"").And.Contain("href=\"#toTime\""));
        again = await publisher.SendAsync(
            again, "/publish/new", [.. texts.Where(each => each.Item1 != "sv"), ("from", "2.1.2026"), ("to", "1.1.2026")]);
        Assert.That(again.Body, Does.Contain("href=\"#sv\"").And.Contain("href=\"#to\""));
        Assert.That((await publisher.SendAsync(again, "/publish/new", texts)).Place, Is.EqualTo("/publish"));
        foreach (var (language, text) in new[] { ("fi", "Katko &lt;b&gt;"), ("sv", "Avbrott"), ("en", "Break&#xA;again") })
        {
            Assert.That((await browser.OpenAsync($"/notices?lang={language}")).Body, Does.Contain(text).And.Not.Contain("<b>"));
        }

        // One that is not shown yet is the operators' alone.
        var (edit, late) = (await publisher.OpenAsync("/publish/1"), await publisher.OpenAsync("/publish/1"));
        Assert.That(
            (await publisher.SendAsync(edit, "/publish/1", [.. texts, ("from", "1.1.2199"), ("fromTime", "8.30")])).Status,
            Is.EqualTo(303));
        Assert.That((await browser.OpenAsync("/notices")).Body, Does.Contain("There are no notices now"));
        Assert.That((await publisher.SendAsync(late, "/publish/1", texts)).Status, Is.EqualTo(409));
        Assert.That((await publisher.OpenAsync("/publish/1")).Body, Does.Contain("value=\"1.1.2199\"").And.Contain("value=\"8.30\""));
        var gone = await publisher.FollowAsync(await publisher.SendAsync(
            await publisher.OpenAsync("/publish/1/remove"), "/publish/1/remove"));
        Assert.That(gone.Body, Does.Contain("No notices have been written"));
    }

    [Test]
    public async Task Another_recipients_matters_are_not_there()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        _ = await FillAsync("/orders/new", WholeOrder);
        _ = await FillAsync("/contacts/new", ("kind", "Content"), ("name", "Oma"), ("email", "t@e.example"));
        using var stranger = service.NewBrowser(CustomerScene.Stranger);
        var tokens = Browser.HiddenOf(await stranger.OpenAsync("/contacts/new"), "/contacts/new")
            .ToDictionary(each => each.Name, each => each.Value);
        foreach (var endpoint in service.Endpoints.Where(endpoint => Parameters().IsMatch(endpoint.RoutePattern.RawText!)))
        {
            var raw = endpoint.RoutePattern.RawText!;
            var place = Parameters().Replace(raw, raw.StartsWith("/orders", StringComparison.Ordinal) ? "2" : "1");
            var isSent = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("POST");
            var seen = isSent
                ? await stranger.PostAsync(
                    place,
                    [
                        KeyValuePair.Create("token", tokens["token"]), KeyValuePair.Create("form", Guid.NewGuid().ToString("N")),
                        KeyValuePair.Create("version", "1"), KeyValuePair.Create("name", "Vieras"), KeyValuePair.Create("kind", "Content"),
                        KeyValuePair.Create("email", "v@e.example"),
                    ])
                : await stranger.GetAsync(place);
            Assert.That(seen.Status, Is.EqualTo(404), $"{(isSent ? "POST" : "GET")} {place}");
        }

        Assert.That((await stranger.OpenAsync("/applications")).Body, Does.Not.Contain("/applications/1"));
        Assert.That((await stranger.OpenAsync("/orders")).Body, Does.Contain("no permit under which"));
        Assert.That((await stranger.OpenAsync("/contacts")).Body, Does.Not.Contain("Oma"));
        Assert.That(scene.Orders.Find(CustomerScene.Customer, 2).State, Is.EqualTo(MatterState.Draft));
    }

    [Test]
    public async Task Every_address_answers_in_each_language_those_who_have_its_right_alone()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        _ = await FillAsync("/orders/new", WholeOrder);
        _ = await FillAsync("/contacts/new", ("kind", "Content"), ("name", "Oma"), ("email", "t@e.example"));
        using (var publisher = service.NewBrowser(SomeUsers.Of(Role.Operator)))
        {
            _ = await publisher.SendAsync(await publisher.OpenAsync("/publish/new"), "/publish/new", ("fi", "a"), ("sv", "b"), ("en", "c"));
        }

        var asked = 0;
        foreach (var user in Enum.GetValues<Role>().Select(SomeUsers.Of).Append(SomeUsers.WithoutRole))
        {
            using var visitor = service.NewBrowser(user);
            foreach (var endpoint in service.Endpoints.Where(each => each.Metadata.GetRequiredMetadata<Need>().Action is not null))
            {
                var raw = endpoint.RoutePattern.RawText!;
                var may = user.May(endpoint.Metadata.GetRequiredMetadata<Need>().Action!.Value);
                var place = Parameters().Replace(raw, raw.StartsWith("/orders", StringComparison.Ordinal) ? "2" : "1");
                var isSent = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("POST");
                foreach (var language in new[] { "fi", "sv", "en" })
                {
                    var seen = isSent
                        ? await visitor.PostAsync($"{place}?lang={language}")
                        : await visitor.GetAsync($"{place}?lang={language}");
                    Assert.That(
                        seen.Status,
                        isSent && may ? Is.EqualTo(400).Or.EqualTo(415) : Is.EqualTo(may ? 200 : 404),
                        $"{(isSent ? "POST" : "GET")} {place} as {user.Name}");
                    Assert.That(seen.Body, Does.Contain($"<html lang=\"{language}\">"));
                    asked++;
                }
            }
        }

        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{asked} requests"));
        Assert.That(asked, Is.GreaterThan(400));
    }

    [Test]
    public async Task Each_field_of_the_forms_has_its_label_and_what_describes_it_is_in_the_page()
    {
        foreach (var (place, language) in new[] { "/applications/new", "/orders/new", "/uploads", "/contacts/new" }
            .SelectMany(place => new[] { "fi", "sv", "en" }.Select(language => (place, language))))
        {
            var page = (await browser.OpenAsync($"{place}?lang={language}")).Body;
            var ids = Ids().Matches(page).Select(match => match.Groups[1].Value).ToList();
            Assert.That(ids, Is.Unique, place);
            foreach (Match field in Fields().Matches(page))
            {
                Assert.That(page, Does.Contain($"<label for=\"{Ids().Match(field.Value).Groups[1].Value}\">"), field.Value);
            }

            foreach (var described in Described().Matches(page).SelectMany(match => match.Groups[1].Value.Split(' ')))
            {
                Assert.That(ids, Does.Contain(described), place);
            }
        }
    }

    private async Task<Seen> FillAsync(string place, params (string, string)[] fields) =>
        await browser.FollowAsync(await browser.SendAsync(await browser.OpenAsync(place), place, fields));

    private Task<Seen> UploadAsync(Seen page, string place, string name, byte[] content) => browser.SeeAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/uploads")) { Content = Multipart(page, place, name, content) });

    private static MultipartFormDataContent Multipart(Seen page, string place, string name, byte[] bytes)
    {
        var content = new MultipartFormDataContent();
        foreach (var (field, value) in Browser.HiddenOf(page, "/uploads"))
        {
            content.Add(new StringContent(value), field);
        }

        content.Add(new StringContent(place, Encoding.UTF8), "place");
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        content.Add(file, "file", name);
        return content;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("aria-describedby=\"([^\"]*)\"")]
    private static partial Regex Described();

    [GeneratedRegex("""<(input (?:class="[^"]*" )?type="(?!hidden)|select|textarea)[^>]*>""")]
    private static partial Regex Fields();
}
