using System.Globalization;
using System.IO.Compression;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts that are tables: households, and counts by postal-code area; counted anew from records of the same persons.</summary>
public sealed class ExtractTableTests
{
    private static readonly DateOnly Day = new(2026, 11, 16);
    private static readonly int[] Youngest = [0, 18, 25, 35, 45, 55, 65, 75, 85];
    private TestInstallation installation = null!;
    private List<Dictionary<string, string>> persons = null!;

    private string Download => Path.Combine(installation.Data, "drop", "yliopisto", "download");

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        WritePermit(right: false);
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        (await RunAsync("register", "create", "--county", "20", "--persons", "6000")).AssertDone();
        WriteOrder("henkilot", """ "groups": ["003", "101", "204", "901", "909"] """);
        (await RunAsync("extract", "run", "henkilot")).AssertDone();
        persons = Read(Table("henkilot.csv"));
        var homes = Read(Table("909_asuinpaikkatunnus.csv"))
            .Where(row => row["loppupv"].Length == 0)
            .ToDictionary(row => row["henkilotunnus"]);
        foreach (var person in persons)
        {
            person["asunto"] = homes.TryGetValue(person["henkilotunnus"], out var home) ? CodeOf(home) : "";
        }
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_household_has_the_residents_of_its_dwelling_that_the_recipient_may_know_of()
    {
        WriteOrder("kotitaloudet", """ "package": "kotitaloudet" """, """ "csv", "parquet", "xlsx" """);
        var made = (await RunAsync("extract", "run", "kotitaloudet", "--json")).AssertDone().Json[0];
        var number = made.GetProperty("number").GetInt32().ToString("D3", CultureInfo.InvariantCulture);
        var found = Read(File.ReadAllText(Directory.GetFiles(Download, $"*_{number}.csv").Single()))
            .Select(row => string.Join(' ', row.Values.Select(value => $"[{value}]")));
        var expected = persons
            .Where(person => person["asunto"].Length > 0)
            .GroupBy(person => person["asunto"])
            .OrderBy(home => home.Key, StringComparer.Ordinal)
            .Select(home => string.Join(' ', new[]
            {
                home.Key, home.First()["kotikunta_kuntanumero"], home.First()["vakinainen_kotimainen_osoite_postinumero"],
                Text(home.Count()), Text(home.Count(person => AgeOf(person) >= 18)), Text(home.Count(person => AgeOf(person) < 18)),
            }.Select(value => $"[{value}]")));

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(expected.Count(), Is.GreaterThan(500));
        (await RunAsync("deliveries", "verify")).AssertDone();
        (await RunAsync("extract", "redraw", $"tutkimus/extract/{number}")).AssertDone();
        (await RunAsync("audit", "verify")).AssertDone();
        var check = (await RunAsync("check", Directory.GetFiles(Download, $"*_{number}.json").Single())).AssertDone().Output;
        Assert.That(check, Does.Contain("_" + number + ".csv: csv-table"));
    }

    [Test]
    public async Task Counts_by_postal_code_are_those_of_the_persons_and_small_ones_are_left_out()
    {
        WriteOrder("alueet", """ "package": "postinumeroalueet" """);
        var made = (await RunAsync("extract", "run", "alueet", "--json")).AssertDone().Json[0];
        var number = made.GetProperty("number").GetInt32().ToString("D3", CultureInfo.InvariantCulture);
        var rows = Read(File.ReadAllText(Directory.GetFiles(Download, $"*_{number}.csv").Single()));
        Assert.That(rows, Has.Count.GreaterThan(3));
        var hidden = 0;
        foreach (var row in rows)
        {
            var (kunnat, codes) = (row["kuntanumerot"].Split(' '), row["postinumerot"].Split(' '));
            var there = persons.Where(person =>
                kunnat.Contains(person["kotikunta_kuntanumero"]) && codes.Contains(person["vakinainen_kotimainen_osoite_postinumero"]))
                .ToList();
            Assert.That(there, Has.Count.GreaterThanOrEqualTo(200), "no area is small");
            for (var group = 0; group < Youngest.Length; group++)
            {
                foreach (var (sex, name) in new[] { ("1", "miehet"), ("2", "naiset") })
                {
                    var count = there.Count(person => person["sukupuoli_sukupuoli"] == sex && GroupOf(AgeOf(person)) == group);
                    var column = group == Youngest.Length - 1 ? $"{name}_85_ja_yli" : $"{name}_{Youngest[group]}_{Youngest[group + 1] - 1}";
                    Assert.That(row[column], Is.EqualTo(count is > 0 and < 5 ? "" : Text(count)), $"{row["postinumerot"]} {column}");
                    hidden += count is > 0 and < 5 ? 1 : 0;
                }
            }
        }

        Assert.That(hidden, Is.Positive, "the test has something to hide");
        Assert.That(
            rows.SelectMany(row => row["postinumerot"].Split(' ')).Distinct().Order(),
            Is.EqualTo(persons.Select(person => person["vakinainen_kotimainen_osoite_postinumero"]).Where(code => code.Length > 0)
                .Distinct().Order()));
    }

    [Test]
    public async Task With_the_right_a_protected_person_is_in_no_household_and_no_area_either()
    {
        WriteOrder("kodit-a", """ "package": "kotitaloudet" """);
        WriteOrder("alueet-a", """ "package": "postinumeroalueet" """);
        var without = (Home: await TableOfAsync("kodit-a"), Areas: await TableOfAsync("alueet-a"));
        try
        {
            WritePermit(right: true);
            WriteOrder("kodit-b", """ "package": "kotitaloudet" """);
            WriteOrder("alueet-b", """ "package": "postinumeroalueet" """);
            Assert.That((Home: await TableOfAsync("kodit-b"), Areas: await TableOfAsync("alueet-b")), Is.EqualTo(without));
        }
        finally
        {
            WritePermit(right: false);
        }
    }

    [TestCase(""" "where": { "age": { "from": 75 } }, """, "where.age", "a table of all residents")]
    [TestCase(
        """ "where": { "all": [ { "municipality": ["205"] }, { "not": { "sex": ["1"] } } ] }, """, "where.all[1].not.sex", "all residents")]
    [TestCase(""" "sample": { "size": 50, "series": "s" }, """, "sample", "a table of all residents")]
    [TestCase(""" "formats": ["jsonl"], """, "formats", "the form \"jsonl\" cannot hold")]
    public async Task A_table_is_of_all_residents_of_places_and_in_a_form_that_holds_tables(string part, string path, string message)
    {
        var file = Path.Combine(installation.Config, "orders", "vaara.json");
        try
        {
            installation.WriteConfig(
                "orders/vaara.json",
                $$"""
                { "id": "vaara", "permit": "tutkimus", "purpose": "statistics", {{part}} "content": { "package": "postinumeroalueet" } }
                """);
            var check = await RunAsync("config", "check");
            Assert.That((ExitCode)check.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(check.Output, Does.Contain($"vaara.json:1:").And.Contain($"{path}: ").And.Contain(message));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Counts_of_fewer_than_two_hundred_are_refused()
    {
        WriteOrder("pieni", """ "package": "postinumeroalueet" """, where: """ "where": { "municipality": ["697"] }, """);
        (await RunAsync("extract", "run", "pieni")).AssertFailed(ExitCode.Usage, "fewer than 200 persons fit");
    }

    private async Task<string> TableOfAsync(string order)
    {
        var made = (await RunAsync("extract", "run", order, "--json")).AssertDone().Json[0];
        var number = made.GetProperty("number").GetInt32().ToString("D3", CultureInfo.InvariantCulture);
        return await File.ReadAllTextAsync(Directory.GetFiles(Download, $"*_{number}.csv").Single());
    }

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);

    private string Table(string name)
    {
        using var zip = ZipFile.OpenRead(Directory.GetFiles(Download, "*_001.csv.zip").Single());
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static List<Dictionary<string, string>> Read(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(';');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(';').Select(cell => cell.Trim('"'))).ToDictionary())];
    }

    private static string CodeOf(Dictionary<string, string> home) => string.Concat(
        home["rakennustunnus"], Or(home["osoitenumero"], "1"), Or(home["porraskirjain"], " "), home["huoneistonumero"].PadLeft(3, '0'),
        Or(home["jakokirjain"], " "));

    private static string Or(string value, string blank) => value.Length > 0 ? value : blank;

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static int GroupOf(int age) => Array.FindLastIndex(Youngest, youngest => youngest <= age);

    private static int AgeOf(Dictionary<string, string> person)
    {
        var born = DateOnly.ParseExact(person["syntymapaiva_syntymapv"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Day.Year - born.Year - (born.AddYears(Day.Year - born.Year) > Day ? 1 : 0);
    }

    private void WritePermit(bool right) => installation.WriteConfig(
        "permits/tutkimus.json",
        $$"""
        {
          "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "validTo": "2027-12-31",
          "customerNumber": "38950", "registerName": "TUTKIMUS", "area": { "county": "20" }, "drop": "default",
          "nonDisclosureRight": {{(right ? "true" : "false")}}, "formats": ["csv", "jsonl", "parquet", "xlsx"],
          "orders": { "purposes": ["statistics"], "groups": ["003", "101", "204", "901", "909"], "targets": ["persons"] }
        }
        """);

    private void WriteOrder(string id, string content, string formats = "\"csv\"", string where = "") => installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        { "id": "{{id}}", "permit": "tutkimus", "purpose": "statistics", {{where}} "content": { {{content}} }, "formats": [{{formats}}] }
        """);
}
