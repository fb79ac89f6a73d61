using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Packages of extracts, and orders that ask for one.</summary>
public sealed class PackageSettingsTests
{
    private const string Permit = """
        {
          "id": "tutkimus", "recipient": "tutkimuslaitos", "validFrom": "2026-01-01",
          "customerNumber": "38960", "registerName": "OTOS", "area": { "county": "20" },
          "orders": { "purposes": ["statistics"], "groups": ["002", "003", "204", { "group": "004", "fields": ["sukunimi", "etunimet"] }],
            "targets": ["persons"] },
          "drop": "default"
        }
        """;

    private const string Package = """
        {
          "id": "perus", "fi": "Perustiedot", "en": "Basic data", "target": "persons",
          "groups": ["204", { "group": "004", "fields": ["sukunimi"] }]
        }
        """;

    private const string Order =
        """{ "id": "otos", "permit": "tutkimus", "purpose": "statistics", "content": { "package": "perus" } }""";

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        folder.Write("permits/tutkimus.json", Permit);
        folder.Write("packages/perus.json", Package);
        folder.Write("orders/otos.json", Order);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void An_order_of_a_package_has_its_groups()
    {
        var (configuration, report) = Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        var order = configuration!.Orders.Single();
        Assert.That(order.ToJson(), Does.Contain(
            """
            "content":{"package":"perus","groups":[{"group":"004","fields":["sukunimi"]},"204"]}
            """));
    }

    [Test]
    public void A_configuration_needs_no_packages()
    {
        Directory.Delete(Path.Combine(folder.Root, "packages"), recursive: true);
        folder.Write("orders/otos.json", Order.Replace("\"package\": \"perus\"", "\"groups\": [\"204\"]", StringComparison.Ordinal));
        var (configuration, report) = Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        Assert.That(configuration!.Orders.Single().Package, Is.Null);
    }

    [TestCase("\"perus\" }", "\"peruz\" }", "content.package", "there is no package \"peruz\"", "Did you mean \"perus\"?")]
    [TestCase("\"perus\" }", "\"perus\", \"groups\": [\"204\"] }", "content.groups", "a package and groups", "Leave one")]
    [TestCase("\"package\": \"perus\"", "", "content", "the key \"groups\" is missing", "Add")]
    [TestCase("\"package\": \"perus\"", "\"package\": 1", "content.package", "expected a text", "quotes")]
    public void A_wrong_choice_of_a_package_is_reported_with_place_and_remedy(
        string old, string text, string path, string message, string remedy) =>
        AssertFault("otos.json", Order, old, text, "orders/otos.json", path, message, remedy);

    [TestCase("\"id\": \"perus\"", "\"id\": \"Perus\"", "id", "\"id\" is \"Perus\"", "Correct")]
    [TestCase("\"fi\": \"Perustiedot\", ", "", "", "the key \"fi\" is missing", "Add \"fi\"")]
    [TestCase("\"persons\"", "\"houses\"", "target", "\"target\" is \"houses\"", "\"persons\"")]
    [TestCase("[\"204\",", "[\"999\",", "groups[0]", "there is no group \"999\"", "groups.json")]
    [TestCase("[\"204\",", "[\"004\",", "groups[1].group", "duplicate group 004", "Keep one")]
    [TestCase("\"sukunimi\"", "\"sukunimet\"", "groups[1].fields[0]", "no field \"sukunimet\"", "Did you mean \"sukunimi\"?")]
    [TestCase("\"target\"", "\"table\": \"houses\", \"target\"", "table", "\"table\" is \"houses\"", "\"households\"")]
    [TestCase("\"target\"", "\"table\": \"waste-management\", \"target\"", "table", "is of buildings", "\"target\": \"buildings\"")]
    [TestCase("\"target\"", "\"targets\"", "targets", "the key \"targets\" is unknown", "Did you mean \"target\"?")]
    [TestCase("\"en\"", "en", "", "", "")]
    public void A_wrong_package_is_reported_with_place_and_remedy(
        string old, string text, string path, string message, string remedy) =>
        AssertFault("perus.json", Package, old, text, "packages/perus.json", path, message, remedy);

    [TestCase("\"204\",", "\"101\",", "has the group 101, which is outside of the permit \"tutkimus\"")]
    [TestCase("\"204\",", "\"101\", \"103\",", "has the groups 101, 103, which are outside of the permit \"tutkimus\"")]
    [TestCase("\"sukunimi\"", "\"muutospv\"", "has the field \"muutospv\" of 004, which is outside of the permit \"tutkimus\"")]
    public void A_package_beyond_the_permit_is_refused_where_the_order_names_it(string old, string text, string message)
    {
        folder.Write("packages/perus.json", Package.Replace(old, text, StringComparison.Ordinal));
        var (configuration, report) = Load();
        var fault = report.Faults.Single();
        Assert.That(configuration, Is.Null);
        Assert.That((Path.GetFileName(fault.File), fault.Line, fault.Path), Is.EqualTo(("otos.json", 1, "content.package")));
        Assert.That(fault.Message, Is.EqualTo($"the package \"perus\" {message}"));
        Assert.That(fault.Remedy, Does.Contain("Choose another package"));
    }

    [Test]
    public void A_faulty_package_is_reported_once_and_not_as_missing()
    {
        folder.Write("packages/perus.json", Package.Replace("\"204\"", "\"999\"", StringComparison.Ordinal).Replace(
            "{ \"group\": \"004\", \"fields\": [\"sukunimi\"] }", "\"998\"", StringComparison.Ordinal));
        Assert.That(Load().Report.Faults.Select(fault => Path.GetFileName(fault.File)), Is.EqualTo(new[] { "perus.json", "perus.json" }));
    }

    [Test]
    public void Two_packages_of_one_id_are_refused_and_a_file_of_another_name_is_warned_of()
    {
        folder.Write("packages/toinen.json", Package);
        var faults = Load().Report.Faults;
        Assert.That(faults.Select(fault => fault.Kind), Is.EquivalentTo(new[] { FaultKind.Error, FaultKind.Warning }));
        Assert.That(faults.Single(fault => fault.Kind == FaultKind.Error).Message, Does.Contain("there are two packages \"perus\""));
    }

    private void AssertFault(
        string file, string sound, string old, string text, string target, string path, string message, string remedy)
    {
        Assert.That(sound.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        folder.Write(target, sound.Replace(old, text, StringComparison.Ordinal));
        Assert.That(Path.GetFileName(folder.RefusalAt(path, message, remedy).File), Is.EqualTo(file));
    }

    private (Configuration? Configuration, ConfigurationReport Report) Load() => folder.LoadWithLayouts();
}
