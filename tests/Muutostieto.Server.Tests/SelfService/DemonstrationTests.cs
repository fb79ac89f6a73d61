using System.Text.RegularExpressions;
using Muutostieto.TestProvider;

namespace Muutostieto.Server.Tests.SelfService;

/// <summary>The demonstration of <c>samples/self-service</c>: its users, their permits, and what its README says of them.</summary>
public sealed partial class DemonstrationTests
{
    private static IReadOnlyList<(string Permit, string Recipient)> Copied { get; } =
    [
        .. Permits().Match(File.ReadAllText(Repository.File("samples", "self-service", "start.sh"))).Groups[1].Value.Split(' ')
            .Select(name => RecipientOf("samples", "permits", $"{name}.json")),
    ];

    private static IReadOnlyList<(string Permit, string Recipient)> All { get; } =
    [
        .. Copied,
        .. Directory.GetFiles(Path.Combine(Repository.Config, "permits"), "*.json")
            .Select(file => RecipientOf("config", "permits", Path.GetFileName(file))),
    ];

    private static IReadOnlyList<(string User, string Role, string Recipient, string ToTry)> Rows { get; } =
    [
        .. File.ReadLines(Repository.File("samples", "self-service", "README.md")).Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value.Trim('`'), row.Groups[4].Value)),
    ];

    [Test]
    public void Its_readme_names_each_user_of_the_test_login_with_role_and_recipient() => Assert.That(
        Rows.Select(row => (row.User, row.Role, row.Recipient)),
        Is.EqualTo(ProviderUser.Some.Select(user => (user.Name, user.Roles is [var role] ? role : "none", user.Organization ?? ""))));

    [Test]
    public void Each_permit_that_it_copies_has_a_user_who_can_try_it()
    {
        Assert.That(Copied, Has.Count.EqualTo(3));
        Assert.That(
            Copied.Select(permit => permit.Recipient), Is.SubsetOf(ProviderUser.Some.Select(user => user.Organization).OfType<string>()));
        foreach (var (permit, recipient) in Copied)
        {
            Assert.That(Rows.Single(row => row.Recipient == recipient).ToTry, Does.Contain($"`{permit}`"));
        }
    }

    [Test]
    public void Each_user_who_acts_for_a_recipient_has_the_permits_that_the_readme_names()
    {
        foreach (var row in Rows.Where(row => row.Recipient.Length > 0))
        {
            var named = Code().Matches(row.ToTry).Select(code => (code.Groups[1].Value, row.Recipient)).ToList();
            Assert.That(named, Is.Not.Empty.And.SubsetOf(All), row.User);
        }
    }

    private static (string Permit, string Recipient) RecipientOf(params string[] file)
    {
        var permit = Repository.Json(file);
        return (permit.GetProperty("id").GetString()!, permit.GetProperty("recipient").GetString()!);
    }

    [GeneratedRegex(@"^    for permit in ([a-z -]+); do$", RegexOptions.Multiline)]
    private static partial Regex Permits();

    [GeneratedRegex(@"^\| `([a-z0-9]+)` \| ([a-z]+) \| ([^|]*?) ?\| ([^|]*) \|\z")]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex Code();
}
