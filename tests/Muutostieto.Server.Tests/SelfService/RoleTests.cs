using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>Every address of the self-service as every role and without a session, by raw HTTP.</summary>
public sealed partial class RoleTests
{
    private RunningSelfService service = null!;

    private static IEnumerable<Role?> Roles => Enum.GetValues<Role>().Select(role => (Role?)role).Append(null);

    [OneTimeSetUp]
    public async Task SetUp() => service = await RunningSelfService.StartAsync(area: new TrialArea());

    [OneTimeTearDown]
    public async Task TearDown() => await service.DisposeAsync();

    [Test]
    public void Every_address_says_what_it_needs() => Assert.That(
        service.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<Need>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText),
        Is.Empty);

    [TestCaseSource(nameof(Roles))]
    public async Task An_address_answers_those_who_have_its_right_and_to_others_it_is_not_there(Role? role)
    {
        var user = role is { } given ? SomeUsers.Of(given) : SomeUsers.WithoutRole;
        using var browser = service.NewBrowser(user);
        foreach (var endpoint in service.Endpoints)
        {
            var need = endpoint.Metadata.GetRequiredMetadata<Need>();
            foreach (var method in Methods(endpoint))
            {
                var seen = await AskAsync(browser, method, endpoint);
                if (need.Action is { } action && !user.May(action))
                {
                    Assert.That(seen.Status, Is.EqualTo(404), $"{method} {seen.Address}");
                }
                else if (method == "POST")
                {
                    Assert.That(seen.Status, Is.EqualTo(400).Or.EqualTo(415), $"{method} {seen.Address} without a token");
                }
                else if (need.Session)
                {
                    // An id that there is not is answered like an address that there is not.
                    Assert.That(seen.Status, Is.EqualTo(200).Or.EqualTo(303).Or.EqualTo(Parameters().IsMatch(Raw(endpoint)) ? 404 : 200),
                        $"{method} {seen.Address}");
                }
            }
        }
    }

    [Test]
    public async Task Without_a_session_pages_lead_to_the_login_and_forms_are_refused()
    {
        using var browser = service.NewBrowser();
        foreach (var endpoint in service.Endpoints.Where(endpoint => endpoint.Metadata.GetRequiredMetadata<Need>().Session))
        {
            foreach (var method in Methods(endpoint))
            {
                var seen = await AskAsync(browser, method, endpoint);
                Assert.That(seen.Status, Is.EqualTo(method == "POST" ? 401 : 302), $"{method} {seen.Address}");
                Assert.That(seen.Place, method == "POST" ? Is.Null : Does.StartWith("/login?to=%2F"));
            }
        }
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD");

    private static Task<Seen> AskAsync(Browser browser, string method, RouteEndpoint endpoint)
    {
        var place = Parameters().Replace(Raw(endpoint), "1");
        return method == "POST" ? browser.PostAsync(place) : browser.GetAsync(place);
    }

    private static string Raw(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();
}
