using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>What holds of every page of recipients, by raw HTTP.</summary>
public sealed partial class CustomerPagesTests : CustomerFixture
{
    [Test]
    public async Task Another_recipients_matters_are_not_there()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        _ = await FillAsync("/orders/new", WholeOrder);
        _ = await FillAsync("/contacts/new", ("kind", "Content"), ("name", "Oma"), ("email", "t@e.example"));
        using var stranger = Service.NewBrowser(CustomerScene.Stranger);
        var tokens = Browser.HiddenOf(await stranger.OpenAsync("/contacts/new"), "/contacts/new")
            .ToDictionary(each => each.Name, each => each.Value);
        foreach (var endpoint in Service.Endpoints.Where(endpoint => Parameters().IsMatch(endpoint.RoutePattern.RawText!)))
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
        Assert.That(Scene.Orders.Find(CustomerScene.Customer, 2).State, Is.EqualTo(MatterState.Draft));
    }

    [Test]
    public async Task Every_address_answers_in_each_language_those_who_have_its_right_alone()
    {
        _ = await FillAsync("/applications/new", WholeApplication);
        _ = await FillAsync("/orders/new", WholeOrder);
        _ = await FillAsync("/contacts/new", ("kind", "Content"), ("name", "Oma"), ("email", "t@e.example"));
        using (var publisher = Service.NewBrowser(SomeUsers.Of(Role.Operator)))
        {
            _ = await publisher.SendAsync(await publisher.OpenAsync("/publish/new"), "/publish/new", ("fi", "a"), ("sv", "b"), ("en", "c"));
        }

        var asked = 0;
        foreach (var user in Enum.GetValues<Role>().Select(SomeUsers.Of).Append(SomeUsers.WithoutRole))
        {
            using var visitor = Service.NewBrowser(user);
            foreach (var endpoint in Service.Endpoints.Where(each => each.Metadata.GetRequiredMetadata<Need>().Action is not null))
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
            var page = (await Browser.OpenAsync($"{place}?lang={language}")).Body;
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

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("aria-describedby=\"([^\"]*)\"")]
    private static partial Regex Described();

    [GeneratedRegex("""<(input (?:class="[^"]*" )?type="(?!hidden)|select|textarea)[^>]*>""")]
    private static partial Regex Fields();
}
