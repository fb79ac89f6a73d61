using System.Globalization;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts of buildings counted by another reckoning: over the rows of an extract of all of them.</summary>
public sealed class BuildingExtractCountTests
{
    private readonly TestInstallation installation = new();
    private BuildingOrders orders = null!;
    private IReadOnlyList<Dictionary<string, string>> buildings = [];

    [OneTimeSetUp]
    public async Task DeliverAsync()
    {
        orders = new BuildingOrders(installation);
        await installation.FillAsync(1500);
        orders.Write("kaikki", groups: BuildingOrders.AllGroups);
        (await installation.RunAsync("extract", "run", "kaikki")).AssertDone();
        buildings = Together(["931", "934", "935", "937", "938", "939", "940", "941", "944", "948", "949", "953", "955", "957"]);
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    private static IEnumerable<TestCaseData> Criteria()
    {
        yield return Case("null", _ => true);
        yield return Case("""{ "use1994": ["011"] }""", row => row["937"] == "011");
        yield return Case("""{ "use1994": ["01", "931"] }""", row => row["937"] is ['0', '1', ..] or "931");
        yield return Case("""{ "use2018": ["01"] }""", row => row["938"].StartsWith("01", StringComparison.Ordinal));
        yield return Case("""{ "not": { "use2018": ["0110", "19"] } }""", row => row["938"] != "0110" && row["938"][..2] != "19");
        yield return Case(
            """{ "completed": { "from": "1970-01-01", "to": "1989-12-31" } }""",
            row => row["940"].Length >= 4 && Number(row["940"][..4]) is >= 1970 and <= 1989);
        yield return Case("""{ "floorArea": { "from": 100, "to": 200 } }""", row => Number(row["941"]) is >= 100 and <= 200);
        yield return Case("""{ "storeys": { "from": 2 } }""", row => Number(row["944"]) >= 2);
        yield return Case("""{ "heating": ["3", "4"] }""", row => row["948"] is "3" or "4");
        yield return Case("""{ "fuel": ["04"] }""", row => row["949"] == "04");
        yield return Case("""{ "equipment": ["vesijohto", "hissi"] }""", row => row["953"] == "1" || row["955"] == "1");
        yield return Case("""{ "inUse": ["03", "11"] }""", row => row["939"] is "03" or "11");
        yield return Case("""{ "municipality": ["697"] }""", _ => true);
        yield return Case("""{ "postalCode": ["88400"] }""", row => row["935"] == "88400");
        yield return Case(
            """{ "within": { "north": { "from": 0, "to": 9999999 }, "east": { "from": 0, "to": 999999 } } }""",
            row => row["934"].Length > 0);
        yield return Case(
            """
            { "all": [ { "any": [ { "heating": ["1"] }, { "heating": ["2"] } ] }, { "not": { "fuel": ["04"] } }, { "floorArea": { "to": 150 } } ] }
            """,
            row => row["948"] is "1" or "2" && row["949"] != "04" && Number(row["941"]) <= 150);
    }

    [TestCaseSource(nameof(Criteria))]
    public async Task A_preview_counts_what_the_rows_of_all_buildings_say(
        string where, Func<IReadOnlyDictionary<string, string>, bool> fits) => await AssertCountAsync(where, buildings.Count(fits));

    [Test]
    public async Task A_rectangle_has_the_buildings_on_its_edges()
    {
        var north = buildings.Select(row => Number(row["934"])!.Value).Order().ToList();
        var (from, to) = (north[north.Count / 4], north[north.Count / 2]);
        await AssertCountAsync(
            $$"""{ "within": { "north": { "from": {{from}}, "to": {{to}} }, "east": { "from": 0, "to": 999999 } } }""",
            north.Count(one => one >= from && one <= to));
    }

    private async Task AssertCountAsync(string where, int expected)
    {
        orders.Write("lasku", where, "\"932\"");
        var counted = (await installation.RunAsync("extract", "preview", "lasku", "--json")).AssertDone().Json.GetProperty("frame");
        TestContext.Out.WriteLine($"{expected} of {buildings.Count}");
        Assert.That(
            counted.ValueKind == System.Text.Json.JsonValueKind.Null ? "few" : counted.GetInt64().ToString(CultureInfo.InvariantCulture),
            Is.EqualTo(expected is > 0 and < 5 ? "few" : expected.ToString(CultureInfo.InvariantCulture)));
    }

    private static TestCaseData Case(string where, Func<IReadOnlyDictionary<string, string>, bool> fits) =>
        new TestCaseData(where, fits).SetArgDisplayNames(where.ReplaceLineEndings(" "));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Each building with the first field of some groups, empty where it has none.</summary>
    private List<Dictionary<string, string>> Together(string[] groups)
    {
        var byGroup = groups.ToDictionary(
            group => group,
            group => orders.Rows(1, group)
                .GroupBy(row => row["rakennustunnus"])
                .ToDictionary(rows => rows.Key, rows => rows.First().SkipWhile(column => column.Key != "muutos").ElementAt(1).Value));
        return
        [
            .. orders.Rows(1, "932").Select(row => groups.ToDictionary(
                group => group, group => byGroup[group].GetValueOrDefault(row["rakennustunnus"], ""))),
        ];
    }
}
