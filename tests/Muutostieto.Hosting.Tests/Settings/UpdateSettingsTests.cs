using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>The configuration of how customers' registers are brought up to date: by permits and by orders.</summary>
public sealed class UpdateSettingsTests
{
    private const string Channel = """ { "methods": ["M1", "M3"], "minimumRows": 50, "keepInput": 7 } """;
    private const string County = """ { "county": "20" } """;
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        WritePermit(Channel);
        WriteOrder(""" { "methods": ["M3"] } """);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void An_order_has_what_its_permit_says_where_it_says_nothing()
    {
        var (configuration, report) = folder.LoadWithLayouts();
        Assert.That(configuration, Is.Not.Null, report.ToString());
        var (channel, update) = (configuration!.Permit("koulut").Orders!.Update!, configuration.Order("oppilaat").Update!);
        Assert.That(
            (channel.Methods, channel.MinimumRows, channel.KeepInputDays),
            Is.EqualTo((new[] { MatchMethod.IdentityCode, MatchMethod.FullName }, 50, 7)));
        Assert.That((update.Methods, update.MinimumRows, update.OnlyChanges), Is.EqualTo((new[] { MatchMethod.FullName }, 50, false)));

        WritePermit(""" { "methods": ["M1", "M3"] } """);
        WriteOrder(""" { "methods": ["M1"], "minimumRows": 100, "onlyChanges": true } """);
        (configuration, report) = folder.LoadWithLayouts();
        Assert.That(configuration, Is.Not.Null, report.ToString());
        (channel, update) = (configuration!.Permit("koulut").Orders!.Update!, configuration.Order("oppilaat").Update!);
        Assert.That((channel.MinimumRows, channel.KeepInputDays), Is.EqualTo((20, 30)));
        Assert.That((update.MinimumRows, update.OnlyChanges), Is.EqualTo((100, true)));
    }

    [TestCase("{ }", "orders.update", "methods", "Add")]
    [TestCase("""{ "methods": [] }""", "orders.update.methods", "", "")]
    [TestCase("""{ "methods": ["M7"] }""", "orders.update.methods[0]", "M7", "M1")]
    [TestCase("""{ "methods": ["m1"] }""", "orders.update.methods[0]", "m1", "M1")]
    [TestCase("""{ "methods": ["M1"], "minimumRows": 0 }""", "orders.update.minimumRows", "0", "a whole number in that range")]
    [TestCase("""{ "methods": ["M1"], "minimumRows": 1000001 }""", "orders.update.minimumRows", "1000001", "a whole number in that range")]
    [TestCase("""{ "methods": ["M1"], "keepInput": -1 }""", "orders.update.keepInput", "-1", "a whole number in that range")]
    [TestCase("""{ "methods": ["M1"], "keepInput": 3651 }""", "orders.update.keepInput", "3651", "a whole number in that range")]
    [TestCase("""{ "methods": ["M1"], "keepInputs": 3 }""", "orders.update.keepInputs", "unknown", "Did you mean \"keepInput\"?")]
    public void A_wrong_channel_is_reported_with_place_and_remedy(string channel, string path, string message, string remedy)
    {
        WritePermit(channel);
        folder.RefusalAt(path, message, remedy);
    }

    [Test]
    public void A_permit_has_a_channel_if_and_only_if_customers_are_a_target()
    {
        WritePermit(null);
        folder.RefusalAt("orders.targets", "by which methods is not said", "\"update\"");
        WritePermit(Channel, targets: "\"persons\"");
        folder.RefusalAt("orders.update", "no order may have the target \"customers\"", "Add \"customers\" to \"targets\"");
    }

    [TestCase("""{ "methods": ["M4"] }""", "update.methods", "the method \"M4\" is outside of the permit \"koulut\"", "M1, M3")]
    [TestCase("""{ "methods": ["M1"], "minimumRows": 49 }""", "update.minimumRows", "wants at least 50 rows", "take it out")]
    [TestCase("""{ "methods": ["M1"], "onlyChanges": 1 }""", "update.onlyChanges", "1", "true")]
    [TestCase("""{ "methods": ["M1"], "onlyChange": true }""", "update.onlyChange", "unknown", "Did you mean \"onlyChanges\"?")]
    public void A_wrong_update_is_reported_with_place_and_remedy(string update, string path, string message, string remedy)
    {
        WriteOrder(update);
        folder.RefusalAt(path, message, remedy);
    }

    [TestCase("where", """{ "all": [ { "sex": ["2"] } ] }""")]
    [TestCase("sample", """{ "size": 5, "series": "a", "start": 0 }""")]
    [TestCase("exclude", """{ "deliveries": ["koulut/extract/1"] }""")]
    [TestCase("asOf", "7")]
    public void An_order_of_a_customers_rows_chooses_no_persons(string key, string value)
    {
        WriteOrder("""{ "methods": ["M1"] }""", $", \"{key}\": {value}");
        folder.RefusalAt(key, $"\"{key}\" is of extracts", $"Take \"{key}\" out");
    }

    [Test]
    public void An_order_of_persons_has_no_update()
    {
        WritePermit(Channel, targets: "\"customers\", \"persons\"");
        WriteOrder("""{ "methods": ["M1"] }""", target: "persons");
        folder.RefusalAt("update", "the order's rows are persons", "Write \"target\": \"customers\"");
    }

    [Test]
    public void Orders_may_cover_the_country_and_files_may_not()
    {
        WritePermit(Channel, """ { "country": true } """);
        var (configuration, report) = folder.LoadWithLayouts();
        Assert.That(configuration, Is.Not.Null, report.ToString());
        var area = (CountryArea)configuration!.Permit("koulut").Area;
        Assert.That(
            area.Resolve(configuration.Municipalities, new DateOnly(2026, 11, 22)),
            Is.EqualTo(new[] { "198", "199", "200", "205", "290", "507", "588" }));

        WritePermit(Channel, """ { "country": false } """);
        folder.RefusalAt("area.country", "expected was true", "Write true");
        WritePermit(Channel, """ { "country": true, "county": "20" } """);
        folder.RefusalAt("area", "more than one", "\"country\": true");
        WritePermit(Channel);
        folder.PermitWith("""{ "county": "20" }""", """{ "country": true }""");
        folder.RefusalAt("area", "country", "");
    }

    private void WritePermit(string? channel, string area = County, string targets = "\"customers\"") => folder.Write(
        "permits/koulut.json",
        $$"""
        {
          "id": "koulut", "recipient": "koulu", "validFrom": "2026-01-01", "customerNumber": "38970", "registerName": "ASIAKAS",
          "area": {{area}},
          "orders": {
            "purposes": ["authority-task"], "groups": ["004"],
            "targets": [{{targets}}]{{(channel is null ? "" : $", \"update\": {channel}")}}
          },
          "drop": "default"
        }
        """);

    private void WriteOrder(string update, string rest = "", string target = "customers") => folder.Write(
        "orders/oppilaat.json",
        $$"""
        {
          "id": "oppilaat", "permit": "koulut", "purpose": "authority-task", "target": "{{target}}", "content": { "groups": ["004"] },
          "update": {{update}}{{rest}}
        }
        """);
}
