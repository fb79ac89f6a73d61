using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Pricing;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The guide of extracts: its permit and order are taken, its commands answered, its prices right.</summary>
public sealed partial class ExtractGuideTests
{
    private static readonly string Guide = TextOf("extracts.md");

    [TestCase("extracts.md")]
    [TestCase("poiminnat.md")]
    public async Task Every_command_of_the_guide_is_answered(string guide)
    {
        using var installation = new TestInstallation();
        var examples = ExamplesOf(Guide).Except(OfWasteManagement(Guide)).ToList();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        var permit = examples.Single(example => example.Contains("\"registerName\"", StringComparison.Ordinal));
        installation.WriteConfig("permits/tutkimus-2026.json", permit);
        installation.WriteConfig("permits/pelastus-2026.json", OfBuildings(permit));
        var sample = examples.Single(example => example.Contains("ika-paneeli", StringComparison.Ordinal));
        installation.WriteConfig("orders/ika-otos.json", sample);
        installation.WriteConfig("orders/omakotitalot.json", examples.Single(IsOfBuildings));
        foreach (var example in OfWasteManagement(TextOf(guide)))
        {
            WriteAsItIs(installation, example);
        }

        var prices = examples.Single(example => example.Contains("\"extraction\"", StringComparison.Ordinal));
        var settings = await File.ReadAllTextAsync(Path.Combine(installation.Config, "appsettings.json"));
        installation.WriteConfig(
            "appsettings.json", settings.Replace("\"Prices\": {", $"\"Prices\": {{ {prices.Trim()},", StringComparison.Ordinal));
        await installation.FillAsync(1500);

        var commands = Command().Matches(TextOf(guide)).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.That(commands, Has.Count.GreaterThanOrEqualTo(6));
        foreach (var command in commands.OrderBy(command => !command.StartsWith("keys series make", StringComparison.Ordinal)))
        {
            (await installation.RunAsync(command.Split(' '))).AssertDone();
        }
    }

    [TestCase("extracts.md")]
    [TestCase("poiminnat.md")]
    public async Task The_example_for_waste_management_gives_what_the_guide_says(string guide)
    {
        using var installation = new TestInstallation();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        var examples = OfWasteManagement(TextOf(guide));
        Assert.That(examples, Has.Count.EqualTo(2), "a permit and an order");
        foreach (var example in examples)
        {
            WriteAsItIs(installation, example);
        }

        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        (await installation.RunAsync("config", "check")).AssertDone();
        (await installation.RunAsync("extract", "run", "jatehuolto-ristijarvi")).AssertDone();

        var download = Path.Combine(installation.Data, "drop", "kainuun-jatehuolto", "download");
        Assert.That(Directory.GetFiles(download, "*_PO*JATEHUOLTO_001.xlsx"), Has.Length.EqualTo(1));
        using var zip = await ZipFile.OpenReadAsync(Directory.GetFiles(download, "*_PO*JATEHUOLTO_001.taulut.zip").Single());
        using var rows = new StreamReader(await zip.GetEntry("r1_rakennus.csv")!.OpenAsync());
        var classes = (await rows.ReadToEndAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(row => row.Split(';')[^1])
            .ToList();
        Assert.That(classes, Is.Not.Empty.And.All.StartsWith("01"));
    }

    private static string TextOf(string guide) => File.ReadAllText(Path.Combine(Repository.Root, "docs", guide));

    private static List<string> ExamplesOf(string text) => [.. Example().Matches(text).Select(match => match.Groups[1].Value)];

    private static List<string> OfWasteManagement(string text) =>
        [.. ExamplesOf(text).Where(example => example.Contains("\"jatehuolto-2026\"", StringComparison.Ordinal))];

    /// <summary>An order names its permit; a permit does not.</summary>
    private static void WriteAsItIs(TestInstallation installation, string example)
    {
        using var json = JsonDocument.Parse(example);
        var folder = json.RootElement.TryGetProperty("permit", out _) ? "orders" : "permits";
        installation.WriteConfig($"{folder}/{json.RootElement.GetProperty("id").GetString()}.json", example);
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
