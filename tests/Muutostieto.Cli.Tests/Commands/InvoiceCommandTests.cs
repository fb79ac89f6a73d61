using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary><c>invoice</c> over a ledger of one base of Kainuu's 69,193 persons and one change delivery.</summary>
public sealed class InvoiceCommandTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp()
    {
        installation = new TestInstallation();
        Directory.CreateDirectory(installation.Data);
        using var ledger = SqliteLedger.Open(Path.Combine(installation.Data, "ledger.db"));
        var start = Publish(ledger, Plan(DeliveryKind.Base, null), 69_193, day: 2);
        Publish(ledger, Plan(DeliveryKind.Changes, start), 250, day: 9);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task Text_has_a_row_a_delivery_and_the_sum()
    {
        var lines = (await installation.RunAsync("invoice", TestInstallation.Permit))
            .AssertDone()
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(4));
            Assert.That(lines[0], Does.Match(@"^2026-11-02  base    001       69,193 persons +1,061\.123 €  300\.00 \+ 0\.011 a person$"));
            Assert.That(lines[1], Does.Match(@"^2026-11-09  changes 001          250 persons +0\.00 €  free for authorities$"));
            Assert.That(lines[2], Is.EqualTo("kainuu-laajat to 2026-11-16: 1,061.12 €, free of value added tax"));
            Assert.That(
                lines[3],
                Is.EqualTo("  payer kainuun-hyvinvointialue, customer number 38950, decision DVV/0000/2026"));
        }
    }

    [Test]
    public async Task Json_has_decimal_numbers()
    {
        var json = (await installation.RunAsync("invoice", TestInstallation.Permit, "--from", "2026-11-01", "--json")).AssertDone().Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("total").GetRawText(), Is.EqualTo("1061.12"));
            Assert.That(json.GetProperty("from").GetString(), Is.EqualTo("2026-11-01"));
            Assert.That(json.GetProperty("rows")[0].GetProperty("amount").GetRawText(), Is.EqualTo("1061.123"));
            Assert.That(json.GetProperty("rows")[1].GetProperty("note").GetString(), Is.EqualTo("free for authorities"));
        }
    }

    [Test]
    public async Task Csv_has_points_payer_and_cents_and_no_row_of_a_total() =>
        Assert.That(
            (await installation.RunAsync("invoice", TestInstallation.Permit, "--csv"))
                .AssertDone()
                .Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo(
                new[]
                {
                    "row;permit;recipient;customerNumber;decision;endCustomer;day;kind;number;persons;fee;personPrice;units;amount;rounded;"
                        + "tax;note",
                    "1;kainuu-laajat;kainuun-hyvinvointialue;38950;DVV/0000/2026;;2026-11-02;base;1;69193;300.00;0.011;0.00;1061.123;"
                        + "1061.12;free of value added tax;",
                    "2;kainuu-laajat;kainuun-hyvinvointialue;38950;DVV/0000/2026;;2026-11-09;changes;1;250;0.00;0.00;0.00;0.00;0.00;"
                        + "free of value added tax;free for authorities",
                }));

    [TestCase("2026-11-03", "2026-11-16", "0.00")]
    [TestCase("2026-11-02", "2026-11-02", "1061.12")]
    public async Task Days_choose_deliveries(string from, string to, string total) =>
        Assert.That(
            (await installation.RunAsync("invoice", TestInstallation.Permit, "--from", from, "--to", to, "--json"))
                .AssertDone()
                .Json.GetProperty("total")
                .GetRawText(),
            Is.EqualTo(total));

    [TestCase("2026", 4)]
    [TestCase("2026-Q4", 1)]
    [TestCase("2026-11", 1)]
    [TestCase("2026-Q1", 3)]
    [TestCase("2026-10", 0)]
    public async Task All_permits_of_a_period_are_one_csv_with_numbered_rows_and_payers(string period, int permits)
    {
        var invoices = (await installation.RunAsync("invoice", "--all", "--period", period, "--json")).AssertDone().Json;
        Assert.That(invoices.GetArrayLength(), Is.EqualTo(permits));
        var rows = (await installation.RunAsync("invoice", "--all", "--period", period, "--csv"))
            .AssertDone().Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.That(rows.Select(row => row.Split(';')[0]), Is.EqualTo(Enumerable.Range(1, rows.Length).Select(row => $"{row}")));
        var total = invoices.EnumerateArray().Sum(invoice => invoice.GetProperty("total").GetDecimal());
        Assert.That(rows.Sum(row => decimal.Parse(row.Split(';')[14], CultureInfo.InvariantCulture)), Is.EqualTo(total));
        var text = (await installation.RunAsync("invoice", "--all", "--period", period)).AssertDone().Output;
        Assert.That(text, Does.Contain($"{permits} permits: {total.ToString("#,##0.00", CultureInfo.InvariantCulture)} €"));
    }

    [Test]
    public async Task Deliveries_of_a_permit_without_a_file_are_not_passed_over_in_silence()
    {
        File.Delete(Path.Combine(installation.Config, "permits", $"{TestInstallation.Permit}.json"));
        (await installation.RunAsync("invoice", "--all", "--period", "2026-Q4"))
            .AssertFailed(ExitCode.SomePermitsFailed, TestInstallation.Permit, "not invoiced", "Put its file back");
        (await installation.RunAsync("invoice", "--all", "--period", "2026-Q3")).AssertDone();
    }

    [Test]
    public async Task Days_in_two_ways_and_no_permit_at_all_are_refused()
    {
        (await installation.RunAsync("invoice")).AssertFailed(ExitCode.Usage, "--all");
        (await installation.RunAsync("invoice", TestInstallation.Permit, "--all")).AssertFailed(ExitCode.Usage, "--all");
        (await installation.RunAsync("invoice", "--all", "--period", "2026-Q5")).AssertFailed(ExitCode.Usage, "2026-Q5", "2026-Q1");
        (await installation.RunAsync("invoice", "--all", "--period", "2026", "--from", "2026-01-01"))
            .AssertFailed(ExitCode.Usage, "--period", "--from");
    }

    [Test]
    public async Task Others_pay_for_changes_what_the_settings_say()
    {
        installation.WriteConfig(
            $"permits/{TestInstallation.Permit}.json",
            File.ReadAllText(Path.Combine(installation.Config, "permits", $"{TestInstallation.Permit}.json"))
                .Replace("\"drop\": \"default\"", "\"drop\": \"default\", \"recipientKind\": \"other\"", StringComparison.Ordinal));
        (await installation.RunAsync("invoice", TestInstallation.Permit)).AssertFailed(
            ExitCode.Usage,
            "kainuu-laajat changes 1",
            "\"Prices\"");
        Assert.That((await installation.RunAsync("config", "check")).Output, Does.Contain("change deliveries have no price"));

        installation.WriteConfig(
            "appsettings.json",
            """{ "Environment": "demo", "Prices": { "changes": 25, "changesPerson": 0.02 }, "Drops": { "default": { "type": "directory", "path": "drop" } } }"""
        );
        Assert.That(
            (await installation.RunAsync("invoice", TestInstallation.Permit, "--json")).AssertDone().Json.GetProperty("total").GetRawText(),
            Is.EqualTo("1091.12"));
    }

    [Test]
    public async Task A_connection_has_a_row_without_a_number()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (await installation.RunAsync("invoice", "mutpt1")).AssertDone().Output,
                Does.Match(@"^2026-01-01  interface {31}1,000\.00 €  taken into use\nmutpt1 to 2026-11-16: 1,000\.00 €"));
            Assert.That(
                (await installation.RunAsync("invoice", "mutpt1", "--csv")).AssertDone().Output,
                Does.Contain(";2026-01-01;interface;;0;1000.00;0.00;0.00;1000.00;1000.00;free of value added tax;\r\n"));
            var json = (await installation.RunAsync("invoice", "mutpt1", "--json")).AssertDone().Json.GetProperty("rows")[0];
            Assert.That(json.GetProperty("kind").GetString(), Is.EqualTo("interface"));
            Assert.That(json.GetProperty("number").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        }
    }

    [Test]
    public async Task Bad_days_and_two_forms_are_refused()
    {
        (await installation.RunAsync("invoice", TestInstallation.Permit, "--from", "2026-02-30")).AssertFailed(
            ExitCode.Usage,
            "--from",
            "2026-02-30");
        (await installation.RunAsync("invoice", TestInstallation.Permit, "--csv", "--json")).AssertFailed(ExitCode.Usage, "--csv");
    }

    private static DeliveryPlan Plan(DeliveryKind kind, Delivery? before) =>
        new()
        {
            Permit = TestInstallation.Permit,
            Kind = kind,
            Occurrence = "test",
            Planned = Time(1),
            Window = new DeliveryWindow(before?.Window.To, before is null ? 100 : 200),
            Predecessor = before?.AsPredecessor(),
            Terms =
                """{"permit":"kainuu","recipient":"kainuu","customerNumber":"38950","registerName":"R","municipalities":"""
                    + """["205"],"product":"laajat","groups":[],"nonDisclosureRight":false,"formats":[],"drop":"default"}""",
            CatalogDigest = new string('c', 64),
        };

    private static Delivery Publish(SqliteLedger ledger, DeliveryPlan plan, long persons, int day)
    {
        var delivery = ledger.Plan(plan);
        ledger.MarkComposed(
            delivery.Id,
            [new DeliveryFile($"{plan.Kind}.json", 1, null, new string('0', 64))],
            new DeliveryCounts(persons, persons),
            Time(day));
        return ledger.MarkPublished(delivery.Id, Time(day), "drop");
    }

    private static DateTimeOffset Time(int day) => new(2026, 11, day, 2, 30, 0, TimeSpan.FromHours(2));
}
