using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The pages of recipients, operators and auditors, by raw HTTP.</summary>
public sealed partial class OfficePagesTests
{
    private const string Delivery = $"/deliveries/{OfficeScene.Permit}/base/1";
    private const string Base = $"/operate/permits/{OfficeScene.Permit}/base";
    private const string Run = $"/operate/orders/{OfficeScene.Order}/run";
    private OfficeScene scene = null!;
    private RunningSelfService service = null!;

    [SetUp]
    public async Task SetUp()
    {
        scene = new OfficeScene();
        var user = SomeUsers.Of(Role.Operator);
        var plan = scene.Operations.ExplainBase(user, OfficeScene.Permit, null, CancellationToken.None);
        _ = await scene.Operations.MakeBaseAsync(user, OfficeScene.Permit, plan.Token, accepted: 0, CancellationToken.None);
        service = await RunningSelfService.StartAsync(area: scene);
    }

    [TearDown]
    public async Task TearDown()
    {
        await service.DisposeAsync();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task A_recipient_fetches_every_file_and_acknowledges()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Customer));
        var list = await browser.OpenAsync("/deliveries");
        Assert.That(list.Body, Does.Contain($"href=\"{Delivery}\""));
        var page = await browser.OpenAsync(Delivery);
        var files = FilePattern().Matches(page.Body);
        Assert.That(files, Has.Count.GreaterThanOrEqualTo(3));
        foreach (Match file in files)
        {
            var content = await browser.Client.GetByteArrayAsync(new Uri(file.Groups["place"].Value, UriKind.Relative));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(content)), Is.EqualTo(file.Groups["hash"].Value));
        }

        var done = await browser.FollowAsync(await browser.SendAsync(page, $"{Delivery}/accept"));
        Assert.That((done.Status, done.Body.Contains("/accept", StringComparison.Ordinal)), Is.EqualTo((200, false)));
        Assert.That(
            File.ReadAllText(Directory.GetFiles(Path.Combine(scene.Data, "audit"), "chain*")[0]), Does.Contain("user-Customer"));
    }

    [Test]
    public async Task A_refusal_needs_a_reason_which_is_shown_encoded()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Customer));
        var again = await browser.SendAsync(await browser.OpenAsync(Delivery), $"{Delivery}/refuse", ("reason", " "));
        Assert.That((again.Status, again.Body), Is.EqualTo((422, again.Body)).And.Matches<(int, string)>(
            each => each.Item2.Contains("href=\"#reason\"", StringComparison.Ordinal)));
        var done = await browser.FollowAsync(await browser.SendAsync(again, $"{Delivery}/refuse", ("reason", "<b>=1+1</b>")));
        Assert.That(done.Body, Does.Contain("&lt;b&gt;=1&#x2B;1&lt;/b&gt;").Or.Contain("&lt;b&gt;=1+1&lt;/b&gt;").And.Not.Contain("<b>"));
    }

    [Test]
    public async Task An_operator_withdraws_after_what_will_happen_was_said_and_only_what_was_shown()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        Assert.That((await browser.OpenAsync("/operate")).Body, Does.Contain("/operate/1/withdraw"));
        var seen = await browser.OpenAsync("/operate/1/withdraw");
        Assert.That(seen.Body, Does.Contain("removed from the drop").And.Contain("until you make a new base"));
        Assert.That((await browser.SendAsync(seen, "/operate/1/withdraw")).Status, Is.EqualTo(422));

        var again = await browser.FollowAsync(await browser.SendAsync(
            await browser.OpenAsync("/operate/1/redeliver"), "/operate/1/redeliver"));
        Assert.That(again.Status, Is.EqualTo(200));
        var stale = await browser.SendAsync(seen, "/operate/1/withdraw", ("reason", "wrong area"));
        Assert.That((stale.Status, stale.Body.Contains("changed meanwhile", StringComparison.Ordinal)), Is.EqualTo((409, true)));

        var done = await browser.FollowAsync(await browser.SendAsync(
            await browser.OpenAsync("/operate/1/withdraw"), "/operate/1/withdraw", ("reason", "wrong area")));
        Assert.That(done.Body, Does.Not.Contain("/operate/1/withdraw"));
        Assert.That((await browser.OpenAsync("/operate/1/withdraw")).Body, Does.Contain("withdrawn already"));

        using var customer = service.NewBrowser(SomeUsers.Of(Role.Customer));
        var page = await customer.OpenAsync(Delivery);
        Assert.That(page.Body, Does.Not.Contain("wrong area").And.Not.Contain("/files/"));
    }

    [Test]
    public async Task An_operator_sees_the_service_and_what_is_linked_there_leads_on()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        var page = await browser.OpenAsync("/service");
        Assert.That(page.Body, Does.Contain($"href=\"/service/permits/{OfficeScene.Permit}?lang=").And.Not.Contain("/health"));
        foreach (var place in new[] { page, await browser.OpenAsync($"/service/permits/{OfficeScene.Permit}") }
            .SelectMany(each => ServicePattern().Matches(each.Body)).Select(match => match.Groups["place"].Value).Distinct())
        {
            Assert.That((await browser.GetAsync(place)).Status, Is.EqualTo(200), place);
        }

        Assert.That((await browser.OpenAsync("/service/deliveries/1")).Body, Does.Contain("/operate/1/withdraw"));
        Assert.That((await browser.GetAsync("/service/deliveries/2")).Status, Is.EqualTo(404));
        Assert.That((await browser.GetAsync("/service/permits/none")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_operator_counts_a_base_and_has_it_made_and_only_what_was_shown()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        Assert.That((await browser.OpenAsync("/operate/new")).Body, Does.Contain(Base).And.Contain(Run));
        var known = await CountAsync(browser);
        Assert.That(known.Body, Does.Contain("6 persons").And.Contain("is already as of now").And.Not.Contain($"action=\"{Base}\""));

        _ = await browser.FollowAsync(await browser.SendAsync(
            await browser.OpenAsync("/operate/1/withdraw"), "/operate/1/withdraw", ("reason", "wrong area")));
        var plan = await CountAsync(browser);
        var made = await browser.FollowAsync(await browser.SendAsync(plan, Base));
        Assert.That(made.Body, Does.Contain("Base 002: Published").And.Contain("/service/deliveries/2"));
        using var other = service.NewBrowser(SomeUsers.Of(Role.Operator) with { Id = "user-2" });
        var stale = await browser.OpenAsync(plan.Address.AbsolutePath);
        Assert.That((await browser.SendAsync(stale, Base)).Status, Is.EqualTo(409));
        Assert.That((await other.GetAsync(made.Address.AbsolutePath)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_operator_runs_an_order_and_is_asked_before_another_extract_is_made()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        var plan = await browser.OpenAsync(Run);
        Assert.That(plan.Body, Does.Contain(OfficeScene.Order).And.Not.Contain("name=\"again\""));
        var made = await browser.FollowAsync(await browser.SendAsync(plan, Run));
        Assert.That(made.Body, Does.Contain("Extract 001: Published"));
        var again = await browser.OpenAsync(Run);
        Assert.That(again.Body, Does.Contain("name=\"again\"").And.Contain("Extract 001"));
        Assert.That(
            (await browser.FollowAsync(await browser.SendAsync(again, Run))).Body,
            Does.Contain("Extract 001: Published"));
        var third = await browser.OpenAsync(Run);
        Assert.That(
            (await browser.FollowAsync(await browser.SendAsync(third, Run, ("again", "yes")))).Body,
            Does.Contain("Extract 002: Published"));
        Assert.That((await browser.GetAsync("/operate/orders/none/run")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_operator_sees_what_the_loader_refuses_and_then_approves_and_another_learns_who_did()
    {
        var customer = SomeUsers.Of(Role.Customer);
        var draft = scene.Applications.Create(customer, new ApplicationContent
        {
            Register = "<b>Rekisteri</b>",
            Purposes = ["statistics"],
            LegalGround = "Laki",
            Area = new ApplicationArea { Codes = ["620"] },
            Groups = ["003"],
            Targets = ["persons"],
            Formats = ["csv"],
            Statement = Enum.GetValues<DataProtectionQuestion>().ToDictionary(question => question, _ => true),
            StatementText = "Salattu",
            Contact = new ApplicationContact { Name = "Testi", Email = "testi@puolanka.example" },
            ValidFrom = new DateOnly(2026, 12, 1),
        });
        var matter = scene.Applications.Submit(customer, draft.Number, draft.Version);
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Operator));
        using var other = service.NewBrowser(SomeUsers.Of(Role.Operator) with { Id = "user-2", Name = "Test Second" });
        Assert.That((await browser.OpenAsync("/decide")).Body, Does.Contain($"/decide/{matter.Number}"));
        var place = $"/decide/{matter.Number}";
        var (page, late) = (await browser.OpenAsync(place), await other.OpenAsync(place));
        Assert.That(page.Body, Does.Not.Contain("<b>").And.Contain("Statistics").And.Contain("Puolanka"));
        (string, string)[] fields =
        [
            ("do", "approve"), ("id", "tilasto"), ("customerNumber", "8"), ("registerName", "TILASTO"), ("drop", "default"),
            ("validFrom", "1.12.2026"), ("right", "false"), ("kind", "authority"), ("reason", "ok"),
        ];
        var refused = await browser.SendAsync(page, place, [.. fields.Select(each => each.Item1 == "drop" ? ("drop", "none") : each)]);
        Assert.That((refused.Status, refused.Body), Is.EqualTo((422, refused.Body)));
        Assert.That(refused.Body, Does.Contain("Drops are defined in appsettings.json"));
        var misread = await browser.SendAsync(refused, place, [.. fields, ("validTo", "tomorrow")]);
        Assert.That((misread.Status, misread.Body.Contains("href=\"#validTo\"", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        Assert.That(misread.Body, Does.Contain("Valid to: cannot be read in this form"));
        Assert.That(File.Exists(Path.Combine(scene.Config, "permits", "tilasto.json")), Is.False);

        // An approval is of a file that was shown, whichever button is pressed first.
        var shown = await browser.SendAsync(misread, place, fields);
        Assert.That((shown.Status, shown.Place), Is.EqualTo((200, (string?)null)));
        Assert.That(shown.Body, Does.Contain("From then on it is in force").And.Contain("&quot;registerName&quot;: &quot;TILASTO&quot;"));
        var changed = await browser.SendAsync(
            shown, place, [.. fields.Select(each => each.Item1 == "registerName" ? ("registerName", "MUU") : each)]);
        Assert.That(changed.Body, Does.Contain("&quot;registerName&quot;: &quot;MUU&quot;"));
        Assert.That(File.Exists(Path.Combine(scene.Config, "permits", "tilasto.json")), Is.False);

        // However long the operator reads: the file says when it was approved.
        scene.Clock.Pass(TimeSpan.FromMinutes(3));
        Assert.That((await browser.SendAsync(shown, place, fields)).Place, Is.EqualTo("/decide"));
        Assert.That(
            File.ReadAllText(Path.Combine(scene.Config, "permits", "tilasto.json")), Does.Contain("// Approved by Test Operator on "));
        var overtaken = await other.SendAsync(late, place, [.. fields.Select(each => each.Item1 == "do" ? ("do", "refuse") : each)]);
        Assert.That(
            (overtaken.Status, overtaken.Body.Contains("Test Operator was first", StringComparison.Ordinal)),
            Is.EqualTo((409, true)));
    }

    [Test]
    public async Task An_auditor_asks_reads_the_report_and_verifies()
    {
        using var browser = service.NewBrowser(SomeUsers.Of(Role.Auditor));
        var refused = await browser.SendAsync(await browser.OpenAsync("/audit"), "/audit/ask", ("code", OfficeScene.Code));
        Assert.That((refused.Status, refused.Body.Contains(OfficeScene.Code, StringComparison.Ordinal)), Is.EqualTo((422, false)));
        var answer = await browser.FollowAsync(await browser.SendAsync(
            refused, "/audit/ask", ("code", OfficeScene.Code), ("reason", "request 7")));
        Assert.That(answer.Body, Does.Contain("puolangan-kunta").And.Not.Contain(OfficeScene.Code));
        Assert.That(answer.Address.AbsoluteUri, Does.Not.Contain("010190"));
        foreach (var form in new[] { "html", "txt" })
        {
            var report = await browser.GetAsync($"{answer.Address.AbsolutePath}/1/{form}?lang=sv");
            Assert.That(report.Body, Does.Contain("puolangan-kunta"));
        }

        Assert.That((await browser.GetAsync($"{answer.Address.AbsolutePath}/2/html")).Status, Is.EqualTo(404));
        var verifying = await browser.FollowAsync(await browser.SendAsync(await browser.OpenAsync("/audit/verify"), "/audit/verify"));
        for (var look = 0; look < 100 && verifying.Body.Contains("Verifying:", StringComparison.Ordinal); look++)
        {
            await Task.Delay(50);
            verifying = await browser.OpenAsync(verifying.Address.PathAndQuery);
        }

        Assert.That(verifying.Body, Does.Contain("Proved:"));
    }

    [Test]
    public async Task Every_page_answers_in_each_language_those_who_have_the_right_alone()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var user = SomeUsers.Of(role);
            using var browser = service.NewBrowser(user);
            foreach (var (endpoint, need) in service.Endpoints
                .Select(endpoint => (endpoint, endpoint.Metadata.GetRequiredMetadata<Need>()))
                .Where(each => each.Item2.Action is not null
                    && each.endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("GET")))
            {
                var place = endpoint.RoutePattern.RawText!.Replace("{permit}", OfficeScene.Permit, StringComparison.Ordinal)
                    .Replace("{kind}", "base", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal)
                    .Replace("{id}", "1", StringComparison.Ordinal).Replace("{file}", "none", StringComparison.Ordinal)
                    .Replace("{form}", "txt", StringComparison.Ordinal).Replace("{order}", OfficeScene.Order, StringComparison.Ordinal);
                foreach (var language in new[] { "fi", "sv", "en" })
                {
                    var seen = await browser.GetAsync($"{place}?lang={language}");
                    var isThere = user.May(need.Action!.Value) && !place.Contains("/answers/", StringComparison.Ordinal)
                        && !place.EndsWith("/verify/1", StringComparison.Ordinal) && !place.EndsWith("/none", StringComparison.Ordinal)
                        && !place.EndsWith("/decide/1", StringComparison.Ordinal)
                        && !place.EndsWith("/running/1", StringComparison.Ordinal);
                    Assert.That(seen.Status, Is.EqualTo(isThere ? 200 : 404), $"{seen.Address} as {role}");
                    Assert.That(seen.Body, Does.Contain($"<html lang=\"{language}\">"));
                }
            }
        }
    }

    private static async Task<Seen> CountAsync(Browser browser) => await browser.FollowAsync(
        await browser.SendAsync(await browser.OpenAsync(Base), $"/operate/permits/{OfficeScene.Permit}/count"));

    [GeneratedRegex("href=\"(?<place>/service[^\"]*)\"")]
    private static partial Regex ServicePattern();

    [GeneratedRegex(
        """<a href="(?<place>/deliveries/[^"]*/files/[^"]*)">.*?<code class="sub">(?<hash>[0-9a-f]{64})</code>""", RegexOptions.Singleline)]
    private static partial Regex FilePattern();
}
