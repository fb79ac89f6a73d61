using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The guides of private customers: their partner, permit and order are taken as they are, and their commands answered.</summary>
public sealed partial class PrivateSectorGuideTests
{
    [TestCase("private-sector.md")]
    [TestCase("yksityinen-sektori.md")]
    public async Task Every_example_of_the_guide_is_taken_and_every_command_answered(string guide)
    {
        using var installation = new TestInstallation();
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", guide));
        var examples = Example().Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.That(examples, Has.Count.EqualTo(3), "a partner, a permit and an order");
        foreach (var (folder, example) in new[] { "partners", "permits", "orders" }.Zip(examples))
        {
            Directory.CreateDirectory(Path.Combine(installation.Config, folder));
            installation.WriteConfig($"{folder}/{Name().Match(example).Groups[1].Value}.json", example);
        }

        await installation.FillAsync(1000);
        Assert.That((await installation.RunAsync("config", "check")).AssertDone().Output, Does.EndWith("nothing is wrong.\n"));
        var commands = Command().Matches(text).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.That(commands, Has.Count.EqualTo(3));
        foreach (var command in commands.Where(command => !command.StartsWith("audit", StringComparison.Ordinal)))
        {
            (await installation.RunAsync(command.Split(' '))).AssertDone();
        }

        Assert.That((await installation.RunAsync("audit", "person", "--help")).Output, Does.Contain("--report").And.Contain("--language"));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Example();

    [GeneratedRegex("^\\{ \"(?:id|recipient)\": \"([a-z0-9-]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^muutostieto ([^\n]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
