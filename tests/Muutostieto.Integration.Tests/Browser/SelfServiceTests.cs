using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Muutostieto.Integration.Tests.Browser;

/// <summary>The self-service of the real service, with a real provider, in the Chromium that people have: flow by flow.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed partial class SelfServiceTests
{
    private SelfServiceScene scene = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        scene = await SelfServiceScene.SetAsync();
        (await scene.Service.RunAsync("register", "create", "--municipality", "205", "--persons", "2400")).AssertDone();
        scene.Service.TestInstallation.WriteConfig(
            "permits/kunta-poiminnat.json",
            await File.ReadAllTextAsync(Repository.File("samples", "permits", "kunta-poiminnat.json")));
        scene.Service.TestInstallation.WriteConfig("permits/kainuu.json", FilesPermit);
        scene.Service.TestInstallation.WriteConfig(
            "permits/tilastot.json",
            """
            { "id": "tilastot", "recipient": "kajaanin-kaupunki", "validFrom": "2026-01-01", "customerNumber": "3", "registerName": "T",
              "area": { "municipalities": ["205"] }, "drop": "default", "formats": ["csv"],
              "orders": { "purposes": ["statistics"], "targets": ["persons"], "groups": ["003", "004"] } }
            """);
        Directory.CreateDirectory(Path.Combine(scene.Service.TestInstallation.Config, "orders"));
        scene.Service.TestInstallation.WriteConfig(
            "orders/kunnan-tilasto.json",
            """{ "id": "kunnan-tilasto", "permit": "tilastot", "purpose": "statistics", "content": { "groups": ["003", "004"] } }""");
        WritePermit(
            "hva-poiminnat",
            """
            "area": { "municipalities": ["205"] }, "formats": ["csv", "xlsx"],
            "orders": {
              "purposes": ["authority-task", "scientific-research", "statistics"],
              "groups": ["002", "003", "004", "101", "103", "204", "901"], "targets": ["persons"] }
            """);
        WritePermit(
            "hva-potilaat",
            """
            "area": { "list": true }, "product": "perustaso", "nonDisclosureRight": "order-only", "formats": ["csv"],
            "rhythm": { "rule": "FREQ=DAILY", "time": "04:00", "from": "2026-01-05" }
            """);
        (await scene.Service.RunAsync("deliver", "base", "kainuu-laajat")).AssertDone();
        await scene.StartAsync();
        await scene.Service.UntilSaidAsync("kainuu base 1 published");
    }

    [OneTimeTearDown]
    public async Task TearDown() => await scene.DisposeAsync();

    [Test]
    public async Task Users_of_each_role_log_in_see_their_tasks_in_their_language_and_log_out()
    {
        var titles = await scene.RunAsync("login");
        Assert.That(titles["home-operator-fi-1280-light.png"], Is.EqualTo("Tehtäväsi · Muutostiedon asiointipalvelu"));
        Assert.That(titles["home-operator-sv-400-dark.png"], Is.EqualTo("Dina uppgifter · Muutostietos e-tjänst"));
        Assert.That(
            titles["home-vieras-fi-1280-light.png"],
            Is.EqualTo("Tunnuksellasi ei ole tehtäviä täällä · Muutostiedon asiointipalvelu"));
    }

    [Test]
    public async Task A_recipient_applies_orders_sends_a_list_fetches_a_delivery_and_names_contact_persons()
    {
        var titles = await scene.RunAsync("customers");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(titles["customers-application-fi-1280-light.png"], Is.EqualTo("Hakemus 1 · Muutostiedon asiointipalvelu"));
            Assert.That(titles["customers-missing-sv-400-dark.png"], Is.EqualTo("Fel: Utkast till ansökan 1 · Muutostietos e-tjänst"));
            Assert.That(titles["customers-orders-en-400-light.png"], Does.StartWith("Orders · "));
        }

        await using var package = await ZipFile.OpenReadAsync(Path.Combine(scene.Downloads, "delivery.csv.zip"));
        Assert.That(package.Entries.Select(entry => entry.Name), Does.Contain("datapackage.json"));
    }

    [Test]
    public async Task A_municipality_searches_counts_has_a_list_made_and_downloads_it_in_every_form()
    {
        var titles = await scene.RunAsync("residents");
        var table = await File.ReadAllLinesAsync(Path.Combine(scene.Downloads, "list.csv"));
        var label = await File.ReadAllBytesAsync(Path.Combine(scene.Downloads, "list.pdf"));
        await using var workbook = await ZipFile.OpenReadAsync(Path.Combine(scene.Downloads, "list.xlsx"));
        await using var package = await ZipFile.OpenReadAsync(Path.Combine(scene.Downloads, "list.csv.zip"));
        var rows = (await TextAsync(package, "henkilot.csv")).TrimEnd().Split("\r\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(titles["residents-list-sv-400-dark.png"], Does.StartWith("Sökning ").And.EndWith(" · Muutostietos e-tjänst"));
            Assert.That(table, Has.Length.GreaterThan(10));
            Assert.That(rows, Has.Length.EqualTo(table.Length));
            Assert.That(
                SheetRow().Count(await TextAsync(workbook, "xl/worksheets/sheet1.xml")), Is.EqualTo(table.Length), "rows of the workbook");
            Assert.That(label.Take(5), Is.EqualTo("%PDF-"u8.ToArray()));
            Assert.That(rows[0].Split(';'), Does.Contain("syntymapaiva_syntymapv"));
        }

        var born = Array.IndexOf(rows[0].Split(';'), "syntymapaiva_syntymapv");
        var year = TimeProvider.System.GetLocalNow().Year - 70;
        Assert.That(
            rows.Skip(1).Select(row => row.Split(';')[born]), Has.All.StartsWith(year.ToString("0000", CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task An_operator_sees_the_service_has_a_base_made_withdraws_it_and_runs_an_order()
    {
        var titles = await scene.RunAsync("operators");
        Assert.That(titles["operators-new-sv-400-dark.png"], Is.EqualTo("Nya basuppgifter eller nytt uttag · Muutostietos e-tjänst"));
    }

    [Test]
    public async Task An_operator_decides_on_an_order_by_the_file_that_is_shown_and_the_recipient_fetches_what_it_gives()
    {
        var titles = await scene.RunAsync("decisions");
        Assert.That(titles["decisions-queue-sv-400-dark.png"], Does.EndWith(" · Muutostietos e-tjänst"));
        Assert.That(
            File.ReadAllText(Path.Combine(scene.Service.TestInstallation.Config, "orders", "kahdeksankymppiset.json")),
            Does.Match(
                @"^// Decided in the self-service: order \d+ of kainuun-hyvinvointialue, submitted on [-0-9: ]+\.\n"
                    + "// Approved by Otto Operaattori on "));
        Assert.That(File.Exists(Path.Combine(scene.Downloads, "extract.csv.zip")), Is.True);
    }

    [Test]
    public async Task An_auditor_asks_about_a_person_and_verifies_the_chain()
    {
        var person = IdentityCode().Match(await File.ReadAllTextAsync(Base)).Value;
        var titles = await scene.RunAsync("auditors", ("person", person));
        Assert.That(titles.Keys, Does.Contain("auditors-verified-sv-400-dark.png"));
    }

    /// <summary>What an operator tries things with: of a recipient that no other flow looks at.</summary>
    private const string FilesPermit =
        """
        { "id": "kainuu", "recipient": "kajaanin-kaupunki", "validFrom": "2026-01-01", "customerNumber": "1", "registerName": "KAINUU",
          "area": { "municipalities": ["205"] }, "product": "laajat", "drop": "default", "formats": ["fixed"],
          "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2099-01-05" } }
        """;

    /// <summary>The base of fixed width that the recipient finds in its drop.</summary>
    private string Base => Directory.GetFiles(
        Path.Combine(scene.Service.TestInstallation.Data, "drop", "kainuun-hyvinvointialue", "download"), "38950_*.PTT").Single();

    [GeneratedRegex("[0-9]{6}[-A-F][0-9]{3}[0-9A-Y]")]
    private static partial Regex IdentityCode();

    /// <summary>A permit of the recipient of the provider's customer.</summary>
    private void WritePermit(string id, string rest) => scene.Service.TestInstallation.WriteConfig(
        $"permits/{id}.json",
        $$"""
        { "id": "{{id}}", "recipient": "kainuun-hyvinvointialue", "decision": "DVV/0000/2026", "validFrom": "2026-01-01",
          "customerNumber": "38951", "registerName": "{{id.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()}}",
          "drop": "default", {{rest}} }
        """);

    private static async Task<string> TextAsync(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(await archive.GetEntry(name)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("<row[ >]")]
    private static partial Regex SheetRow();
}
