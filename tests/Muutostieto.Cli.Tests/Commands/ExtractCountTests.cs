using System.IO.Compression;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// Extracts counted by another engine: by SQL over the tables of a base delivery, as its recipient has them, at the same key and under the
/// same right. And bans, which a base does not know.
/// </summary>
public sealed class ExtractCountTests
{
    private const string Permit = "otokset";
    /// <summary>On the day of the extracts.</summary>
    private const string Age = "(2026 - substr(syntymapaiva_syntymapv, 1, 4) - ('11-16' < substr(syntymapaiva_syntymapv, 6)))";

    private readonly TestInstallation installation = new();
    private DeliveredTables residents = null!;

    [OneTimeSetUp]
    public async Task DeliverAsync()
    {
        installation.WritePermit();
        installation.WriteConfig(
            $"permits/{Permit}.json",
            $$"""
            {
              "id": "{{Permit}}", "recipient": "yliopisto", "validFrom": "2026-01-01", "validTo": null, "customerNumber": "38950",
              "registerName": "OTOKSET", "area": { "county": "20" }, "nonDisclosureRight": false, "recipientKind": "other",
              "orders": {
                "purposes": ["scientific-research", "direct-marketing", "market-research", "genealogy", "directory", "address-service",
                  "customer-register-update", "statistics", "authority-task"],
                "groups": ["002", "003", "004", "007", "101", "204", "901", "903", "910"], "targets": ["persons"]
              },
              "drop": "default"
            }
            """);
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        await installation.FillAsync(1500);
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        residents = new DeliveredTables(Directory.GetFiles(installation.Download, "*.csv.zip").Single());
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        residents?.Dispose();
        installation.Dispose();
    }

    private static IEnumerable<TestCaseData> Criteria()
    {
        yield return Case("""null""", "true");
        yield return Case("""{ "age": { "from": 18 } }""", $"{Age} >= 18");
        yield return Case("""{ "age": { "to": 6 } }""", $"{Age} <= 6");
        yield return Case("""{ "age": { "from": 75, "to": 84 } }""", $"{Age} BETWEEN 75 AND 84");
        yield return Case(
            """{ "born": { "from": "1950-01-01", "to": "1959-12-31" } }""",
            "syntymapaiva_syntymapv BETWEEN '1950-01-01' AND '1959-12-31'");
        yield return Case("""{ "born": { "to": "1944-06-30" } }""", "syntymapaiva_syntymapv <= '1944-06-30'");
        yield return Case("""{ "sex": ["1"] }""", "sukupuoli_sukupuoli = '1'");
        yield return Case("""{ "not": { "sex": ["1"] } }""", "sukupuoli_sukupuoli <> '1'");
        yield return Case("""{ "motherTongue": ["fi"] }""", "aidinkieli_kielikoodi = 'fi'");
        yield return Case("""{ "not": { "motherTongue": ["fi", "sv"] } }""", "aidinkieli_kielikoodi NOT IN ('fi', 'sv')");
        yield return Case("""{ "municipality": ["697"] }""", "kotikunta_kuntanumero = '697'");
        yield return Case("""{ "postalCode": ["88400"] }""", "vakinainen_kotimainen_osoite_postinumero = '88400'");
        yield return Case("""{ "not": { "postalCode": ["88400"] } }""", "vakinainen_kotimainen_osoite_postinumero <> '88400'");
        yield return Case("""{ "maritalStatus": ["2"] }""", "siviilisaaty_siviilisaaty = '2'");
        yield return Case("""{ "maritalStatus": ["1", "4", "5"] }""", "siviilisaaty_siviilisaaty IN ('1', '4', '5')");
        yield return Case(
            """{ "movedIn": { "from": "2015-01-01" } }""",
            "length(kotikunta_muuttopv) = 10 AND kotikunta_muuttopv >= '2015-01-01'");
        yield return Case(
            """{ "not": { "citizenship": ["246"] } }""",
            "henkilotunnus NOT IN (SELECT henkilotunnus FROM \"007_kansalaisuus\" WHERE voimassaolo = '1' AND maa = '246')");
        yield return Case("""{ "all": [ { "age": { "from": 65 } }, { "sex": ["2"] } ] }""", $"{Age} >= 65 AND sukupuoli_sukupuoli = '2'");
        yield return Case("""{ "any": [ { "age": { "to": 17 } }, { "age": { "from": 65 } } ] }""", $"{Age} <= 17 OR {Age} >= 65");
        yield return Case(
            """{ "all": [ { "not": { "any": [ { "sex": ["1"] }, { "age": { "to": 29 } } ] } }, { "maritalStatus": ["2"] } ] }""",
            $"sukupuoli_sukupuoli <> '1' AND {Age} > 29 AND siviilisaaty_siviilisaaty = '2'");
    }

    [TestCaseSource(nameof(Criteria))]
    public async Task As_many_are_extracted_as_SQL_counts_in_the_rows_of_a_base(string where, string sql)
    {
        var expected = residents.Number($"SELECT count(*) FROM henkilot WHERE {sql}");
        Assert.That(expected, Is.GreaterThanOrEqualTo(5), "a case that says something");
        Assert.That(await CountAsync("scientific-research", where), Is.EqualTo(expected));
    }

    /// <summary>Which ban keeps out of what: of the public table of bans and purposes.</summary>
    [Test]
    public async Task Each_ban_keeps_a_person_out_of_the_purposes_that_it_stops_and_of_no_other()
    {
        (string Ban, string[] Stops)[] bans =
        [
            ("SUORAMARKKINOINTI", ["direct-marketing", "market-research"]),
            ("YHTEYSTIETOJEN_LUOVUTUS", ["address-service"]),
            ("ASIAKASREKISTERIN_PAIVITYS", ["customer-register-update"]),
            ("SUKUTUTKIMUS", ["genealogy"]),
            ("HENKILOMATRIKKELI", ["directory"]),
        ];
        string[] purposes =
        [
            "authority-task", "scientific-research", "statistics", "customer-register-update", "market-research", "direct-marketing",
            "genealogy", "directory", "address-service",
        ];
        using var scene = new TestInstallation();
        Directory.Delete(scene.Config, recursive: true);
        TestInstallation.CopyFolder(installation.Config, scene.Config);
        Directory.CreateDirectory(scene.Data);
        var file = scene.In("bans.PTT");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 10).Select(Person));
        (await scene.RunAsync("register", "import", file)).AssertDone();
        foreach (var purpose in purposes)
        {
            WriteOrder(scene, purpose, "null");
            (await scene.RunAsync("extract", "run", "order")).AssertDone();
            var package = Directory.GetFiles(Path.Combine(scene.Data, "drop", "yliopisto", "download"), "*.csv.zip").Order().Last();
            using var zip = await ZipFile.OpenReadAsync(package);
            var codes = Rows(zip, "henkilot.csv").Select(row => row["henkilotunnus"]);
            var kept = Enumerable.Range(0, 10).Where(person => person >= 5 || !bans[person].Stops.Contains(purpose)).Select(Code);
            Assert.That(codes, Is.EquivalentTo(kept), purpose);
        }

        // The first five have one ban each.
        string Person(int person) => person < 5
            ? $"{Code(person)}XXX202611011103|00311|204169720200101|910{"1" + bans[person].Ban,-27}20200101        |"
            : $"{Code(person)}XXX202611011102|00311|204169720200101|";
    }

    private static string Code(int person) => $"010180-{900 + person}" + "0123456789ABCDEFHJKLMNPRSTUVWXY"[(10180900 + person) % 31];

    private async Task<long> CountAsync(string purpose, string where)
    {
        WriteOrder(installation, purpose, where);
        return (await installation.RunAsync("extract", "preview", "order", "--json")).AssertDone().Json.GetProperty("persons").GetInt64();
    }

    private static void WriteOrder(TestInstallation scene, string purpose, string where) => scene.WriteConfig(
        "orders/order.json",
        $$"""
        {
          "id": "order", "permit": "{{Permit}}", "purpose": "{{purpose}}", "target": "persons", "where": {{where}},
          "content": { "groups": ["003", "004"] }, "formats": ["csv"]
        }
        """);

    private static TestCaseData Case(string where, string sql) =>
        new TestCaseData(where, sql).SetArgDisplayNames(where);

    private static List<Dictionary<string, string>> Rows(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        var lines = reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].TrimStart('\uFEFF').Split(';');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(';')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
