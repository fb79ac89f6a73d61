using System.Security.Claims;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Login;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>What a provider's claims mean.</summary>
public sealed class ClaimsMappingTests
{
    private static readonly string[] Values = ["op", "OP", "kunta", "op ", "asiakas", "both", "", "operator", "tarkastaja"];
    private static readonly string[] Codes = ["205", "620", "0205", "999", "62", "６２０", "620 ", "", "205,620"];

    private static readonly LoginSettings Settings = new(new Uri("https://x"), "m")
    {
        Roles = new Dictionary<string, IReadOnlyList<string>>
        {
            ["operator"] = ["op", "both"],
            ["municipality"] = ["kunta", "both"],
            ["customer"] = ["asiakas"],
            ["auditor"] = ["tarkastaja"],
        },
    };

    private static readonly MunicipalityDirectory Directory = new(
        [new Municipality("205", "Kajaani", "Kajana", "20"), new Municipality("620", "Puolanka", "Puolanka", "20")],
        [new County("20", "Kainuu", "Kajanaland")],
        []);

    [SeededProperty]
    public void A_role_comes_from_a_value_of_the_settings_alone_and_a_municipality_is_one_that_there_is(int[] roles, int[] codes)
    {
        var chosen = roles.Select(each => Values[(each & int.MaxValue) % Values.Length]).ToList();
        var named = codes.Select(each => Codes[(each & int.MaxValue) % Codes.Length]).ToList();
        var user = UserOf(
            Settings,
            [("sub", "u"), .. chosen.Select(value => ("roles", value)), .. named.Select(value => ("municipality", value))])!;
        var expected = new[]
        {
            (Role.Operator, new[] { "op", "both" }), (Role.Municipality, ["kunta", "both"]), (Role.Customer, ["asiakas"]),
            (Role.Auditor, ["tarkastaja"]),
        };
        Assert.That(user.Roles, Is.EquivalentTo(expected.Where(each => each.Item2.Any(chosen.Contains)).Select(each => each.Item1)));
        Assert.That(user.Municipalities, Is.EquivalentTo(named.Distinct().Intersect(["205", "620"])));
    }

    [TestCase("u", "Anna", "Anna")]
    [TestCase("u", null, "u")]
    [TestCase("u", " A\nb\u0007 ", "Ab")]
    public void The_name_is_the_providers_or_the_id_without_control_characters(string id, string? name, string shown) =>
        Assert.That(UserOf(Settings, name is null ? [("sub", id)] : [("sub", id), ("name", name)])!.Name, Is.EqualTo(shown));

    [Test]
    public void Without_one_plain_id_that_the_audit_can_record_there_is_no_user()
    {
        Assert.That(UserOf(Settings, [("name", "Anna")]), Is.Null);
        Assert.That(UserOf(Settings, [("sub", " ")]), Is.Null);
        Assert.That(UserOf(Settings, [("sub", "a\nb")]), Is.Null);
        Assert.That(UserOf(Settings, [("sub", new string('x', 201))]), Is.Null);
        Assert.That(UserOf(Settings, [("sub", "fi:010190-900p")]), Is.Null);
        Assert.That(UserOf(Settings, [("sub", "u"), ("name", "Anna 010190-900P")])!.Name, Is.EqualTo("u"));
        Assert.That(UserOf(Settings, [("sub", "a"), ("sub", "b")]), Is.Null, "two");
        Assert.That(UserOf(Settings, [("sub", "a"), ("sub", "a")])!.Id, Is.EqualTo("a"), "from id token and user info");
        Assert.That(UserOf(Settings with { UserClaim = "upn" }, [("sub", "a"), ("upn", "anna@x")])!.Id, Is.EqualTo("anna@x"));
    }

    [Test]
    public void A_user_acts_for_the_one_recipient_that_the_claim_or_the_settings_name()
    {
        var mapped = Settings with
        {
            Recipients = new Dictionary<string, string> { ["0245437-2"] = "kainuu", ["same"] = "kainuu", ["b"] = "b" },
        };
        (LoginSettings, string[], string?)[] cases =
        [
            (Settings, [], null),
            (Settings, [""], null),
            (Settings, ["kainuu"], "kainuu"),
            (Settings, ["a", "b"], null),
            (Settings, ["kainuu\n{}"], null),
            (Settings, ["../kainuu"], null),
            (Settings, [new string('k', 65)], null),
            (mapped, ["kainuu"], null),
            (mapped, ["0245437-2"], "kainuu"),
            (mapped, ["0245437-2", "same", "unknown"], "kainuu"),
            (mapped, ["0245437-2", "b"], null),
        ];
        foreach (var (settings, values, recipient) in cases)
        {
            var user = UserOf(settings, [("sub", "u"), .. values.Select(value => ("organization", value))])!;
            Assert.That(user.Recipient, Is.EqualTo(recipient), string.Join(' ', values));
        }
    }

    private static SelfServiceUser? UserOf(LoginSettings settings, (string, string)[] claims) =>
        new ClaimsMapping(settings, () => Directory)
        .UserOf(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Item1, claim.Item2)), "test")));
}
