using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>The configuration of who is left out of an order.</summary>
public sealed class ExclusionSettingsTests
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
              "orders": { "purposes": ["statistics"], "groups": ["004"], "targets": ["persons"] }, "drop": "default"
            }
            """);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Deliveries_and_a_list_are_read_and_a_wrong_line_is_warned_of()
    {
        WriteList("pois.csv", $"hetu\n{WithCheck()}\n310250-9011\n");
        var (configuration, report) = Write(
            """{ "deliveries": ["tutkimus/extract/002", "tutkimus/base/1", "tutkimus/extract/2"], "list": "pois.csv" }""");

        Assert.That(configuration, Is.Not.Null, report.ToString());
        var exclusion = configuration!.Orders.Single().Exclude!;
        Assert.That(exclusion.Deliveries.Select(DeliveryName.Of), Is.EqualTo(new[] { "tutkimus/base/1", "tutkimus/extract/2" }));
        Assert.That((exclusion.List!.File, exclusion.List.Sha256.Length), Is.EqualTo(("pois.csv", 64)));
        var fault = report.Faults.Single();
        Assert.That(
            (fault.Kind, Path.GetFileName(fault.File), fault.Line, fault.Message),
            Is.EqualTo((FaultKind.Warning, "pois.csv", 3, "no such day in the identity code")));
    }

    [Test]
    public void Another_content_of_a_list_is_another_order()
    {
        WriteList("pois.csv", WithCheck());
        var first = Write("""{ "list": "pois.csv" }""").Configuration!.Orders.Single().ToJson();
        WriteList("pois.csv", WithCheck() + "\n");
        Assert.That(Write("""{ "list": "pois.csv" }""").Configuration!.Orders.Single().ToJson(), Is.Not.EqualTo(first));
    }

    [TestCase("{ }", "exclude", "\"exclude\" is empty", "Name deliveries")]
    [TestCase("""{ "deliveries": ["tutkimus 1"] }""", "exclude.deliveries[0]", "names no delivery", "Correct it")]
    [TestCase("""{ "deliveries": ["tutkimus/update/1"] }""", "exclude.deliveries[0]", "names no delivery", "Correct it")]
    [TestCase("""{ "deliveries": ["kainuu/base/1"] }""", "exclude.deliveries[0]", "is another recipient's", "\"excludes\": [\"kainuu\"]")]
    [TestCase("""{ "list": "puuttuu.csv" }""", "exclude.list", "is missing", "Put the list beside the order")]
    [TestCase("""{ "list": "../permits/tutkimus.json" }""", "exclude.list", "expected the name of a file", "Put the list there")]
    [TestCase("""{ "list": "a\u0000b" }""", "exclude.list", "expected the name of a file", "Put the list there")]
    [TestCase("""{ "list": "tyhja.csv" }""", "exclude.list", "no identity code is in it", "Write one identity code a line")]
    [TestCase("""{ "lists": "a.csv" }""", "exclude.lists", "the key \"lists\" is unknown", "Did you mean \"list\"?")]
    public void A_wrong_exclusion_is_reported_with_place_and_remedy(string exclude, string path, string message, string remedy)
    {
        WriteList("tyhja.csv", "hetu\n");
        _ = Write(exclude);
        folder.RefusalAt(path, message, remedy);
    }

    private static string WithCheck() => Records.Identity.PersonalIdentityCode.Create(new DateOnly(1950, 1, 1), '-', 900).ToString();

    private void WriteList(string name, string text) => File.WriteAllText(Path.Combine(folder.Root, "orders", name), text);

    private (Configuration? Configuration, ConfigurationReport Report) Write(string exclude)
    {
        folder.Write(
            "orders/otos.json",
            $$"""{ "id": "otos", "permit": "tutkimus", "purpose": "statistics", "content": { "groups": ["004"] }, "exclude": {{exclude}} }""");
        return folder.LoadWithLayouts();
    }
}
