using System.IO.Compression;
using System.Text.Json;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Records.Identity;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Repeated extracts of buildings and dwellings name what is in them no more.</summary>
public sealed class BuildingRemovalTests
{
    private TestInstallation installation = null!;
    private BuildingOrders orders = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new BuildingOrders(installation);
        orders.WritePermit("\"buildings\", \"dwellings\"", BuildingOrders.AllGroups + ", \"971\"");
        await installation.FillAsync(300);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_building_that_was_demolished_renumbered_or_left_the_area_is_named_once_and_a_sold_one_is_not()
    {
        orders.Write("kaikki", formats: "\"csv\", \"xlsx\", \"parquet\"");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var first = Codes(1);
        var sold = orders.Rows(1, "969").First(row => row["henkilotunnus"].Length > 0 && !first.Take(12).Contains(row["rakennustunnus"]));
        await ImportAsync(
            Record(first[2], """{"ryhma":"939","muutos":"3","kayttotila":"07"}"""),
            Renumbered(first[5], NewCode),
            Record(first[11], """{"ryhma":"932","muutos":"3","kuntakoodi":"091"}"""),
            Record(
                sold["rakennustunnus"],
                """{"ryhma":"969","muutos":"1","omistajalaji":"05","y_tunnus":"0000000-0","alkupv":"20261101"}"""));
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();

        string[] gone = [first[2], first[5], first[11]];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(HasRemoved(1), Is.False, "the first has no such table");
            Assert.That(Removed(2), Is.EqualTo(gone));
            Assert.That(Codes(2), Is.EqualTo(first.Except(gone).Append(NewCode).Order(StringComparer.Ordinal)));
            Assert.That(Removed(3), Is.Empty);
            Assert.That((Previous(1), Previous(2), Previous(3)), Is.EqualTo(((int?)null, (int?)1, (int?)2)));
        }

        (await RunAsync("extract", "redraw", "pelastus/extract/2")).AssertDone();
        (await RunAsync("check", File("002.json"))).AssertDone();
        (await RunAsync("deliveries", "verify")).AssertDone();
        (await RunAsync("audit", "verify")).AssertDone();
        await using var parquet = await ZipFile.OpenReadAsync(File("002.parquet.zip"));
        Assert.That(parquet.Entries.Select(entry => entry.Name), Has.One.EqualTo("poistuneet.parquet"));
        await using var book = await ZipFile.OpenReadAsync(File("002.xlsx"));
        using var names = new StreamReader(await book.GetEntry("xl/workbook.xml")!.OpenAsync());
        Assert.That(await names.ReadToEndAsync(), Does.Contain("name=\"poistuneet\""));
        using var package = new StreamReader((await ZipFile.OpenReadAsync(orders.Package(2))).GetEntry("datapackage.json")!.Open());
        using var described = JsonDocument.Parse(await package.ReadToEndAsync());
        var table = described.RootElement.GetProperty("resources").EnumerateArray()
            .Single(resource => resource.GetProperty("name").GetString() == "poistuneet");
        Assert.That(table.GetProperty("schema").GetProperty("fields")[0].GetProperty("name").GetString(), Is.EqualTo("rakennustunnus"));
        Assert.That(table.GetProperty("rows").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task Dwellings_are_named_by_building_and_id_and_not_at_all_where_their_ids_are_not_delivered()
    {
        orders.Write("asunnot", groups: "\"932\", \"968\"", target: "dwellings");
        orders.Write("tunnuksitta", groups: """{ "group": "968", "fields": ["huoneistotyyppi"] }""", target: "dwellings");
        (await RunAsync("extract", "run", "asunnot")).AssertDone();
        (await RunAsync("extract", "run", "tunnuksitta")).AssertDone();
        var before = Dwellings(1);
        var (demolished, renumbered) = (before[4].Building, before[9].Building);
        await ImportAsync(
            Record(demolished, """{"ryhma":"939","muutos":"3","kayttotila":"06"}"""), Renumbered(renumbered, NewCode));
        (await RunAsync("extract", "run", "asunnot", "--again")).AssertDone();
        (await RunAsync("extract", "run", "tunnuksitta", "--again")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/3")).AssertDone();

        var removed = orders.Rows(3, "poistuneet.csv").Select(row => (row["rakennustunnus"], row["huoneistotunnus"])).ToList();
        Assert.That(removed, Is.EquivalentTo(before.Where(one => one.Building == demolished || one.Building == renumbered)));
        Assert.That(Dwellings(3).Except(before).Select(one => one.Building).Distinct(), Is.EqualTo(new[] { NewCode }));
        Assert.That((HasRemoved(4), Previous(4)), Is.EqualTo((false, (int?)null)));
    }

    [Test]
    public async Task A_building_that_falls_out_because_its_owner_became_protected_is_named_as_a_demolished_one_is()
    {
        orders.Write("yhteystiedot", groups: "\"971\"");
        orders.Write("omistajat", groups: "\"932\", \"969\"");
        (await RunAsync("extract", "run", "yhteystiedot")).AssertDone();
        (await RunAsync("extract", "run", "omistajat")).AssertDone();
        var owners = orders.Rows(2, "969").Where(row => row["henkilotunnus"].Length > 0).ToLookup(row => row["henkilotunnus"]);
        var alone = owners.First(owned => owned.Count() == 1 && owned.All(row =>
            orders.Rows(2, "969").Count(other => other["rakennustunnus"] == row["rakennustunnus"]) == 1)).Single();
        var (hidden, demolished) = (alone["rakennustunnus"], orders.Rows(1, "971").Select(row => row["rakennustunnus"])
            .First(code => code != alone["rakennustunnus"]));
        await ImportAsync(Record(demolished, """{"ryhma":"939","muutos":"3","kayttotila":"07"}"""));
        await ImportLineAsync($"{alone["henkilotunnus"]}XCG202611160101|015120290101|");
        (await RunAsync("extract", "run", "yhteystiedot", "--again")).AssertDone();
        (await RunAsync("extract", "run", "omistajat", "--again")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/3")).AssertDone();

        Assert.That(Removed(3), Is.EqualTo(new[] { hidden, demolished }.Order(StringComparer.Ordinal)));
        Assert.That(Removed(4), Is.EqualTo(new[] { demolished }), "the other one has a row of the kind alone");
    }

    [Test]
    public async Task An_order_of_one_moment_one_that_reads_otherwise_and_forms_without_a_table_name_nothing()
    {
        var key = (await RunAsync("register", "status", "--json")).AssertDone().Json.GetProperty("journalKey").GetInt64();
        orders.Write("silloin", asOf: $"{key}");
        orders.Write("rivit", formats: "\"jsonl\"");
        orders.Write("kaikki");
        foreach (var order in new[] { "silloin", "rivit", "kaikki" })
        {
            (await RunAsync("extract", "run", order)).AssertDone();
        }

        orders.Write("kaikki", """{ "inUse": ["01", "02", "03", "04", "05", "09", "10", "11"] }""");
        (await RunAsync("extract", "run", "silloin", "--again")).AssertDone();
        (await RunAsync("extract", "run", "rivit", "--again")).AssertDone();
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        Assert.That(new[] { Previous(4), Previous(5), Previous(6) }, Is.All.Null);
    }

    [Test]
    public async Task A_withdrawn_extract_is_passed_over()
    {
        orders.Write("kaikki");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var first = Codes(1);
        await ImportAsync(Record(first[2], """{"ryhma":"939","muutos":"3","kayttotila":"07"}"""));
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        (await RunAsync("deliveries", "withdraw", "pelastus/extract/2", "--reason", "koe")).AssertDone();
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        Assert.That((Previous(3), Removed(3)), Is.EqualTo(((int?)1, new[] { first[2] })));
    }

    [Test]
    public async Task A_panel_names_who_left_it_also_by_a_replaced_key_and_begins_anew_without_that_key()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        orders.Write("otos", sample: """{ "size": 40, "series": "s" }""");
        (await RunAsync("extract", "run", "otos")).AssertDone();
        await ImportAsync(Record(Codes(1)[3], """{"ryhma":"939","muutos":"3","kayttotila":"07"}"""));
        (await RunAsync("extract", "run", "otos", "--again")).AssertDone();
        (await RunAsync("keys", "series", "rotate", "s")).AssertDone();
        (await RunAsync("extract", "run", "otos", "--again")).AssertDone();
        (await RunAsync("extract", "redraw", "pelastus/extract/3")).AssertDone();
        Assert.That(Removed(2), Is.EqualTo(new[] { Codes(1)[3] }));
        Assert.That(Removed(3), Is.EqualTo(Codes(2).Except(Codes(3))));

        (await RunAsync("keys", "series", "rotate", "s")).AssertDone();
        foreach (var former in Directory.GetFiles(Path.Combine(installation.Data, "series"), "s.*.key"))
        {
            System.IO.File.Delete(former);
        }

        (await RunAsync("extract", "run", "otos", "--again")).AssertDone();
        Assert.That((Previous(4), HasRemoved(4)), Is.EqualTo(((int?)null, false)));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Over_random_years_the_former_set_without_the_removed_and_with_what_is_new_is_the_set(int seed)
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        orders.Write("kaikki");
        orders.Write("oljy", """{ "any": [ { "fuel": ["01", "04"] }, { "floorArea": { "from": 120 } } ] }""");
        orders.Write("asunnot", groups: "\"931\", \"968\"", target: "dwellings");
        orders.Write("otos", sample: """{ "size": 60, "series": "s" }""");
        string[] names = ["kaikki", "oljy", "asunnot", "otos"];
        var sets = names.ToDictionary(name => name, _ => new HashSet<(string, string)>());
        var gone = 0;
        for (var round = 0; round < 4; round++)
        {
            foreach (var name in names)
            {
                var number = (await RunAsync("extract", "run", name, "--again", "--json")).AssertDone().Json[0]
                    .GetProperty("number").GetInt32();
                var now = (name == "asunnot" ? Dwellings(number) : [.. Codes(number, "931").Select(code => (code, ""))]).ToHashSet();
                var removed = round == 0 ? [] : orders.Rows(number, "poistuneet.csv")
                    .Select(row => (row["rakennustunnus"], row.GetValueOrDefault("huoneistotunnus", ""))).ToList();
                Assert.That(removed, Is.Unique.And.EquivalentTo(sets[name].Except(now)), $"{name} {round}");
                gone += removed.Count;
                sets[name] = now;
            }

            (await RunAsync("register", "simulate", "--weeks", "52", "--seed", $"{(seed * 10) + round}")).AssertDone();
            var codes = Codes(1);
            await ImportAsync(Renumbered(codes[20 + round], BuildingCode.Create(999_000_000 + round).ToString()));
        }

        Assert.That(gone, Is.GreaterThan(10));
    }

    private static string NewCode { get; } = BuildingCode.Create(999_999_000).ToString();

    private static string Record(string code, string groups) =>
        $$"""{"rakennustunnus":"{{code}}","tapahtuma":"XRA","rekisterointipv":"20261116","muutostyyppi":"0","rooli":"1","ryhmat":[{{groups}}]}""";

    private static string Renumbered(string code, string to) => Record(
        code,
        $$"""{"ryhma":"931","muutos":"3","tunnus":"{{code}}","voimassaolo":"2"},{"ryhma":"931","muutos":"1","tunnus":"{{to}}","voimassaolo":"1"}""");

    private async Task ImportAsync(params string[] records)
    {
        var file = installation.In("muutokset.jsonl");
        await System.IO.File.WriteAllLinesAsync(file, records);
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private async Task ImportLineAsync(string line)
    {
        var file = installation.In("muutokset.MTT");
        await System.IO.File.WriteAllTextAsync(file, line + "\r\n");
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private string[] Codes(int number, string group = "932") =>
        [.. orders.Rows(number, group).Select(row => row["rakennustunnus"]).Distinct()];

    private List<(string Building, string Dwelling)> Dwellings(int number) =>
        [.. orders.Rows(number, "968").Select(row => (row["rakennustunnus"], row["huoneistotunnus"]))];

    private string[] Removed(int number) => [.. orders.Rows(number, "poistuneet.csv").Select(row => row["rakennustunnus"])];

    private bool HasRemoved(int number)
    {
        using var zip = ZipFile.OpenRead(orders.Package(number));
        return zip.Entries.Any(entry => entry.Name == "poistuneet.csv");
    }

    private int? Previous(int number)
    {
        using var manifest = JsonDocument.Parse(System.IO.File.ReadAllText(File($"{number:000}.json")));
        return manifest.RootElement.GetProperty("delivery").GetProperty("order").TryGetProperty("previous", out var previous)
            ? previous.GetInt32()
            : null;
    }

    private string File(string ending) => Directory.GetFiles(orders.Download, "*_" + ending).Single();

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);
}
