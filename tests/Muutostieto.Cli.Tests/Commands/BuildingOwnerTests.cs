using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Owners in extracts of buildings: by code where they may be, and else as if the register did not have them.</summary>
public sealed class BuildingOwnerTests
{
    private static readonly string[] OfPersons = ["henkilotunnus", "sukunimi", "etunimet", "syntymapv", "sukupuoli", "kansalaisuuskoodi"];

    private TestInstallation installation = null!;
    private BuildingOrders orders = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new BuildingOrders(installation);
        orders.WritePermit(purposes: "\"authority-task\", \"address-service\"");
        await installation.FillAsync(300);
        orders.Write("omistajat");
        (await RunAsync("extract", "run", "omistajat")).AssertDone();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public void An_owner_has_the_persons_own_name_and_day_of_birth_and_a_company_its_own()
    {
        var rows = orders.Rows(1, "969");
        var (persons, companies, rest) = (
            rows.Where(row => row["henkilotunnus"].Length > 0).ToList(),
            rows.Where(row => row["y_tunnus"].Length > 0).ToList(),
            rows.Where(row => row["henkilotunnus"].Length + row["y_tunnus"].Length == 0).ToList());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(persons, Has.Count.GreaterThan(50));
            Assert.That(persons.All(row => row["sukunimi"].Length > 0 && row["syntymapv"].Length == 10 && row["omistajalaji"].Length == 2));
            Assert.That(companies, Is.Not.Empty);
            Assert.That(companies.All(row => row["virallinen_nimi"].Length > 0 && OfPersons.All(field => row[field].Length == 0)));
            Assert.That(rest, Is.Not.Empty, "outside persons");
            Assert.That(rest.All(IsKindAlone));
        }
    }

    [Test]
    public async Task A_protected_owner_has_the_kind_alone_also_in_an_extract_of_before_and_the_audit_finds_only_the_others()
    {
        var key = (await RunAsync("register", "status", "--json")).AssertDone().Json.GetProperty("journalKey").GetInt64();
        orders.Write("silloin", asOf: $"{key}");
        var owner = orders.Rows(1, "969").First(row => row["henkilotunnus"].Length > 0)["henkilotunnus"];
        var asked = (await RunAsync("audit", "person", owner)).AssertDone().Output;
        Assert.That(asked, Does.Contain("pelastus extract 001").And.Contain(": 969"));
        await ImportAsync($"{owner}XCG202611160101|015120290101|\r\n");
        (await RunAsync("extract", "run", "omistajat", "--again")).AssertDone();
        (await RunAsync("extract", "run", "silloin")).AssertDone();
        orders.WritePermit(right: "true");
        (await RunAsync("extract", "run", "omistajat", "--again")).AssertDone();

        var owned = orders.Rows(1, "969").Count(row => row["henkilotunnus"] == owner);
        AssertHidden(2, owner);
        AssertHidden(3, owner);
        Assert.That(orders.Rows(4, "969").Count(row => row["henkilotunnus"] == owner), Is.EqualTo(owned), "with the right of 37 §");
        var found = (await RunAsync("audit", "person", owner)).AssertDone().Output;
        Assert.That(found, Does.Contain("extract 001").And.Contain("extract 004"));
        Assert.That(found, Does.Not.Contain("extract 002").And.Not.Contain("extract 003"));
    }

    [Test]
    public async Task A_ban_on_the_purpose_hides_an_owner_from_it_and_from_no_other()
    {
        orders.Write("osoitteet", purpose: "address-service");
        (await RunAsync("extract", "run", "osoitteet")).AssertDone();
        var owner = orders.Rows(2, "969").First(row => row["henkilotunnus"].Length > 0)["henkilotunnus"];
        await ImportAsync($"{owner}XXX202611160101|9101{"YHTEYSTIETOJEN_LUOVUTUS",-26}20261116        |\r\n");
        (await RunAsync("extract", "run", "osoitteet", "--again")).AssertDone();
        (await RunAsync("extract", "run", "omistajat", "--again")).AssertDone();
        AssertHidden(3, owner, before: 2);
        Assert.That(orders.Rows(4, "969"), Is.EqualTo(orders.Rows(1, "969")));
    }

    [Test]
    public async Task A_published_extract_is_overtaken_when_one_of_its_owners_becomes_protected_wherever_the_owner_lives()
    {
        var owner = orders.Rows(1, "969").First(row => row["henkilotunnus"].Length > 0)["henkilotunnus"];
        await ImportAsync($"{owner}XXX202611160101|2043{"091"}20261116|\r\n");
        Assert.That((await RunAsync("extract", "run", "omistajat")).AssertDone().Output, Does.Contain("nothing was made"));
        await ImportAsync($"{owner}XCG202611160101|015120290101|\r\n");
        Assert.That((await RunAsync("extract", "run", "omistajat")).AssertDone().Output, Does.StartWith("pelastus extract 002: "));
        AssertHidden(2, owner);
    }

    [Test]
    public async Task A_published_extract_is_not_overtaken_when_somebody_becomes_protected_who_owns_nothing_in_it()
    {
        installation.WritePermit();
        (await RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var owners = orders.Rows(1, "969").Select(row => row["henkilotunnus"]).ToHashSet();
        using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Directory.GetFiles(installation.Download, "*.csv.zip").Single());
        using var reader = new StreamReader(await zip.GetEntry("henkilot.csv")!.OpenAsync());
        var persons = (await reader.ReadToEndAsync()).Split("\r\n").Skip(1).Select(line => line.Split(';')[0]);
        var other = persons.First(code => !owners.Contains(code));
        await ImportAsync($"{other}XCG202611160101|015120290101|\r\n");
        Assert.That((await RunAsync("extract", "run", "omistajat")).AssertDone().Output, Does.Contain("nothing was made"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_a_sample_only_the_owners_in_it_count_and_not_those_of_the_areas_other_buildings(bool isIn)
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        var all = orders.Rows(1, "969").Select(row => row["henkilotunnus"]).Where(code => code.Length > 0).ToHashSet();
        (await RunAsync("deliveries", "withdraw", "pelastus/extract/1", "--reason", "test")).AssertDone();
        orders.Write("otos", sample: """{ "size": 40, "series": "s" }""");
        (await RunAsync("extract", "run", "otos")).AssertDone();
        var drawn = orders.Rows(2, "969").Select(row => row["henkilotunnus"]).Where(code => code.Length > 0).ToHashSet();
        await ImportAsync($"{(isIn ? drawn : all.Except(drawn)).First()}XCG202611160101|015120290101|\r\n");

        var troubles = (await RunAsync("status", "--json")).Json.GetProperty("troubles").EnumerateArray()
            .Where(trouble => trouble.GetProperty("kind").GetString() == "overtaken")
            .Select(trouble => trouble.GetProperty("message").GetString())
            .ToList();
        Assert.That(troubles, Has.Count.EqualTo(isIn ? 1 : 0));
        Assert.That(troubles, Has.All.Contain("pelastus extract 2").And.All.Contain("for a person in it"));
    }

    /// <summary>The same rows in the same order, those of the owner with the kind alone.</summary>
    private void AssertHidden(int number, string owner, int before = 1)
    {
        var (first, after) = (orders.Rows(before, "969"), orders.Rows(number, "969"));
        Assert.That(after, Has.Count.EqualTo(first.Count));
        foreach (var (was, isNow) in first.Zip(after))
        {
            Assert.That(isNow["rakennustunnus"], Is.EqualTo(was["rakennustunnus"]));
            Assert.That(isNow["omistajalaji"], Is.EqualTo(was["omistajalaji"]));
            Assert.That(was["henkilotunnus"] == owner ? IsKindAlone(isNow) : Same(was, isNow));
        }
    }

    private static bool Same(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.All(column => right[column.Key] == column.Value);

    private static bool IsKindAlone(IReadOnlyDictionary<string, string> row) =>
        row.SkipWhile(column => column.Key != "muutos").Skip(1).All(column => (column.Key == "omistajalaji") == (column.Value.Length > 0));

    private async Task ImportAsync(string line)
    {
        var file = installation.In("muutos.MTT");
        await File.WriteAllTextAsync(file, line);
        (await RunAsync("register", "import", file)).AssertDone();
    }

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);
}
