using System.IO.Compression;
using System.Text;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The packages of buildings without persons: the open address file, and the basic data.</summary>
public sealed class OpenAddressExtractTests
{
    private TestInstallation installation = null!;
    private WasteOrders orders = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new WasteOrders(installation);
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "200", "--seed", "5")).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task The_address_file_has_the_sixteen_fields_of_each_address_in_Latin_1()
    {
        orders.Write("osoitteet", "avoimet-osoitteet", formats: "\"opt\", \"csv\"");
        var number = await RunAsync("osoitteet");
        var file = await File.ReadAllBytesAsync(Directory.GetFiles(orders.Download, $"*_{number:000}.OPT").Single());
        var lines = Encoding.Latin1.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var rows = orders.Rows(number, "osoitteet").Select(row => string.Join(';', row.Values));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Is.EqualTo(rows), "the same rows as in CSV");
            Assert.That(lines, Has.Length.GreaterThan(100));
            Assert.That(lines.Select(line => line.Count(letter => letter == ';')), Is.All.EqualTo(15));
            Assert.That(lines.Select(line => line.Split(';')[1..3]), Is.All.EqualTo(new[] { "697", "18" }), "Ristijärvi is in Kainuu");
            Assert.That(lines.Select(line => line.Split(';')[3]).Distinct(), Is.EquivalentTo(new[] { "1", "2" }));
            Assert.That(lines, Has.All.EndsWith(";2026-11-16"));
            Assert.That(lines, Has.Some.Contains("ä"));
        }

        (await installation.RunAsync("check", Directory.GetFiles(orders.Download, $"*_{number:000}.json").Single())).AssertDone();
    }

    [Test]
    public async Task The_basic_data_of_buildings_have_no_owner_and_no_dwelling()
    {
        orders.Write("perus", "rakennukset-perus");
        var number = await RunAsync("perus");
        using var zip = await ZipFile.OpenReadAsync(Directory.GetFiles(orders.Download, $"*_{number:000}.csv.zip").Single());
        var groups = zip.Entries.Select(entry => entry.Name[..3]).Where(group => group != "dat").Order();
        Assert.That(groups, Is.SubsetOf(new[]
        {
            "931", "932", "933", "934", "935", "936", "937", "938", "939", "940", "941", "942", "943", "944", "948", "949",
        }).And.Contains("932").And.Contains("937"));
    }

    [TestCase("jatehuoltopoiminta", "\"opt\"", "gives a table, which the form \"opt\" cannot hold")]
    [TestCase("avoimet-osoitteet", "\"jsonl\"", "gives a table, which the form \"jsonl\" cannot hold")]
    [TestCase("rakennukset-perus", "\"opt\"", "the form \"opt\" is of addresses")]
    public async Task A_form_that_cannot_hold_the_package_is_refused_with_its_place(string package, string formats, string message)
    {
        orders.Write("vaara", package, formats: formats);
        try
        {
            var check = await installation.RunAsync("config", "check");
            Assert.That((ExitCode)check.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(check.Output, Does.Contain("vaara.json:").And.Contain("formats: ").And.Contain(message));
        }
        finally
        {
            File.Delete(Path.Combine(installation.Config, "orders", "vaara.json"));
        }
    }

    [TestCase("""{ "inUse": ["01"] }""", "where.inUse[0]")]
    [TestCase("""{ "all": [ { "not": { "inUse": ["03", "05"] } } ] }""", "where.all[0].not.inUse[1]")]
    public async Task Residents_are_not_ordered_of_buildings_chosen_by_whether_they_are_lived_in(string where, string path)
    {
        orders.Write("vaara", where: where);
        try
        {
            var check = await installation.RunAsync("config", "check");
            Assert.That((ExitCode)check.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(check.Output, Does.Contain(path + ": ").And.Contain("would show where hidden persons live"));
        }
        finally
        {
            File.Delete(Path.Combine(installation.Config, "orders", "vaara.json"));
        }
    }

    [Test]
    public async Task An_order_of_a_package_that_cannot_be_read_is_not_judged_by_its_forms()
    {
        orders.Write("vaara", "avoimet-osoitteet", formats: "\"opt\"");
        installation.WriteConfig("packages/rikki.json", "{");
        try
        {
            var check = await installation.RunAsync("config", "check");
            Assert.That(check.Output, Does.Contain("rikki.json").And.Not.Contain("vaara.json"));
        }
        finally
        {
            File.Delete(Path.Combine(installation.Config, "packages", "rikki.json"));
            File.Delete(Path.Combine(installation.Config, "orders", "vaara.json"));
        }
    }

    private async Task<int> RunAsync(string order) =>
        (await installation.RunAsync("extract", "run", order, "--json")).AssertDone().Json[0].GetProperty("number").GetInt32();
}
