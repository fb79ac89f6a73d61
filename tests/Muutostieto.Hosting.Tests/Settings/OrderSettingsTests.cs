using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Permits under which something may be ordered, and orders.</summary>
public sealed class OrderSettingsTests
{
    private const string Permit = """
        {
          "id": "tutkimus", "recipient": "tutkimuslaitos", "validFrom": "2026-01-01",
          "customerNumber": "38960", "registerName": "OTOS", "area": { "county": "20" },
          "orders": { "purposes": ["statistics", "scientific-research"], "groups": ["003", "101", "204", "901", "903", "909",
            { "group": "004", "fields": ["sukunimi", "etunimet"] }], "targets": ["persons"] },
          "drop": "default"
        }
        """;

    private const string Order = """
        {
          "id": "otos", "permit": "tutkimus", "purpose": "scientific-research", "target": "persons",
          "where": { "all": [ { "age": { "from": 75, "to": 84 } }, { "sex": ["2"] }, { "municipality": ["205", "290"] },
            { "not": { "maritalStatus": ["2"] } }, { "any": [ { "born": { "from": "1940-01-01" } }, { "postalCode": ["87100"] } ] } ] },
          "content": { "groups": ["204", { "group": "004", "fields": ["sukunimi"] }] },
          "sample": { "size": 500, "series": "tutkimus-2026", "start": "FF", "strata": "sex", "perHousehold": true },
          "asOf": 12345, "formats": ["csv"]
        }
        """;

    private const string Divided = """
        {
          "id": "otos", "permit": "tutkimus", "purpose": "statistics", "content": { "groups": ["101"] },
          "sample": { "size": 500, "series": "s", "strata": "sex", "perHousehold": true }
        }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        folder.Write("permits/tutkimus.json", Permit);
        folder.Write("orders/otos.json", Order);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_permit_of_orders_needs_neither_rhythm_nor_product()
    {
        var permit = Whole().Permit("tutkimus");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((permit.Files, permit.Interface, permit.Product), Is.EqualTo(((FilesChannel?)null, (InterfaceChannel?)null, "")));
            Assert.That(permit.Orders!.Purposes, Is.EqualTo(new[] { Purpose.ScientificResearch, Purpose.Statistics }));
            Assert.That(
                permit.Orders.Groups.Select(group => group.Group),
                Is.EqualTo(new[] { "003", "004", "101", "204", "901", "903", "909" }));
            Assert.That(permit.Orders.Groups[1].Fields, Is.EqualTo(new[] { "etunimet", "sukunimi" }));
            Assert.That(permit.Orders.Targets, Is.EqualTo(new[] { OrderTarget.Persons }));
            Assert.That(permit.Orders.Formats, Is.EqualTo(new[] { DeliveryFormat.Csv }));
            Assert.That((permit.Orders.Drop, permit.Orders.OverdueAfterDays), Is.EqualTo(("default", 5)));
        }
    }

    [Test]
    public void A_permit_of_files_may_have_orders_too_which_go_the_same_way()
    {
        folder.PermitWith(
            "\"nonDisclosureRight\": false",
            """
            "keepInDrop": 7, "orders": { "purposes": ["statistics"], "groups": ["004"], "targets": ["persons"] }
            """);
        var permit = Whole().Permit("kainuu");
        Assert.That((permit.Product, permit.Files!.Drop, permit.Orders!.Drop), Is.EqualTo(("suppea", "default", "default")));
        Assert.That(permit.Orders.Formats, Is.EqualTo(permit.Files.Formats));
        Assert.That(permit.Orders.KeepInDropDays, Is.EqualTo(7));
    }

    [Test]
    public void An_order_is_read()
    {
        var order = Whole().Orders.Single();
        const string Expected =
            """{"id":"otos","permit":"tutkimus","purpose":"scientific-research","target":"persons","where":{"all":[{"age":{"from":75,"to":84}},"""
                + """{"sex":["2"]},{"municipality":["205","290"]},{"not":{"maritalStatus":["2"]}},{"any":[{"born":{"from":"1940-01-01"}},"""
                + """{"postalCode":["87100"]}]}]},"content":{"groups":[{"group":"004","fields":["sukunimi"]},"204"]},"""
                + "\"sample\":{\"size\":500,\"series\":\"tutkimus-2026\",\"start\":\"00000000000000ff\",\"strata\":\"sex\",\"perHousehold\":true},"
                + "\"asOf\":12345,\"formats\":[\"csv\"]}";
        Assert.That(order.ToJson(), Is.EqualTo(Expected));
    }

    [Test]
    public void A_region_is_the_municipalities_of_its_counties_that_are_in_the_area()
    {
        folder.Write(
            "orders/otos.json",
            Order.Replace("\"municipality\": [\"205\", \"290\"]", "\"region\": [\"20\"]", StringComparison.Ordinal));
        Assert.That(Whole().Orders.Single().ToJson(), Does.Contain("""{"municipality":["205","290"]}"""));
    }

    [Test]
    public void An_order_may_leave_out_what_it_does_not_limit()
    {
        folder.Write(
            "orders/otos.json",
            """{ "id": "otos", "permit": "tutkimus", "purpose": "statistics", "where": null, "sample": null, "content": { "groups": ["003"] } }""");
        var order = Whole().Orders.Single();
        Assert.That((order.Where, order.Sample, order.AsOf), Is.EqualTo(((Criterion?)null, (SampleRequest?)null, (OrderMoment?)null)));
        Assert.That(order.Formats, Is.EqualTo(new[] { DeliveryFormat.Csv }));
    }

    [TestCase("\"003\", ", "sample.strata", "sex", "\"strata\" looks at 003.sukupuoli, which the permit \"tutkimus\" does not have")]
    [TestCase("\"204\", ", "sample.strata", "municipality", "\"strata\" looks at 204.kuntanumero, which the permit")]
    [TestCase("\"901\", ", "sample.strata", "ageGroup", "\"strata\" looks at 901.syntymapv, which the permit")]
    [TestCase(", \"909\"", "sample.perHousehold", "sex", "\"perHousehold\" looks at 909.huoneistonumero, jakokirjain, osoitenumero, ")]
    public void What_a_sample_is_divided_by_must_be_of_the_permit(string group, string path, string strata, string message)
    {
        folder.Write("orders/otos.json", Divided.Replace("\"sex\"", $"\"{strata}\"", StringComparison.Ordinal));
        Assert.That(Whole().Orders, Has.Count.EqualTo(1));

        folder.Write("permits/tutkimus.json", Permit.Replace(group, "", StringComparison.Ordinal));
        folder.RefusalAt(path, message, "Take it out, or have the group added to the permit.");
    }

    [Test]
    public void Some_fields_of_a_group_are_enough_when_the_sample_looks_at_these_alone()
    {
        folder.Write("orders/otos.json", Divided.Replace("\"sex\"", "\"municipality\"", StringComparison.Ordinal));
        foreach (var (field, isEnough) in new[] { ("kuntanumero", true), ("muuttopv", false) })
        {
            folder.Write(
                "permits/tutkimus.json",
                Permit.Replace("\"204\"", $"{{ \"group\": \"204\", \"fields\": [\"{field}\"] }}", StringComparison.Ordinal));
            if (isEnough)
            {
                Assert.That(Whole().Orders, Has.Count.EqualTo(1));
            }
            else
            {
                folder.RefusalAt("sample.strata", "looks at 204.kuntanumero", "Take it out");
            }
        }
    }

    [Test]
    public void A_configuration_needs_no_orders()
    {
        Directory.Delete(Path.Combine(folder.Root, "orders"), recursive: true);
        Assert.That(Whole().Orders, Is.Empty);
    }

    [TestCase(
        "\"permit\": \"tutkimus\"", "\"permit\": \"tutkimuz\"", "permit", "there is no permit \"tutkimuz\"", "Did you mean \"tutkimus\"?")]
    [TestCase("\"permit\": \"tutkimus\"", "\"permit\": \"kainuu\"", "permit", "nothing may be ordered", "Write \"orders\"")]
    [TestCase("\"purpose\": \"scientific-research\",", "", "", "the key \"purpose\" is missing", "Add \"purpose\"")]
    [TestCase("scientific-research", "research", "purpose", "\"purpose\" is \"research\"", "Possible: \"authority-task\"")]
    [TestCase(
        "scientific-research", "direct-marketing", "purpose", "\"direct-marketing\" is outside of the permit", "The permit has: scientific")]
    [TestCase("\"persons\"", "\"person\"", "target", "\"target\" is \"person\"", "Did you mean \"persons\"?")]
    [TestCase("\"age\"", "\"ages\"", "where.all[0].ages", "the key \"ages\" is unknown", "Did you mean \"age\"?")]
    [TestCase("{ \"sex\": [\"2\"] }", "{ \"sex\": [\"3\"] }", "where.all[1].sex[0]", "there is no code \"3\"", "Possible: \"1\", \"2\"")]
    [TestCase("{ \"sex\": [\"2\"] }", "{ \"sex\": [\"f\"] }", "where.all[1].sex[0]", "expected 1 (male) or 2 (female)", "Correct the code")]
    [TestCase("{ \"sex\": [\"2\"] }", "{ \"sex\": [] }", "where.all[1].sex", "the list \"sex\" is empty", "at least one")]
    [TestCase("{ \"sex\": [\"2\"] }", "{ \"sex\": \"2\" }", "where.all[1].sex", "expected a list", "Write [")]
    [TestCase("{ \"sex\": [\"2\"] }", "{ }", "where.all[1]", "0 criteria in one object", "one criterion in each")]
    [TestCase(
        "\"sex\": [\"2\"]", "\"sex\": [\"2\"], \"born\": { \"from\": \"1940-01-01\" }", "where.all[1]", "2 criteria in one object", "\"all\"")]
    [TestCase(
        "{ \"sex\": [\"2\"] }", "{ \"citizenship\": [\"246\"] }", "where.all[1].citizenship", "007.maa, which the permit", "Take the criterion out")]
    [TestCase(
        "\"maritalStatus\": [\"2\"]", "\"maritalStatus\": [\"9\"]", "where.all[3].not.maritalStatus[0]", "there is no code \"9\"", "\"8\"")]
    [TestCase("87100", "8710", "where.all[4].any[1].postalCode[0]", "expected five digits", "Correct the code")]
    [TestCase("\"290\"", "\"507\"", "where.all[2].municipality[1]", "507 is outside of the area", "Municipalities of the permit: 205, 290")]
    [TestCase("\"290\"", "\"999\"", "where.all[2].municipality[1]", "there is no municipality \"999\"", "reference/municipalities.json")]
    [TestCase(
        "\"municipality\": [\"205\", \"290\"]", "\"region\": [\"99\"]", "where.all[2].region[0]", "no county \"99\"", "counties.json")]
    [TestCase(
        "\"municipality\": [\"205\", \"290\"]", "\"region\": []", "where.all[2].region", "the list \"region\" is empty", "at least one")]
    [TestCase(
        "\"municipality\": [\"205\", \"290\"]", "\"region\": [\"12\"]", "where.all[2].region[0]", "no municipality in the area", "205, 290")]
    [TestCase(
        "{ \"sex\": [\"2\"] }", "{ \"died\": { \"from\": \"2026-01-01\" } }", "where.all[1].died", "013.kuolinpv, which", "Take the")]
    [TestCase("\"from\": 75", "\"from\": 85", "where.all[0].age.to", "lies before", "Correct")]
    [TestCase("\"from\": 75", "\"from\": -1", "where.all[0].age.from", "from 0 to 150", "whole number")]
    [TestCase("{ \"from\": 75, \"to\": 84 }", "{ }", "where.all[0].age", "neither \"from\" nor \"to\"", "at least one")]
    [TestCase("1940-01-01", "1940-02-30", "where.all[4].any[0].born.from", "expected was a day that exists", "Correct the date")]
    [TestCase("[\"204\",", "[\"002\",", "content.groups[0]", "the group 002 is outside of the permit", "The permit has: 003, 004")]
    [TestCase("[\"204\",", "[\"999\",", "content.groups[0]", "there is no group \"999\"", "groups.json")]
    [TestCase("[\"204\",", "[\"004\",", "content.groups[1].group", "duplicate group 004", "Keep one")]
    [TestCase(
        "\"sukunimi\"", "\"muutospv\"", "content.groups[1].group", "\"muutospv\" of 004 is outside of the permit", "\"fields\": [\"etunimet\"")]
    [TestCase("\"sukunimi\"", "\"sukunimet\"", "content.groups[1].fields[0]", "no field \"sukunimet\"", "Did you mean \"sukunimi\"?")]
    [TestCase("\"size\": 500", "\"size\": 0", "sample.size", "\"size\" is 0", "whole number")]
    [TestCase("\"size\": 500,", "", "sample", "the key \"size\" is missing", "Add \"size\"")]
    [TestCase("tutkimus-2026", "Tutkimus 2026", "sample.series", "\"series\" is \"Tutkimus 2026\"", "Correct")]
    [TestCase("\"FF\"", "\"GG\"", "sample.start", "expected 0, or 1 to 16 hex digits", "Write 0")]
    [TestCase("\"FF\"", "7", "sample.start", "expected 0, or 1 to 16 hex digits", "Write 0")]
    [TestCase("\"FF\"", "\"00000000000000000\"", "sample.start", "expected 0, or 1 to 16 hex digits", "Write 0")]
    [TestCase("\"strata\": \"sex\"", "\"strata\": \"county\"", "sample.strata", "\"strata\" is \"county\"", "\"ageGroup\"")]
    [TestCase("12345", "-5", "asOf", "expected null, a journal key or a day", "null")]
    [TestCase("12345", "\"2026-02-30\"", "asOf", "expected null, a journal key or a day", "null")]
    [TestCase("[\"csv\"]", "[\"fixed\"]", "formats", "the formats \"fixed\" is outside of the permit", "The permit has: csv")]
    [TestCase("[\"csv\"]", "[\"xml\"]", "formats[0]", "there is no format \"xml\"", "Possible")]
    public void A_wrong_order_is_reported_with_place_and_remedy(string old, string text, string path, string message, string remedy)
    {
        Assert.That(Order.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        folder.Write("orders/otos.json", Order.Replace(old, text, StringComparison.Ordinal));
        Assert.That(Path.GetFileName(folder.RefusalAt(path, message, remedy).File), Is.EqualTo("otos.json"));
    }

    [TestCase("\"persons\"", "\"houses\"", "orders.targets[0]", "there is no target \"houses\"", "\"persons\", \"buildings\"")]
    [TestCase("\"statistics\"", "\"statistic\"", "orders.purposes[0]", "there is no purpose \"statistic\"", "Did you mean \"statistics\"?")]
    [TestCase("\"903\"", "\"999\"", "orders.groups[4]", "there is no group \"999\"", "groups.json")]
    [TestCase("\"sukunimi\"", "\"nimi\"", "orders.groups[6].fields[0]", "no field \"nimi\"", "Fields of 004")]
    [TestCase(",\n  \"drop\": \"default\"", "", "", "the key \"drop\" is missing", "Add \"drop\"")]
    [TestCase("\"drop\": \"default\"", "\"drop\": \"defalt\"", "drop", "there is no drop \"defalt\"", "Did you mean \"default\"?")]
    [TestCase(
        "\"drop\": \"default\"", "\"drop\": \"default\", \"product\": \"suppea\"", "product", "the permit has only orders", "Remove it")]
    [TestCase("\"drop\": \"default\"", "\"drop\": \"default\", \"holidays\": \"keep\"", "holidays", "only orders", "Add a rhythm")]
    [TestCase("{ \"county\": \"20\" }", "{ \"list\": true }", "orders", "beside a list", "Name a county")]
    public void A_wrong_permit_of_orders_is_reported_with_place_and_remedy(
        string old, string text, string path, string message, string remedy)
    {
        Assert.That(Permit.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        folder.Write("permits/tutkimus.json", Permit.Replace(old, text, StringComparison.Ordinal));
        folder.RefusalAt(path, message, remedy);
        Assert.That(Load().Report.ToString(), Does.Not.Contain("there is no permit"), "an order is not blamed for its permit");
    }

    [Test]
    public void Two_orders_of_one_id_are_refused_and_a_file_of_another_name_is_warned_of()
    {
        folder.Write("orders/toinen.json", Order);
        var faults = Load().Report.Faults;
        Assert.That(faults.Select(fault => fault.Kind), Is.EquivalentTo(new[] { FaultKind.Error, FaultKind.Warning }));
        Assert.That(faults.Single(fault => fault.Kind == FaultKind.Error).Message, Does.Contain("there are two orders \"otos\""));
    }

    [Test]
    public void Criteria_are_not_nested_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("{ \"not\": ", 20)) + "{ \"sex\": [\"2\"] }" + new string('}', 20);
        var start = Order.IndexOf("{ \"all\"", StringComparison.Ordinal);
        var end = Order.IndexOf("\"content\"", StringComparison.Ordinal);
        folder.Write("orders/otos.json", $"{Order[..start]}{deep}, {Order[end..]}");
        Assert.That(Load().Report.ToString(), Does.Contain("nested more than 16 deep"));
    }

    [Test]
    public void The_schema_of_orders_names_the_criteria_and_words_that_there_are()
    {
        var schema = Repository.Json("config", "schemas", "order.schema.json");
        var criteria = schema.GetProperty("definitions").GetProperty("criterion").GetProperty("properties");
        var properties = schema.GetProperty("properties");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                criteria.EnumerateObject().Select(property => property.Name),
                Is.EquivalentTo(CriterionKinds.Combinations.Append("region").Union(
                    Enum.GetValues<OrderTarget>().SelectMany(CriterionKinds.Of).Select(kind => kind.Name))));
            Assert.That(Words(properties.GetProperty("target")), Is.EqualTo(OrdersChannelLoader.TargetNames));
            Assert.That(
                Words(Repository.Json("config", "schemas", "permit.schema.json").GetProperty("properties").GetProperty("orders")
                    .GetProperty("properties").GetProperty("targets").GetProperty("items")),
                Is.EqualTo(OrdersChannelLoader.TargetNames));
            Assert.That(
                Words(criteria.GetProperty("equipment").GetProperty("items")),
                Is.EqualTo(CriterionKinds.Find("equipment", OrderTarget.Buildings)!.Known));
            Assert.That(Words(properties.GetProperty("purpose")), Is.EqualTo(PurposeNames.All));
            Assert.That(
                Words(Repository.Json("config", "schemas", "permit.schema.json").GetProperty("properties").GetProperty("orders")
                    .GetProperty("properties").GetProperty("purposes").GetProperty("items")),
                Is.EqualTo(PurposeNames.All));
        }

        static IEnumerable<string?> Words(JsonElement list) => list.GetProperty("enum").EnumerateArray().Select(word => word.GetString());
    }

    private Configuration Whole()
    {
        var (configuration, report) = Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        return configuration!;
    }

    private (Configuration? Configuration, ConfigurationReport Report) Load() => folder.LoadWithLayouts();
}
