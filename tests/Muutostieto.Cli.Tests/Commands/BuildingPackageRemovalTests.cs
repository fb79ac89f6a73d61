using System.IO.Compression;
using System.Text;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Repeated extracts of packages that give tables name the buildings of which no row is left.</summary>
public sealed class BuildingPackageRemovalTests
{
    private TestInstallation installation = null!;
    private WasteOrders orders = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new WasteOrders(installation);
        await installation.FillAsync(250);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task The_extract_for_waste_management_has_the_removed_as_a_table_and_a_sheet_and_no_protected_resident_removes_a_building()
    {
        orders.Write("jatehuolto", formats: "\"csv\", \"xlsx\", \"parquet\"");
        (await RunAsync("extract", "run", "jatehuolto")).AssertDone();
        var first = Codes(1, "r1_");
        var resident = orders.Rows(1, "r9_").First(row => row["Huoneiston vanhin asukas"].Length > 0);
        var demolished = first.Last(code => code != resident["Rakennustunnus"]);
        await ImportAsync(Record(demolished, """{"ryhma":"939","muutos":"3","kayttotila":"07"}"""));
        await ImportLineAsync($"{resident["Huoneiston vanhin asukas"]}XCG202611160101|015120290101|");
        (await RunAsync("extract", "run", "jatehuolto", "--again")).AssertDone();
        (await RunAsync("extract", "redraw", "jatehuolto/extract/2")).AssertDone();
        (await RunAsync("check", Directory.GetFiles(orders.Download, "*_002.json").Single())).AssertDone();

        Assert.That(Codes(2, "poistuneet"), Is.EqualTo(new[] { demolished }));
        Assert.That(Codes(2, "r1_"), Is.EqualTo(first.Except([demolished])));
        Assert.That(Codes(2, "r9_"), Does.Contain(resident["Rakennustunnus"]));
        await using var book = await ZipFile.OpenReadAsync(Directory.GetFiles(orders.Download, "*_002.xlsx").Single());
        using var names = new StreamReader(await book.GetEntry("xl/workbook.xml")!.OpenAsync());
        Assert.That(await names.ReadToEndAsync(), Does.Match("R9 huon asukk.*poistuneet"), "after the four sheets of the layout");
        await using var former = await ZipFile.OpenReadAsync(Directory.GetFiles(orders.Download, "*_001.xlsx").Single());
        Assert.That(former.Entries.Count(entry => entry.Name.StartsWith("sheet", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(
            await RecordsAsync(2),
            Is.EqualTo(new[] { "r1_", "r3_", "r4_", "r9_" }.Sum(table => orders.Rows(2, table).Count)),
            "the removed are no records");
    }

    [TestCase("jatehuoltopoiminta", "\"xlsx\"")]
    [TestCase("avoimet-osoitteet", "\"csv\", \"opt\"")]
    [TestCase("rakennukset-perus", "\"csv\"")]
    public async Task A_preview_counts_the_rows_that_the_delivery_has(string package, string formats)
    {
        orders.Write("paketti", package, formats: formats);
        var counted = (await RunAsync("extract", "preview", "paketti", "--json")).AssertDone().Json;
        var shown = (await RunAsync("extract", "preview", "paketti")).AssertDone().Output;
        var made = (await RunAsync("extract", "run", "paketti", "--json")).AssertDone().Json[0];
        Assert.That(counted.GetProperty("records").GetInt64(), Is.EqualTo(made.GetProperty("records").GetInt64()).And.GreaterThan(100));
        Assert.That(shown, Does.Contain(package == "rakennukset-perus" ? " records, of " : " rows, of "));
    }

    [Test]
    public async Task The_address_file_names_a_building_that_has_no_address_row_left_though_it_is_there()
    {
        orders.Write("osoitteet", "avoimet-osoitteet", formats: "\"opt\", \"csv\"");
        orders.Write("vain-opt", "avoimet-osoitteet", formats: "\"opt\"");
        orders.Write("perus", "rakennukset-perus");
        foreach (var order in new[] { "osoitteet", "perus", "vain-opt" })
        {
            (await RunAsync("extract", "run", order)).AssertDone();
        }

        var listed = Codes(1, "osoitteet");
        var (moved, unlisted) = (listed[3], Codes(2, "932_").Except(listed).ToList());
        await ImportAsync(
            [
                Record(moved, """{"ryhma":"934","muutos":"3","pohjoiskoordinaatti":"","itakoordinaatti":"","sijaintiepavarmuus":"1"}"""),
                .. unlisted.Take(1).Select(code => Record(code, """{"ryhma":"939","muutos":"3","kayttotila":"07"}""")),
            ]);
        foreach (var order in new[] { "osoitteet", "perus", "vain-opt" })
        {
            (await RunAsync("extract", "run", order, "--again")).AssertDone();
        }

        (await RunAsync("extract", "redraw", "jatehuolto/extract/4")).AssertDone();
        TestContext.Out.WriteLine($"{listed.Length} listed, {unlisted.Count} not");
        Assert.That(Codes(4, "poistuneet"), Is.EqualTo(new[] { moved }), "what had no row before is not named");
        Assert.That(Codes(4, "osoitteet"), Is.EqualTo(listed.Except([moved])));
        Assert.That(Codes(5, "poistuneet"), Is.EqualTo(unlisted.Take(1)));
        var lines = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Directory.GetFiles(orders.Download, "*_004.OPT").Single()))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => line.Count(letter => letter == ';')), Is.All.EqualTo(15), "its layout has no place for them");
    }

    private async Task<long> RecordsAsync(int number)
    {
        var listed = (await RunAsync("deliveries", "list", "--json")).AssertDone().Json;
        return listed.EnumerateArray().Single(delivery => delivery.GetProperty("number").GetInt32() == number)
            .GetProperty("records").GetInt64();
    }

    private static string Record(string code, string groups) =>
        $$"""{"rakennustunnus":"{{code}}","tapahtuma":"XRA","rekisterointipv":"20261116","muutostyyppi":"0","rooli":"1","ryhmat":[{{groups}}]}""";

    private async Task ImportAsync(params string[] records)
    {
        var file = installation.In("muutokset.jsonl");
        await File.WriteAllLinesAsync(file, records);
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private async Task ImportLineAsync(string line)
    {
        var file = installation.In("muutokset.MTT");
        await File.WriteAllTextAsync(file, line + "\r\n");
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private string[] Codes(int number, string table) => [.. orders.Rows(number, table).Select(CodeOf).Distinct()];

    private static string CodeOf(IReadOnlyDictionary<string, string> row) =>
        row.TryGetValue("rakennustunnus", out var code) ? code : row["Rakennustunnus"];

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);
}
