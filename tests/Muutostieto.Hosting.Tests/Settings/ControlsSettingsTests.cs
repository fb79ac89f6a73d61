using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>The configuration of orders for matched controls.</summary>
public sealed class ControlsSettingsTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        folder.Write(
            "permits/tutkimus.json",
            """
            {
              "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "customerNumber": "38960", "registerName": "OTOS",
              "area": { "county": "20" },
              "orders": { "purposes": ["statistics"], "groups": ["003", "004", "901"], "targets": ["persons"] }, "drop": "default"
            }
            """);
        File.WriteAllText(Path.Combine(folder.Root, "orders", "t.csv"), WithCheck());
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Controls_are_read()
    {
        var sample = Write(
            """{ "controls": { "list": "t.csv", "each": 2, "match": ["sex", "birthYear"], "withCases": true }, "series": "s" }""");
        var controls = sample.Configuration!.Orders.Single().Sample!.Controls!;
        Assert.That((controls.Cases.File, controls.Each, controls.WithCases), Is.EqualTo(("t.csv", 2, true)));
        Assert.That(controls.Match, Is.EqualTo(new[] { ControlMatch.BirthYear, ControlMatch.Sex }));
    }

    [TestCase("""{ "list": "t.csv", "each": 2 }""", "", "sample.controls", "the key \"match\" is missing", "Add \"match\"")]
    [TestCase(
        """{ "list": "t.csv", "each": 2, "match": ["age"] }""", "", "sample.controls.match[0]", "no match \"age\"", "\"birthYear\"")]
    [TestCase("""{ "list": "t.csv", "each": 0, "match": ["sex"] }""", "", "sample.controls.each", "from 1 to 100", "whole number")]
    [TestCase("""{ "each": 1, "match": ["sex"] }""", "", "sample.controls", "the key \"list\" is missing", "Add \"list\"")]
    [TestCase("""{ "list": "x.csv", "each": 1, "match": ["sex"] }""", "", "sample.controls.list", "is missing", "beside the order")]
    [TestCase(
        """{ "list": "t.csv", "each": 1, "match": ["motherTongue"] }""", "", "sample.controls.match", "002.kielikoodi, which", "Take it out")]
    [TestCase(
        """{ "list": "t.csv", "each": 1, "match": ["sex"] }""", "\"size\": 5,", "sample.size", "beside \"controls\"", "Remove it")]
    public void Wrong_controls_are_reported_with_place_and_remedy(
        string controls, string beside, string path, string message, string remedy)
    {
        _ = Write($$"""{ {{beside}} "controls": {{controls}}, "series": "s" }""");
        folder.RefusalAt(path, message, remedy);
    }

    private static string WithCheck() => Records.Identity.PersonalIdentityCode.Create(new DateOnly(1950, 1, 1), '-', 900).ToString();

    private (Configuration? Configuration, ConfigurationReport Report) Write(string sample)
    {
        folder.Write(
            "orders/otos.json",
            $$"""{ "id": "otos", "permit": "tutkimus", "purpose": "statistics", "content": { "groups": ["004"] }, "sample": {{sample}} }""");
        return folder.LoadWithLayouts();
    }
}
