using System.IO.Compression;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts of buildings by orders, from the order to what the recipient checks.</summary>
public sealed class BuildingExtractTests
{
    private const string Gone = """{ "inUse": ["06", "07", "08"] }""";

    private TestInstallation installation = null!;
    private BuildingOrders orders = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new BuildingOrders(installation);
        await installation.FillAsync(300);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task An_order_of_buildings_is_counted_made_verified_drawn_again_and_checked_by_its_recipient()
    {
        orders.Write("kaikki");
        (await RunAsync("config", "check")).AssertDone();
        var counted = (await RunAsync("extract", "preview", "kaikki", "--json")).AssertDone().Json;
        var made = (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var same = (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var redrawn = (await RunAsync("extract", "redraw", "pelastus/extract/1")).AssertDone();
        var manifest = Directory.GetFiles(orders.Download, "*_001.json").Single();
        var check = (await RunAsync("check", manifest)).AssertDone();
        (await RunAsync("deliveries", "verify")).AssertDone();
        (await RunAsync("audit", "verify")).AssertDone();

        var status = (await RunAsync("register", "status", "--json")).AssertDone().Json;
        var buildings = status.GetProperty("buildings").GetInt64();
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(manifest));
        var order = json.RootElement.GetProperty("delivery").GetProperty("order");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counted.GetProperty("persons").GetInt64(), Is.EqualTo(buildings).And.GreaterThan(100));
            Assert.That(counted.GetProperty("target").GetString(), Is.EqualTo("buildings"));
            Assert.That(made.Output, Does.StartWith($"pelastus extract 001: {buildings} buildings, 4 files"));
            Assert.That(same.Output, Does.StartWith("pelastus: nothing was made: extract 001"));
            Assert.That(redrawn.Output, Does.Contain($"the same {buildings} buildings"));
            Assert.That(check.Output, Does.Not.Contain("layouts"));
            Assert.That(order.GetProperty("target").GetString(), Is.EqualTo("buildings"));
            Assert.That(order.GetProperty("units").GetInt64(), Is.EqualTo(buildings));
            Assert.That(json.RootElement.GetProperty("persons").GetInt64(), Is.Zero);
            Assert.That(orders.Rows(1, "932"), Has.Count.EqualTo(buildings));
            Assert.That(orders.Rows(1, "932").All(row =>
                row["rakennustunnus"].Length == 10 && row["kuntakoodi"] == "697" && row["tapahtuma"] == "XXX"));
            Assert.That(Codes(1), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        }

        using var zip = await ZipFile.OpenReadAsync(orders.Package(1));
        Assert.That(
            zip.Entries.Select(entry => entry.Name[..3]), Is.EquivalentTo(new[] { "dat", "931", "932", "939", "968", "969" }));
    }

    [Test]
    public async Task Every_answer_says_that_it_counts_buildings()
    {
        orders.Write("kaikki");
        var made = (await RunAsync("extract", "run", "kaikki", "--json")).AssertDone().Json[0];
        var listed = (await RunAsync("deliveries", "list", "--json")).AssertDone().Json[0];
        var redrawn = (await RunAsync("extract", "redraw", "pelastus/extract/1", "--json")).AssertDone().Json;
        var status = await RunAsync("status", "--json");
        var last = status.Json.GetProperty("permits").EnumerateArray()
            .Single(permit => permit.GetProperty("id").GetString() == "pelastus").GetProperty("last");
        foreach (var answer in new[] { made, listed, redrawn, last })
        {
            Assert.That(answer.GetProperty("target").GetString(), Is.EqualTo("buildings"), answer.ToString());
        }

        Assert.That((await RunAsync("status")).Output, Does.Match(@"pelastus +extract 001 +published +[0-9]+ b "));
    }

    [Test]
    public async Task The_list_shows_the_extracts_of_an_order_and_not_those_of_its_namesake_under_another_permit()
    {
        orders.Write("kaikki");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var order = await File.ReadAllTextAsync(Path.Combine(installation.Config, "orders", "kaikki.json"));
        var permit = await File.ReadAllTextAsync(Path.Combine(installation.Config, "permits", "pelastus.json"));
        installation.WriteConfig(
            "permits/toinen.json",
            permit.Replace("\"pelastus\"", "\"toinen\"", StringComparison.Ordinal).Replace("PELASTUS", "TOINEN", StringComparison.Ordinal)
                .Replace("pelastuslaitos", "toinenlaitos", StringComparison.Ordinal));
        installation.WriteConfig("orders/kaikki.json", order.Replace("\"pelastus\"", "\"toinen\"", StringComparison.Ordinal));
        var listed = (await RunAsync("extract", "list", "--json")).AssertDone().Json[0];
        Assert.That(listed.GetProperty("extracts").GetArrayLength(), Is.Zero);
        Assert.That((await RunAsync("extract", "list")).AssertDone().Output, Does.Not.Contain("001"));
    }

    [Test]
    public async Task Buildings_that_are_gone_are_in_an_extract_only_when_a_criterion_names_their_state()
    {
        orders.Write("kaikki");
        orders.Write("myos-puretut", """{ "inUse": ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] }""");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var gone = orders.Rows(1, "932").Take(7).Select(row => row["rakennustunnus"]).ToList();
        await ImportAsync(gone.Select(code => Record(code, """{"ryhma":"939","muutos":"3","kayttotila":"07"}""")));
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        (await RunAsync("extract", "run", "myos-puretut")).AssertDone();
        orders.Write("puretut", Gone);
        (await RunAsync("extract", "run", "puretut")).AssertDone();
        orders.Write("silloin", Gone, asOf: "1");
        (await RunAsync("extract", "run", "silloin")).AssertFailed(ExitCode.Usage, "fewer than 5 buildings fit");

        Assert.That(Codes(2), Is.EqualTo(Codes(1).Except(gone)));
        Assert.That(Codes(3), Is.EquivalentTo(Codes(1)));
        Assert.That(Codes(4), Is.EquivalentTo(gone));
    }

    [Test]
    public async Task An_extract_of_an_old_key_is_the_one_that_was_made_then()
    {
        var key = (await RunAsync("register", "status", "--json")).AssertDone().Json.GetProperty("journalKey").GetInt64();
        orders.Write("silloin", asOf: $"{key}", groups: "\"932\", \"939\", \"968\"");
        (await RunAsync("extract", "run", "silloin")).AssertDone();
        await ImportAsync(Codes(1).Take(20).Select(code => Record(code, """{"ryhma":"939","muutos":"3","kayttotila":"05"}""")));
        (await RunAsync("extract", "run", "silloin", "--again")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/1")).AssertDone();

        Assert.That(orders.Rows(2, "939"), Is.EqualTo(orders.Rows(1, "939")));
        Assert.That(orders.Rows(2, "968"), Is.EqualTo(orders.Rows(1, "968")));
    }

    [Test]
    public async Task A_sample_of_buildings_has_its_size_and_is_drawn_again()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        orders.Write("otos", sample: """{ "size": 30, "series": "s", "strata": "municipality" }""");
        (await RunAsync("extract", "run", "otos")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/1")).AssertDone();
        Assert.That(Codes(1), Has.Length.EqualTo(30).And.Unique);
    }

    [Test]
    public async Task An_order_of_dwellings_has_each_dwelling_once_and_no_business_premises()
    {
        orders.WritePermit("\"buildings\", \"dwellings\"");
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        orders.Write("talot");
        orders.Write("asunnot", groups: "\"932\", \"968\"", target: "dwellings");
        orders.Write("otos", groups: "\"968\"", target: "dwellings", sample: """{ "size": 40, "series": "s", "strata": "municipality" }""");
        (await RunAsync("extract", "run", "talot")).AssertDone();
        var counted = (await RunAsync("extract", "preview", "asunnot", "--json")).AssertDone().Json;
        var made = (await RunAsync("extract", "run", "asunnot")).AssertDone();
        (await RunAsync("extract", "run", "otos")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/2")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/3")).AssertDone();
        (await RunAsync("check", Directory.GetFiles(orders.Download, "*_002.json").Single())).AssertDone();

        var dwellings = orders.Rows(1, "968").Where(row => row["huoneistotyyppi"] == "01").Select(row => row["huoneistotunnus"]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counted.GetProperty("persons").GetInt64(), Is.EqualTo(dwellings.Count));
            Assert.That(made.Output, Does.StartWith($"pelastus extract 002: {dwellings.Count} dwellings"));
            Assert.That(orders.Rows(2, "968").Select(row => row["huoneistotunnus"]), Is.EqualTo(dwellings).And.Unique);
            Assert.That(orders.Rows(2, "968").Select(row => row["rakennustunnus"]).Distinct(), Is.EqualTo(Codes(2)));
            Assert.That(orders.Rows(3, "968").Select(row => row["huoneistotunnus"]), Is.SubsetOf(dwellings).And.Unique);
            Assert.That(orders.Rows(3, "968"), Has.Count.EqualTo(40));
        }
    }

    [Test]
    public async Task Every_form_but_fixed_width_has_buildings_and_no_table_of_persons()
    {
        orders.Write("kaikki", formats: "\"csv\", \"jsonl\", \"parquet\", \"xlsx\"");
        var made = (await RunAsync("extract", "run", "kaikki", "--json")).AssertDone().Json[0];
        var check = (await RunAsync("check", Directory.GetFiles(orders.Download, "*_001.json").Single())).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/1")).AssertDone();
        var lines = await File.ReadAllLinesAsync(Directory.GetFiles(orders.Download, "*_001.jsonl").Single());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.GetProperty("files").GetArrayLength(), Is.EqualTo(7), made.ToString());
            Assert.That(lines, Has.Length.EqualTo(made.GetProperty("records").GetInt64()));
            Assert.That(lines[0], Does.StartWith("{\"rakennustunnus\":\"" + Codes(1)[0]).And.Not.Contain("\"hetu\""));
            Assert.That(check.Output, Does.Contain("jsonl: json").And.Not.Contain("henkilot"));
        }

        using var book = await ZipFile.OpenReadAsync(Directory.GetFiles(orders.Download, "*_001.xlsx").Single());
        using var names = new StreamReader(await book.GetEntry("xl/workbook.xml")!.OpenAsync());
        Assert.That(await names.ReadToEndAsync(), Does.Contain("932_sijaintikunta").And.Not.Contain("henkilot"));
    }

    private static string Record(string code, string group) =>
        $$"""{"rakennustunnus":"{{code}}","tapahtuma":"XRA","rekisterointipv":"20261116","muutostyyppi":"0","rooli":"1","ryhmat":[{{group}}]}""";

    private async Task ImportAsync(IEnumerable<string> records)
    {
        var file = installation.In("muutokset.jsonl");
        await File.WriteAllLinesAsync(file, records);
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private string[] Codes(int number) => [.. orders.Rows(number, "932").Select(row => row["rakennustunnus"])];

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);
}
