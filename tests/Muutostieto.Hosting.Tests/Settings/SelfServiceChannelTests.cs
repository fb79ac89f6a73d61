using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>What a permit says of the self-service of a municipality.</summary>
public sealed class SelfServiceChannelTests
{
    private const string Orders = """
        { "purposes": ["authority-task"], "targets": ["persons"],
          "groups": [{ "group": "004", "fields": ["sukunimi"] }, { "group": "901", "fields": ["syntymapv"] }, "936"] }
        """;

    private const string CallUp = """
        { "id": "kutsunnat", "fi": "Kutsunnat", "sv": "Uppbåd", "en": "Call-up", "purpose": "authority-task",
          "groups": [{ "group": "004", "fields": ["sukunimi"] }, { "group": "901", "fields": ["syntymapv"] }] }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = ConfigurationFolder.OfOrders();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_permit_of_orders_may_have_tasks()
    {
        Write($$"""{ "tasks": [ {{CallUp}} ] }""");
        var (configuration, report) = folder.LoadWithLayouts();
        Assert.That(configuration, Is.Not.Null, report.ToString());
        var task = configuration!.Permit("kunta").SelfService!.Find("kutsunnat")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(configuration.Permit("kunta").SelfService!.Find("toinen"), Is.Null);
            Assert.That(
                (task.NameIn("fi"), task.NameIn("sv"), task.NameIn("en"), task.NameIn("de"), task.Purpose),
                Is.EqualTo(("Kutsunnat", "Uppbåd", "Call-up", "Kutsunnat", Purpose.AuthorityTask)));
            Assert.That(task.Groups.Select(group => group.Group), Is.EqualTo(new[] { "004", "901" }));
            Assert.That(
                (task.Shows("004", ["sukunimi"]), task.Shows("004", ["sukunimi", "etunimet"]), task.Shows("204", ["kuntanumero"])),
                Is.EqualTo((true, false, false)));
        }
    }

    [TestCase("7", "selfService", "expected an object", "tasks")]
    [TestCase("{}", "selfService", "tasks", "Add")]
    [TestCase("""{ "tasks": [] }""", "selfService.tasks", "empty", "at least one")]
    [TestCase("""{ "tasks": [{}] }""", "selfService.tasks[0]", "\"id\" is missing", "Add")]
    [TestCase("""{ "task": [{}] }""", "selfService.task", "unknown", "Did you mean \"tasks\"?")]
    public void A_wrong_channel_is_reported_with_place_and_remedy(string channel, string path, string message, string remedy)
    {
        Write(channel);
        folder.RefusalAt(path, message, remedy);
    }

    [TestCase("\"kutsunnat\"", "\"Kutsunnat!\"", "id", "Kutsunnat!", "Correct")]
    [TestCase("\"Uppbåd\"", "\" \"", "sv", "no name", "Write the task's name")]
    [TestCase("\"authority-task\"", "\"statistics\"", "purpose", "outside of \"orders\"", "authority-task")]
    [TestCase("\"authority-task\"", "\"tasks\"", "purpose", "tasks", "authority-task")]
    [TestCase("\"group\": \"901\", \"fields\": [\"syntymapv\"]", "\"group\": \"101\"", "groups[1].group", "outside of \"orders\"", "004")]
    [TestCase("[\"sukunimi\"]", "[\"sukunimi\", \"etunimet\"]", "groups[0].group", "the field \"etunimet\"", "the task needs")]
    [TestCase("\"group\": \"901\", \"fields\": [\"syntymapv\"]", "\"group\": \"936\"", "groups[1].group", "not of persons", "out")]
    public void A_wrong_task_is_reported_with_place_and_remedy(string old, string made, string path, string message, string remedy)
    {
        var task = CallUp.Replace(old, made, StringComparison.Ordinal);
        Assert.That(task, Is.Not.EqualTo(CallUp), "the test changes nothing");
        Write($$"""{ "tasks": [ {{task}} ] }""");
        folder.RefusalAt($"selfService.tasks[0].{path}", message, remedy);
    }

    [Test]
    public void Two_tasks_of_one_id_are_refused()
    {
        Write($$"""{ "tasks": [ {{CallUp}}, {{CallUp}} ] }""");
        folder.RefusalAt("selfService.tasks[1].id", "two tasks \"kutsunnat\"", "another id");
    }

    [TestCase(null, "", "nothing can be ordered", "\"orders\"")]
    [TestCase("\"targets\": [\"buildings\"]", "", "the target \"persons\"", "Add \"persons\"")]
    [TestCase("\"targets\": [\"persons\"]", "\"formats\": [\"xlsx\"],", "the form \"csv\"", "Add \"csv\"")]
    [TestCase(
        "\"targets\": [\"persons\"]", "\"endCustomer\": \"9000003-8\", \"recipientKind\": \"other\",", "that of an end customer",
        "Take one of the two out")]
    public void It_needs_orders_of_persons_in_CSV_of_the_recipient_itself(string? targets, string more, string message, string remedy)
    {
        var orders = targets is null ? null : Orders.Replace("\"targets\": [\"persons\"]", targets, StringComparison.Ordinal);
        Write($$"""{ "tasks": [ {{CallUp}} ] }""", orders, more);
        folder.RefusalAt("selfService", message, remedy);
    }

    [Test]
    public void A_list_has_none()
    {
        Write($$"""{ "tasks": [ {{CallUp}} ] }""", area: """{ "list": true }""");
        folder.RefusalAt("orders", "beside a list", "Name a county");
    }

    private void Write(
        string channel, string? orders = Orders, string more = "", string area = """{ "municipalities": ["205"] }""") =>
        folder.Write(
            "permits/kunta.json",
            $$"""
            { "id": "kunta", "recipient": "kajaani", "validFrom": "2026-01-01", "customerNumber": "38967", "registerName": "KUNTA",
              "area": {{area}}, {{(orders is null ? "" : $"\"orders\": {orders},")}} {{more}} "selfService": {{channel}},
              "drop": "default" }
            """);
}
