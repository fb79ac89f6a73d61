using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Pricing;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The guide of extracts: its permit and order are taken, its commands answered, its prices right.</summary>
public sealed partial class ExtractGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "extracts.md"));

    [TestCase("extracts.md")]
    [TestCase("poiminnat.md")]
    public async Task Every_command_of_the_guide_is_answered(string guide)
    {
        using var installation = new TestInstallation();
        var examples = Example().Matches(Guide).Select(match => match.Groups[1].Value).ToList();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        var permit = examples.Single(example => example.Contains("\"registerName\"", StringComparison.Ordinal));
        installation.WriteConfig("permits/tutkimus-2026.json", permit);
        installation.WriteConfig("permits/pelastus-2026.json", OfBuildings(permit));
        var sample = examples.Single(example => example.Contains("ika-paneeli", StringComparison.Ordinal));
        installation.WriteConfig("orders/ika-otos.json", sample);
        installation.WriteConfig("orders/omakotitalot.json", examples.Single(IsOfBuildings));
        var prices = examples.Single(example => example.Contains("\"extraction\"", StringComparison.Ordinal));
        var settings = await File.ReadAllTextAsync(Path.Combine(installation.Config, "appsettings.json"));
        installation.WriteConfig(
            "appsettings.json", settings.Replace("\"Prices\": {", $"\"Prices\": {{ {prices.Trim()},", StringComparison.Ordinal));
        await installation.FillAsync(1500);

        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", guide));
        var commands = Command().Matches(text).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.That(commands, Has.Count.GreaterThanOrEqualTo(6));
        foreach (var command in commands.OrderBy(command => !command.StartsWith("keys series make", StringComparison.Ordinal)))
        {
            (await installation.RunAsync(command.Split(' '))).AssertDone();
        }
    }

    private static bool IsOfBuildings(string example) => example.Contains("\"target\": \"buildings\"", StringComparison.Ordinal);

    /// <summary>The guide's permit with the targets, groups and purpose of its order of buildings.</summary>
    private static string OfBuildings(string permit) => Orders().Replace(
        permit
            .Replace("tutkimus-2026", "pelastus-2026", StringComparison.Ordinal)
            .Replace("TUTKIMUS", "PELASTUS", StringComparison.Ordinal),
        $$"""
        "orders": { "purposes": ["authority-task"], "groups": [{{BuildingOrders.AllGroups}}], "targets": ["buildings"] },
        """);

    [Test]
    public void Two_thousand_units_cost_what_the_guide_says()
    {
        var prices = new ExtractPrices
        {
            From = new DateOnly(2017, 1, 1),
            Extraction = 660m,
            Units = [new PriceStep(1, 0.022m), new PriceStep(100_001, 0.011m), new PriceStep(300_001, 0.010m)],
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(prices.Extraction + prices.OfUnits(2_000), Is.EqualTo(704m));
            Assert.That(prices.OfUnits(100_001), Is.EqualTo(2_200.011m), "a unit more never costs less");
            Assert.That(prices.OfUnits(300_010), Is.EqualTo(2_200m + 2_200m + 0.1m));
            Assert.That(prices.OfUnits(0), Is.Zero);
            Assert.That(Guide, Does.Contain("704 €"));
        }
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("\"orders\": \\{.*?\\},", RegexOptions.Singleline)]
    private static partial Regex Orders();

    [GeneratedRegex("^muutostieto (.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
