using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Orders whose rows are buildings.</summary>
public sealed class BuildingOrderSettingsTests
{
    private const string Permit = """
        {
          "id": "pelastus", "recipient": "pelastuslaitos", "validFrom": "2026-01-01",
          "customerNumber": "38961", "registerName": "PELASTUS", "area": { "county": "20" },
          "orders": { "purposes": ["authority-task"], "targets": ["persons", "buildings"],
            "groups": ["004", "901", "932", "934", "937", "938", "939", "940", "941", "948", "953", "968",
              { "group": "969", "fields": ["omistajalaji", "henkilotunnus", "loppupv"] }, "970", "971"] },
          "formats": ["fixed", "csv"], "drop": "default"
        }
        """;

    private const string Order = """
        {
          "id": "talot", "permit": "pelastus", "purpose": "authority-task", "target": "buildings",
          "where": { "all": [ { "use2018": ["01", "0210"] }, { "use1994": ["01"] }, { "municipality": ["205"] },
            { "completed": { "from": "1990-01-01" } }, { "floorArea": { "from": 10, "to": 90 } }, { "heating": ["3"] },
            { "equipment": ["vesijohto"] }, { "inUse": ["01", "07"] },
            { "within": { "north": { "from": 7000000, "to": 7100000 }, "east": { "from": 500000, "to": 600000 } } } ] },
          "content": { "groups": ["932", { "group": "969", "fields": ["omistajalaji", "loppupv"] }] },
          "sample": { "size": 50, "series": "talot", "strata": "municipality" }, "formats": ["csv"]
        }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        folder.Write("permits/pelastus.json", Permit);
        folder.Write("orders/talot.json", Order);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void The_strata_of_buildings_are_by_a_field_of_the_permit()
    {
        folder.Write("orders/talot.json", """
            {
              "id": "talot", "permit": "pelastus", "purpose": "authority-task", "target": "buildings", "content": { "groups": ["934"] },
              "sample": { "size": 50, "series": "talot", "strata": "municipality" }
            }
            """);
        Assert.That(Load().Report.Faults, Is.Empty);
        folder.Write("permits/pelastus.json", Permit.Replace("\"932\", ", "", StringComparison.Ordinal));
        folder.RefusalAt("sample.strata", "looks at 932.kuntakoodi, which the permit \"pelastus\" does not have", "group added");
    }

    [Test]
    public void An_order_of_buildings_is_read_and_kept_as_one_text()
    {
        var (configuration, report) = Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        var order = configuration!.Orders.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(order.Target, Is.EqualTo(OrderTarget.Buildings));
            Assert.That(order.Where!.Groups, Is.EqualTo(new[] { "938", "937", "932", "940", "941", "948", "953", "939", "934" }));
            Assert.That(ExtractOrder.FromJson(order.ToJson()).ToJson(), Is.EqualTo(order.ToJson()));
            Assert.That(order.ToJson(), Does.Contain("\"target\":\"buildings\"").And.Contain("\"inUse\":[\"01\",\"07\"]"));
        }
    }

    [TestCase("\"0210\"", "\"0212\"", "where.all[0].use2018[1]", "there is no code \"0212\"", "building-classes.csv")]
    [TestCase("\"0210\"", "\"2\"", "where.all[0].use2018[1]", "expected a code of reference/building-classes.csv", "Correct the code")]
    [TestCase("[\"01\"] }", "[\"05\"] }", "where.all[1].use1994[0]", "there is no code \"05\"", "building-classes.csv")]
    [TestCase("\"205\"", "\"507\"", "where.all[2].municipality[0]", "507 is outside of the area", "205, 290")]
    [TestCase("1990-01-01", "1990-02-30", "where.all[3].completed.from", "a day that exists", "Correct the date")]
    [TestCase("\"from\": 10", "\"from\": 100", "where.all[4].floorArea.to", "lies before", "Correct")]
    [TestCase("\"to\": 90", "\"to\": 10000000", "where.all[4].floorArea.to", "from 0 to 9999999", "whole number")]
    [TestCase("\"heating\": [\"3\"]", "\"heating\": [\"9\"]", "where.all[5].heating[0]", "there is no code \"9\"", "\"5\"")]
    [TestCase("\"heating\": [\"3\"]", "\"fuel\": [\"01\"]", "where.all[5].fuel", "949.lammitysaine, which the permit", "Take")]
    [TestCase("[\"vesijohto\"]", "[\"uimaallas\"]", "where.all[6].equipment[0]", "there is no code \"uimaallas\"", "\"viemari\"")]
    [TestCase("[\"vesijohto\"]", "[\"hissi\"]", "where.all[6].equipment", "955.hissi_varustetieto, which the permit", "Take")]
    [TestCase("\"07\"", "\"13\"", "where.all[7].inUse[1]", "there is no code \"13\"", "\"12\"")]
    [TestCase("\"to\": 7100000", "\"to\": 6100000", "where.all[8].within.north.to", "lies before", "Correct")]
    [TestCase(", \"to\": 600000", "", "where.all[8].within.east", "the key \"to\" is missing", "Add \"to\"")]
    [TestCase(
        "{ \"heating\": [\"3\"] }", "{ \"age\": { \"from\": 18 } }", "where.all[5].age",
        "there is no criterion \"age\" of buildings", "Possible: use1994")]
    [TestCase("[\"932\",", "[\"004\",", "content.groups[0]", "the group 004 is not of buildings", "building-groups.json")]
    [TestCase("[\"932\",", "[\"966\",", "content.groups[0]", "the group 966 is outside of the permit", "The permit has: 004")]
    [TestCase("\"omistajalaji\",", "\"y_tunnus\",", "content.groups[1].group", "\"y_tunnus\" of 969 is outside", "omistajalaji")]
    [TestCase("\"municipality\" }", "\"sex\" }", "sample", "the strata are of persons", "\"municipality\"")]
    [TestCase("\"municipality\" }", "\"municipality\", \"perHousehold\": true }", "sample", "\"perHousehold\" is of persons", "out")]
    [TestCase(
        "\"formats\":", "\"exclude\": { \"deliveries\": [\"pelastus/extract/1\"] }, \"formats\":", "exclude", "\"exclude\" is of persons",
        "Take \"exclude\" out")]
    [TestCase("[\"csv\"]", "[\"fixed\"]", "formats", "the fixed-width form is of persons", "[\"csv\"]")]
    public void A_wrong_order_is_reported_with_place_and_remedy(string old, string text, string path, string message, string remedy)
    {
        Assert.That(Order.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        folder.Write("orders/talot.json", Order.Replace(old, text, StringComparison.Ordinal));
        Assert.That(Path.GetFileName(folder.RefusalAt(path, message, remedy).File), Is.EqualTo("talot.json"));
    }

    [Test]
    public void A_criterion_or_group_of_buildings_is_none_of_persons()
    {
        folder.Write("orders/talot.json", Order.Replace("\"buildings\"", "\"persons\"", StringComparison.Ordinal));
        var report = Load().Report.ToString();
        Assert.That(report, Does.Contain("there is no criterion \"use2018\" of persons").And.Contain("the group 932 is not of persons"));
    }

    [TestCase("\"968\", \"969\"", "the group 969 names persons", "Take it out")]
    [TestCase("\"968\", \"970\"", "the group 970 names persons", "Take it out")]
    [TestCase("\"968\", \"971\"", "the group 971 names persons", "Take it out")]
    [TestCase("\"932\"", "the group 968 of them is missing", "Add \"968\"")]
    public void An_order_of_dwellings_has_dwellings_and_no_persons(string groups, string message, string remedy)
    {
        folder.Write("permits/pelastus.json", Permit
            .Replace("\"buildings\"", "\"dwellings\"", StringComparison.Ordinal)
            .Replace(
                "{ \"group\": \"969\", \"fields\": [\"omistajalaji\", \"henkilotunnus\", \"loppupv\"] }", "\"969\"", StringComparison.Ordinal));
        folder.Write("orders/talot.json", $$"""
            {
              "id": "talot", "permit": "pelastus", "purpose": "authority-task", "target": "dwellings",
              "content": { "groups": [{{groups}}] }
            }
            """);
        var fault = Load().Report.Faults.Single();
        Assert.That(fault.Path, Is.EqualTo("content"));
        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(fault.Remedy, Does.Contain(remedy));
    }

    [Test]
    public void Buildings_have_no_matched_controls()
    {
        folder.Write("orders/tapaukset.csv", "010190-900P\n");
        folder.Write("orders/talot.json", Order.Replace(
            "\"size\": 50, \"series\": \"talot\", \"strata\": \"municipality\"",
            """ "series": "talot", "controls": { "list": "tapaukset.csv", "each": 2, "match": ["birthYear"] } """,
            StringComparison.Ordinal));
        Assert.That(Load().Report.ToString(), Does.Contain("controls are persons, and the order's rows are buildings"));
    }

    [Test]
    public void A_target_outside_of_the_permit_is_refused()
    {
        folder.Write("permits/pelastus.json", Permit.Replace("\"persons\", \"buildings\"", "\"persons\"", StringComparison.Ordinal));
        Assert.That(Load().Report.ToString(), Does.Contain("the target \"buildings\" is outside of the permit"));
    }

    [TestCase("\"939\"", "null", "content")]
    [TestCase("{ \"group\": \"968\", \"fields\": [\"kaytossaolo\"] }", "null", "content")]
    [TestCase("\"932\"", "{ \"not\": { \"inUse\": [\"03\", \"05\"] } }", "where.not.inUse[1]")]
    [TestCase("{ \"group\": \"968\", \"fields\": [\"huoneistotyyppi\"] }", "null", null)]
    [TestCase("\"932\"", "{ \"inUse\": [\"03\", \"07\"] }", null)]
    [TestCase("\"939\", \"970\"", "null", null)]
    public void Residents_by_one_order_and_the_state_of_use_by_another_of_the_recipient_are_warned_of_with_both_places(
        string groups, string where, string? path)
    {
        folder.Write("orders/asukkaat.json", """
            {
              "id": "asukkaat", "permit": "pelastus", "purpose": "authority-task", "target": "buildings",
              "content": { "groups": ["932", "970"] }
            }
            """);
        folder.Write("orders/talot.json", $$"""
            {
              "id": "talot", "permit": "pelastus", "purpose": "authority-task", "target": "buildings", "where": {{where}},
              "content": { "groups": [{{groups}}] }
            }
            """);
        var (configuration, report) = Load();
        Assert.That(configuration, Is.Not.Null, "a warning stops nothing");
        if (path is null)
        {
            Assert.That(report.Faults, Is.Empty, report.ToString());
            return;
        }

        var fault = report.Faults.Single();
        Assert.That((fault.Kind, fault.Path, Path.GetFileName(fault.File)), Is.EqualTo((FaultKind.Warning, path, "talot.json")));
        Assert.That(fault.Message, Does.Contain("\"asukkaat\" (asukkaat.json:3) of the same recipient says who lives there"));
        Assert.That(fault.Remedy, Does.Contain("Take the state of use out"));
    }

    [TestCase("\"004\", \"101\"", "null", "null", 1)]
    [TestCase("\"004\", \"909\"", "{ \"municipality\": [\"205\"] }", "null", 1)]
    [TestCase("\"004\", \"101\"", "{ \"age\": { \"from\": 70 } }", "null", 0)]
    [TestCase("\"004\", \"101\"", "null", "{ \"size\": 50, \"series\": \"s\" }", 0)]
    [TestCase("\"004\"", "null", "null", 0)]
    public void An_order_of_all_persons_with_their_homes_says_who_lives_where_too(string groups, string where, string sample, int warnings)
    {
        folder.Write(
            "permits/pelastus.json",
            Permit.Replace("\"004\", \"901\",", "\"004\", \"101\", \"204\", \"901\", \"909\",", StringComparison.Ordinal));
        WriteUse("pelastus");
        folder.Write("orders/asukkaat.json", $$"""
            {
              "id": "asukkaat", "permit": "pelastus", "purpose": "authority-task", "where": {{where}},
              "content": { "groups": [{{groups}}] }, "sample": {{sample}}
            }
            """);
        Assert.That(Load().Report.Faults.Count, Is.EqualTo(warnings), Load().Report.ToString());
    }

    [TestCase("pelastuslaitos", "{ \"county\": \"20\" }", 1)]
    [TestCase("pelastuslaitos", "{ \"municipalities\": [\"205\"] }", 1)]
    [TestCase("jatehuolto", "{ \"county\": \"20\" }", 0)]
    public void Orders_under_other_permits_count_for_the_same_recipient(string recipient, string area, int warnings)
    {
        folder.Write("permits/toinen.json", Permit
            .Replace("\"pelastus\"", "\"toinen\"", StringComparison.Ordinal)
            .Replace("pelastuslaitos", recipient, StringComparison.Ordinal)
            .Replace("PELASTUS", "TOINEN", StringComparison.Ordinal)
            .Replace("{ \"county\": \"20\" }", area, StringComparison.Ordinal));
        WriteUse("pelastus");
        folder.Write("orders/asukkaat.json", """
            {
              "id": "asukkaat", "permit": "toinen", "purpose": "authority-task", "target": "buildings",
              "content": { "groups": ["932", "970"] }
            }
            """);
        Assert.That(Load().Report.Faults.Count, Is.EqualTo(warnings), Load().Report.ToString());
    }

    [Test]
    public void Orders_of_areas_that_have_no_municipality_in_common_are_not_warned_of()
    {
        folder.Write(
            "permits/pelastus.json",
            Permit.Replace("{ \"county\": \"20\" }", "{ \"municipalities\": [\"290\"] }", StringComparison.Ordinal));
        Orders_under_other_permits_count_for_the_same_recipient("pelastuslaitos", "{ \"municipalities\": [\"205\"] }", 0);
    }

    private void WriteUse(string permit) => folder.Write("orders/talot.json", $$"""
        {
          "id": "talot", "permit": "{{permit}}", "purpose": "authority-task", "target": "buildings", "content": { "groups": ["939"] }
        }
        """);

    private (Configuration? Configuration, ConfigurationReport Report) Load() => folder.LoadWithLayouts();
}
