using Muutostieto.Disclosure.Partners;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>Partners, the permits of their end customers, and orders under these. The day is 2026-11-22.</summary>
public sealed class PartnerSettingsTests
{
    private const string Partner = """
        { "recipient": "osoitekumppani", "name": "Osoitekumppani Oy",
          "contracts": [
            { "endCustomer": { "businessId": "9000003-8", "name": "Esimerkkipankki Oyj" }, "sector": "bank",
              "from": "2026-01-01", "to": "2026-12-31" },
            { "endCustomer": { "businessId": "9000004-6", "name": "Esimerkkikauppa Oy" }, "sector": "other",
              "from": "2026-01-01", "useMonths": 1 }
          ] }
        """;

    private const string Permit = """
        {
          "id": "pankki", "recipient": "osoitekumppani", "endCustomer": "9000003-8", "recipientKind": "other", "validFrom": "2026-01-01",
          "customerNumber": "38970", "registerName": "PANKKI", "area": { "county": "20" },
          "orders": { "purposes": ["customer-register-update", "direct-marketing"], "groups": ["004", "101"], "targets": ["persons"] },
          "drop": "default"
        }
        """;

    private const string Order = """
        { "id": "asiakkaat", "permit": "pankki", "endCustomer": "9000003-8", "purpose": "customer-register-update",
          "content": { "groups": ["004"] } }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = ConfigurationFolder.OfOrders();
        folder.Write("partners/osoitekumppani.json", Partner);
        folder.Write("permits/pankki.json", Permit);
        folder.Write("orders/asiakkaat.json", Order);
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_partner_its_contracts_and_an_order_of_an_end_customer_are_read()
    {
        var configuration = Whole();
        var partner = configuration.Partners["osoitekumppani"];
        var bank = partner.Contracts[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That((bank.EndCustomer.ToString(), bank.Name, bank.Sector), Is.EqualTo(
                ("9000003-8", "Esimerkkipankki Oyj", CustomerSector.Bank)));
            Assert.That((bank.From, bank.To, bank.UseMonths), Is.EqualTo(
                (new DateOnly(2026, 1, 1), (DateOnly?)new DateOnly(2026, 12, 31), 2)));
            Assert.That((partner.Contracts[1].To, partner.Contracts[1].UseMonths), Is.EqualTo(((DateOnly?)null, 1)));
            Assert.That(
                partner.Label.Fi, Does.Contain("väestötietojärjestelmä").And.Contain("Osoitekumppani Oy").And.Contain("lähettäjälle"));
            Assert.That(
                partner.Label.Sv, Does.Contain("befolkningsdatasystemet").And.Contain("Osoitekumppani Oy").And.Contain("avsändaren"));
            Assert.That(configuration.Permit("pankki").EndCustomer, Is.EqualTo(bank.EndCustomer));
            Assert.That(configuration.Deliveries.Partners.Keys, Is.EqualTo(new[] { "osoitekumppani" }));
            Assert.That(
                configuration.Orders.Single().ToJson(),
                Does.StartWith("""{"id":"asiakkaat","permit":"pankki","endCustomer":"9000003-8","purpose":"customer-register-update",""")
                    .And.EqualTo(ExtractOrder.FromJson(configuration.Orders.Single().ToJson()).ToJson()));
        }
    }

    [Test]
    public void A_configuration_needs_no_partners()
    {
        Directory.Delete(Path.Combine(folder.Root, "partners"), recursive: true);
        File.Delete(Path.Combine(folder.Root, "permits", "pankki.json"));
        File.Delete(Path.Combine(folder.Root, "orders", "asiakkaat.json"));
        Assert.That(Whole().Partners, Is.Empty);
    }

    [Test]
    public void A_label_may_have_words_of_its_own()
    {
        Write(
            "partners/osoitekumppani.json", Partner, "\"contracts\"", """ "sourceLabel": { "fi": "Lähde", "sv": "Källa" }, "contracts" """);
        Assert.That(Whole().Partners["osoitekumppani"].Label, Is.EqualTo(new SourceLabel("Lähde", "Källa")));
    }

    [TestCase("9000003-8", "9000003-7", "contracts[0].endCustomer.businessId", "the check digit that belongs to them", "Correct it")]
    [TestCase("9000003-8", "900003-8", "contracts[0].endCustomer.businessId", "seven digits, a hyphen", "Correct it")]
    [TestCase("\"bank\"", "\"banks\"", "contracts[0].sector", "\"sector\" is \"banks\"", "Did you mean \"bank\"?")]
    [TestCase("\"sector\": \"bank\",", "", "contracts[0]", "the key \"sector\" is missing", "Add \"sector\"")]
    [TestCase("Esimerkkipankki Oyj", "Esimerkki\\npankki", "contracts[0].endCustomer.name", "cannot be printed on a line", "Correct it")]
    [TestCase("Osoitekumppani Oy", " ", "name", "cannot be printed on a line", "Correct it")]
    [TestCase("2026-12-31", "2025-12-31", "contracts[0].to", "ends before it begins", "Correct")]
    [TestCase("\"useMonths\": 1", "\"useMonths\": 0", "contracts[1].useMonths", "from 1 to 24", "whole number")]
    [TestCase("9000004-6", "9000003-8", "contracts[1].from", "two contracts with 9000003-8 are in force on the same day", "\"to\"")]
    [TestCase("\"useMonths\"", "\"months\"", "contracts[1].months", "the key \"months\" is unknown", "\"useMonths\"")]
    [TestCase(
        "\"contracts\"", "\"sourceLabel\": { \"fi\": \"a\" }, \"contracts\"", "sourceLabel", "the key \"sv\" is missing", "Add \"sv\"")]
    public void A_wrong_partner_is_refused(string old, string replacement, string path, string message, string remedy)
    {
        Write("partners/osoitekumppani.json", Partner, old, replacement);
        folder.RefusalAt(path, message, remedy);
    }

    [TestCase(
        "\"endCustomer\": \"9000003-8\", ", "", "id", "names no end customer, and its recipient osoitekumppani is a partner",
        "It has a contract with: 9000003-8, 9000004-6.")]
    [TestCase(
        "\"osoitekumppani\"", "\"toinen\"", "endCustomer", "its recipient toinen is no partner", "config/partners/toinen.json")]
    [TestCase(
        "9000003-8", "9000005-4", "endCustomer", "the partner osoitekumppani has no contract with 9000005-4", "Correct the business id")]
    [TestCase("9000003-8", "9000003-9", "endCustomer", "expected a business id", "Correct it")]
    [TestCase("\"recipientKind\": \"other\"", "\"recipientKind\": \"authority\"", "endCustomer", "is an authority", "\"other\"")]
    [TestCase("\"direct-marketing\"", "\"authority-task\"", "endCustomer", "is for authority-task", "Partners order for customer-register")]
    [TestCase("\"drop\"", "\"nonDisclosureRight\": true, \"drop\"", "endCustomer", "has the right of 37 §", "false")]
    [TestCase(
        "\"drop\"",
        "\"product\": \"suppea\", \"rhythm\": { \"rule\": \"FREQ=DAILY\", \"time\": \"02:30\", \"from\": \"2026-01-05\" }, "
            + "\"formats\": [\"csv\"], \"drop\"",
        "endCustomer", "is not of orders alone", "another recipient")]
    public void A_permit_that_does_not_fit_its_recipient_is_refused(
        string old, string replacement, string path, string message, string remedy)
    {
        Write("permits/pankki.json", Permit, old, replacement);
        folder.RefusalAt(path, message, remedy);
    }

    [TestCase("\"endCustomer\": \"9000003-8\", ", "", "", "the order names no end customer", "Write \"endCustomer\": \"9000003-8\".")]
    [TestCase(
        "9000003-8", "9000004-6", "endCustomer", "names the end customer 9000004-6, and the permit \"pankki\" is that of 9000003-8", "permit")]
    [TestCase("9000003-8", "9000003-9", "endCustomer", "expected a business id", "Correct it")]
    public void An_order_that_does_not_fit_its_permit_is_refused(
        string old, string replacement, string path, string message, string remedy)
    {
        Write("orders/asiakkaat.json", Order, old, replacement);
        folder.RefusalAt(path, message, remedy);
    }

    [TestCase("\"content\"", "\"formats\": [\"fixed\"], \"content\"", "formats", "\"fixed\" has an identity code in each line")]
    [TestCase("[\"004\"]", "[\"001\"]", "content", "001.hetu is an identity code")]
    [TestCase("[\"004\"]", "[{ \"group\": \"305\", \"fields\": [\"hetu\", \"loppupv\"] }]", "content", "305.hetu is an identity code")]
    public void An_order_for_marketing_with_identity_codes_is_refused(string old, string replacement, string path, string message)
    {
        folder.Write(
            "permits/pankki.json",
            Permit.Replace("[\"004\", \"101\"]", "[\"001\", \"004\", \"101\", \"305\"]", StringComparison.Ordinal)
                .Replace("\"drop\"", "\"formats\": [\"fixed\", \"csv\"], \"drop\"", StringComparison.Ordinal));
        Write("orders/asiakkaat.json", Order, old, replacement);
        Assert.That(folder.LoadWithLayouts().Report.Faults, Is.Empty, "an update of a register may have them");

        Write(
            "orders/asiakkaat.json",
            Order.Replace(old, replacement, StringComparison.Ordinal), "customer-register-update", "direct-marketing");
        folder.RefusalAt(path, message, "");
    }

    [Test]
    public void A_permit_of_an_end_customer_is_of_persons()
    {
        Write("permits/pankki.json", Permit, "[\"persons\"]", "[\"persons\", \"buildings\"]");
        folder.RefusalAt("endCustomer", "is for buildings or dwellings", "Partners order persons.");
    }

    [Test]
    public void An_end_customer_in_an_order_of_another_recipient_is_refused()
    {
        Write("orders/asiakkaat.json", Order, "\"permit\": \"pankki\"", "\"permit\": \"yritys\"");
        folder.Write(
            "permits/yritys.json",
            Permit.Replace("\"endCustomer\": \"9000003-8\", ", "", StringComparison.Ordinal)
                .Replace("osoitekumppani", "yritys", StringComparison.Ordinal)
                .Replace("\"id\": \"pankki\"", "\"id\": \"yritys\"", StringComparison.Ordinal)
                .Replace("PANKKI", "YRITYS", StringComparison.Ordinal));
        folder.RefusalAt("endCustomer", "and the permit \"yritys\" names none", "Order under a permit of the partner");
    }

    [TestCase("2026-12-31", "2026-11-21", "ended on 2026-11-21")]
    [TestCase("\"from\": \"2026-01-01\", \"to\"", "\"from\": \"2026-11-23\", \"to\"", "begins on 2026-11-23")]
    public void A_contract_that_is_not_in_force_is_reported_and_does_not_stop_the_other_permits(
        string old, string replacement, string message)
    {
        Write(
            "partners/osoitekumppani.json", Partner.ReplaceLineEndings(" ").Replace("  ", "", StringComparison.Ordinal), old, replacement);
        var (configuration, report) = folder.LoadWithLayouts();
        var fault = report.Faults.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((fault.Kind, fault.Path, fault.Line > 0), Is.EqualTo((FaultKind.Ended, "endCustomer", true)));
            Assert.That(fault.Message, Does.Contain($"the contract of osoitekumppani with 9000003-8 {message}: the permit is not served"));
            Assert.That(fault.Remedy, Does.Contain("config/partners/osoitekumppani.json"));
            Assert.That(configuration, Is.Not.Null);
        }
    }

    [Test]
    public void A_contract_that_follows_another_is_enough()
    {
        Write(
            "partners/osoitekumppani.json",
            Partner.Replace("2026-12-31", "2026-06-30", StringComparison.Ordinal)
                .Replace("9000004-6", "9000003-8", StringComparison.Ordinal),
            "\"from\": \"2026-01-01\", \"useMonths\"",
            "\"from\": \"2026-07-01\", \"useMonths\"");
        Assert.That(Whole().Partners["osoitekumppani"].Contracts, Has.Count.EqualTo(2));
    }

    [Test]
    public void Deliveries_of_another_end_customer_are_not_excluded_without_a_word_in_the_permit()
    {
        folder.Write(
            "permits/kauppa.json",
            Permit.Replace("9000003-8", "9000004-6", StringComparison.Ordinal)
                .Replace("\"id\": \"pankki\"", "\"id\": \"kauppa\"", StringComparison.Ordinal)
                .Replace("PANKKI", "KAUPPA", StringComparison.Ordinal));
        Write("orders/asiakkaat.json", Order, "\"content\"", "\"exclude\": { \"deliveries\": [\"kauppa/extract/1\"] }, \"content\"");
        folder.RefusalAt("exclude.deliveries[0]", "another end customer's, 9000004-6", "\"excludes\": [\"kauppa\"]");
    }

    private void Write(string file, string text, string old, string replacement)
    {
        Assert.That(text.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        folder.Write(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private Configuration Whole()
    {
        var (configuration, report) = folder.LoadWithLayouts();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        return configuration!;
    }
}
