using System.Globalization;
using System.IO.Compression;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// Extracts counted by another reckoning: over the rows of a base delivery, as its recipient has them, at the same key and under the same
/// right. And bans, which a base does not know.
/// </summary>
public sealed class ExtractCountTests
{
    private const string Permit = "otokset";
    private static readonly DateOnly Day = new(2026, 11, 16);

    private readonly TestInstallation installation = new();
    private List<Dictionary<string, string>> residents = [];
    private ILookup<string, string> citizenships = Array.Empty<string>().ToLookup(_ => "", _ => "");

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
        using var package = await ZipFile.OpenReadAsync(Directory.GetFiles(installation.Download, "*.csv.zip").Single());
        residents = Rows(package, "henkilot.csv");
        citizenships = Rows(package, "007_kansalaisuus.csv").Where(row => row["voimassaolo"] == "1")
            .ToLookup(row => row["henkilotunnus"], row => row["maa"]);
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    private static IEnumerable<TestCaseData> Criteria()
    {
        yield return Case("null", _ => true);
        yield return Case("""{ "age": { "from": 18 } }""", row => Age(row) >= 18);
        yield return Case("""{ "age": { "to": 6 } }""", row => Age(row) <= 6);
        yield return Case("""{ "age": { "from": 75, "to": 84 } }""", row => Age(row) is >= 75 and <= 84);
        yield return Case("""{ "born": { "from": "1950-01-01", "to": "1959-12-31" } }""", row => Born(row).Year is >= 1950 and <= 1959);
        yield return Case("""{ "born": { "to": "1944-06-30" } }""", row => Born(row) <= new DateOnly(1944, 6, 30));
        yield return Case("""{ "sex": ["1"] }""", row => row["sukupuoli_sukupuoli"] == "1");
        yield return Case("""{ "not": { "sex": ["1"] } }""", row => row["sukupuoli_sukupuoli"] != "1");
        yield return Case("""{ "motherTongue": ["fi"] }""", row => row["aidinkieli_kielikoodi"] == "fi");
        yield return Case("""{ "not": { "motherTongue": ["fi", "sv"] } }""", row => row["aidinkieli_kielikoodi"] is not ("fi" or "sv"));
        yield return Case("""{ "municipality": ["697"] }""", row => row["kotikunta_kuntanumero"] == "697");
        yield return Case("""{ "postalCode": ["88400"] }""", row => row["vakinainen_kotimainen_osoite_postinumero"] == "88400");
        yield return Case("""{ "not": { "postalCode": ["88400"] } }""", row => row["vakinainen_kotimainen_osoite_postinumero"] != "88400");
        yield return Case("""{ "maritalStatus": ["2"] }""", row => row["siviilisaaty_siviilisaaty"] == "2");
        yield return Case("""{ "maritalStatus": ["1", "4", "5"] }""", row => row["siviilisaaty_siviilisaaty"] is "1" or "4" or "5");
        yield return Case(
            """{ "movedIn": { "from": "2015-01-01" } }""",
            row => row["kotikunta_muuttopv"] is { Length: 10 } moved && string.CompareOrdinal(moved, "2015-01-01") >= 0);
        yield return Case(
            """{ "all": [ { "age": { "from": 65 } }, { "sex": ["2"] } ] }""", row => Age(row) >= 65 && row["sukupuoli_sukupuoli"] == "2");
        yield return Case(
            """{ "any": [ { "age": { "to": 17 } }, { "age": { "from": 65 } } ] }""", row => Age(row) is <= 17 or >= 65);
        yield return Case(
            """{ "all": [ { "not": { "any": [ { "sex": ["1"] }, { "age": { "to": 29 } } ] } }, { "maritalStatus": ["2"] } ] }""",
            row => row["sukupuoli_sukupuoli"] != "1" && Age(row) > 29 && row["siviilisaaty_siviilisaaty"] == "2");
    }

    [TestCaseSource(nameof(Criteria))]
    public async Task As_many_are_extracted_as_the_rows_of_a_base_say(string where, Func<Dictionary<string, string>, bool> fits)
    {
        var expected = residents.Count(fits);
        Assert.That(expected, Is.GreaterThanOrEqualTo(5), "a case that says something");
        Assert.That(await CountAsync("scientific-research", where), Is.EqualTo(expected));
    }

    [Test]
    public async Task Citizens_are_counted_by_the_citizenships_in_force()
    {
        var expected = residents.Count(row => !citizenships[row["henkilotunnus"]].Contains("246"));
        Assert.That(expected, Is.GreaterThanOrEqualTo(5));
        Assert.That(await CountAsync("statistics", """{ "not": { "citizenship": ["246"] } }"""), Is.EqualTo(expected));
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

    private static TestCaseData Case(string where, Func<Dictionary<string, string>, bool> fits) =>
        new TestCaseData(where, fits).SetArgDisplayNames(where);

    private static DateOnly Born(Dictionary<string, string> row) =>
        DateOnly.ParseExact(row["syntymapaiva_syntymapv"], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Age(Dictionary<string, string> row)
    {
        var born = Born(row);
        return Day.Year - born.Year - (Day < born.AddYears(Day.Year - born.Year) ? 1 : 0);
    }

    private static List<Dictionary<string, string>> Rows(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        var lines = reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].TrimStart('\uFEFF').Split(';');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(';')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
