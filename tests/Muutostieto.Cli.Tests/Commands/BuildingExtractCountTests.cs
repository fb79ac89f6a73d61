using System.Globalization;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts of buildings counted by another engine: by SQL over the delivered tables of all of them.</summary>
public sealed class BuildingExtractCountTests
{
    private readonly TestInstallation installation = new();
    private BuildingOrders orders = null!;
    private DeliveredTables buildings = null!;

    /// <summary>The columns that criteria look at: each is in one table.</summary>
    private static readonly (string As, string Table, string Name)[] Fields =
    [
        ("g934", "934_rakennuksen_koordinaatit", "pohjoiskoordinaatti"), ("g935", "935_rakennuksen_postinumero", "postinumero"),
        ("g937", "937_kayttotarkoitus", "kayttotarkoitus"), ("g938", "938_rakennusluokka", "rakennusluokka"),
        ("g939", "939_kaytossaolotiedot", "kayttotila"), ("g940", "940_rakennuksen_valmistumispaiva", "valmistumispv"),
        ("g941", "941_kerrosala", "kerrosala"), ("g944", "944_kerrosluku", "kerrosluku"), ("g948", "948_lammitystapa", "lammitystapa"),
        ("g949", "949_lammitysaine", "lammitysaine"), ("g953", "953_rakennuksen_vesijohto_varustetieto", "vesijohto_varustetieto"),
        ("g955", "955_rakennuksen_hissi_varustetieto", "hissi_varustetieto"),
    ];

    [OneTimeSetUp]
    public async Task DeliverAsync()
    {
        orders = new BuildingOrders(installation);
        await installation.FillAsync(1500);
        orders.Write("kaikki", groups: BuildingOrders.AllGroups);
        (await installation.RunAsync("extract", "run", "kaikki")).AssertDone();
        buildings = new DeliveredTables(orders.Package(1));
        buildings.Execute($"""
            CREATE TABLE rakennukset AS SELECT {string.Join(", ", Fields.Select(field => $"coalesce({field.Name}, '') AS {field.As}"))}
            FROM "932_sijaintikunta" {string.Join(' ', Fields.Select(field => $"LEFT JOIN \"{field.Table}\" USING (rakennustunnus)"))}
            """);
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        buildings?.Dispose();
        installation.Dispose();
    }

    private static IEnumerable<TestCaseData> Criteria()
    {
        yield return Case("""null""", "true");
        yield return Case("""{ "use1994": ["011"] }""", "g937 = '011'");
        yield return Case("""{ "use1994": ["01", "931"] }""", "g937 LIKE '01%' OR g937 = '931'");
        yield return Case("""{ "use2018": ["01"] }""", "g938 LIKE '01%'");
        yield return Case("""{ "not": { "use2018": ["0110", "19"] } }""", "g938 <> '0110' AND g938 NOT LIKE '19%'");
        yield return Case(
            """{ "completed": { "from": "1970-01-01", "to": "1989-12-31" } }""",
            "substr(g940, 1, 4) BETWEEN '1970' AND '1989'");
        yield return Case("""{ "floorArea": { "from": 100, "to": 200 } }""", "g941 <> '' AND CAST(g941 AS INT) BETWEEN 100 AND 200");
        yield return Case("""{ "storeys": { "from": 2 } }""", "CAST(g944 AS INT) >= 2");
        yield return Case("""{ "heating": ["3", "4"] }""", "g948 IN ('3', '4')");
        yield return Case("""{ "fuel": ["04"] }""", "g949 = '04'");
        yield return Case("""{ "equipment": ["vesijohto", "hissi"] }""", "g953 = '1' OR g955 = '1'");
        yield return Case("""{ "inUse": ["03", "11"] }""", "g939 IN ('03', '11')");
        yield return Case("""{ "municipality": ["697"] }""", "true");
        yield return Case("""{ "postalCode": ["88400"] }""", "g935 = '88400'");
        yield return Case(
            """{ "within": { "north": { "from": 0, "to": 9999999 }, "east": { "from": 0, "to": 999999 } } }""",
            "g934 <> ''");
        yield return Case(
            """{ "all": [ { "any": [ { "heating": ["1"] }, { "heating": ["2"] } ] }, { "not": { "fuel": ["04"] } }, { "floorArea": { "to": 150 } } ] }""",
            "g948 IN ('1', '2') AND g949 <> '04' AND g941 <> '' AND CAST(g941 AS INT) <= 150");
    }

    [TestCaseSource(nameof(Criteria))]
    public async Task A_preview_counts_what_SQL_counts_in_the_rows_of_all_buildings(
        string where, string sql) =>
        await AssertCountAsync(where, buildings.Number($"SELECT count(*) FROM rakennukset WHERE {sql}"));

    [Test]
    public async Task A_rectangle_has_the_buildings_on_its_edges()
    {
        const string North = "CAST(g934 AS INT)";
        var (from, to) = (At(4), At(2));
        await AssertCountAsync(
            $$"""{ "within": { "north": { "from": {{from}}, "to": {{to}} }, "east": { "from": 0, "to": 999999 } } }""",
            buildings.Number($"SELECT count(*) FROM rakennukset WHERE {North} BETWEEN {from} AND {to}"));

        long At(int part) => buildings.Number(
            $"SELECT {North} FROM rakennukset ORDER BY 1 LIMIT 1 OFFSET (SELECT count(*) / {part} FROM rakennukset)");
    }

    private async Task AssertCountAsync(string where, long expected)
    {
        orders.Write("lasku", where, "\"932\"");
        var counted = (await installation.RunAsync("extract", "preview", "lasku", "--json")).AssertDone().Json.GetProperty("frame");
        TestContext.Out.WriteLine($"{expected} of {buildings.Number("SELECT count(*) FROM rakennukset")}");
        Assert.That(
            counted.ValueKind == System.Text.Json.JsonValueKind.Null ? "few" : counted.GetInt64().ToString(CultureInfo.InvariantCulture),
            Is.EqualTo(expected is > 0 and < 5 ? "few" : expected.ToString(CultureInfo.InvariantCulture)));
    }

    private static TestCaseData Case(string where, string sql) =>
        new TestCaseData(where, sql).SetArgDisplayNames(where.ReplaceLineEndings(" "));
}
