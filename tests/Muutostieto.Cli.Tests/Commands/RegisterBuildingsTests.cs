using System.Security.Cryptography;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class RegisterBuildingsTests
{
    private const string House = """
        {"rakennustunnus":"900000041C","tapahtuma":"YRU","rekisterointipv":"20260105","muutostyyppi":"1","rooli":"1",
        "ryhmat":[{"ryhma":"932","muutos":"1","kuntakoodi":"697"}]}
        """;

    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Buildings_are_made_with_the_persons_unless_they_are_left_out(bool hasBuildings)
    {
        string[] left = hasBuildings ? [] : ["--no-buildings"];
        (await installation.RunAsync(["register", "create", "--municipality", "697", "--persons", "300", .. left])).AssertDone();
        var status = (await installation.RunAsync("register", "status", "--json")).AssertDone().Json;
        var check = (await installation.RunAsync("register", "check", "--json")).AssertDone().Json;
        Assert.Multiple(() =>
        {
            Assert.That(status.GetProperty("living").GetInt64(), Is.EqualTo(300));
            Assert.That(status.GetProperty("buildings").GetInt64(), hasBuildings ? Is.GreaterThan(100) : Is.Zero);
            Assert.That(
                string.Join(',', check.EnumerateObject().Select(member => member.Name)),
                Is.EqualTo("buildings,dwellings,residents,noBuilding,noDwelling,gone"));
            Assert.That(check.GetProperty("residents").GetInt64(), hasBuildings ? Is.GreaterThan(290) : Is.Zero);
        });
    }

    [Test]
    public async Task Deliveries_of_persons_are_the_same_bytes_with_buildings_as_without()
    {
        using var other = new TestInstallation();
        var (with, without) = (await DeliveriesAsync(installation), await DeliveriesAsync(other, "--no-buildings"));
        Assert.That(with.Keys, Is.EqualTo(without.Keys));
        Assert.That(with.Where(file => file.Value != without[file.Key]).Select(file => file.Key), Is.Empty);
        Assert.That(with, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_fault_in_the_layouts_of_buildings_is_named_with_all_others()
    {
        var path = Path.Combine(installation.Config, "building-groups.json");
        var whole = File.ReadAllText(path);
        File.WriteAllText(path, whole.Replace("\"code\": \"932\"", "\"code\": \"832\"", StringComparison.Ordinal));
        var check = await installation.RunAsync("config", "check");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(check.Output, Does.Contain("building-groups.json").And.Contain("group 832"));
        File.Delete(path);
        (await installation.RunAsync("config", "check")).AssertDone();
    }

    [Test]
    public async Task Residents_without_a_dwelling_are_reported_and_not_named()
    {
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "50", "--no-buildings")).AssertDone();
        var (json, csv) = (installation.In("a.jsonl"), installation.In("a.csv.zip"));
        File.WriteAllText(json, House.ReplaceLineEndings(""));
        (await installation.RunAsync("convert", json, "--to", "csv", "--out", csv)).AssertDone();
        var import = (await installation.RunAsync("register", "import", csv, "--json")).AssertDone().Json;
        Assert.That(import.GetProperty("buildings").GetInt64(), Is.EqualTo(1));

        var check = await installation.RunAsync("register", "check");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Integrity), check.ToString());
        Assert.That(check.Output, Does.Contain("name a building that the register does not have").And.Not.Match("[0-9]{6}[-+A-Y]9"));
    }

    /// <summary>The delivered files of records: manifests name journal keys, which differ.</summary>
    private static async Task<SortedDictionary<string, string>> DeliveriesAsync(TestInstallation place, params string[] left)
    {
        (await place.RunAsync(["register", "create", "--county", "20", "--persons", "900", .. left])).AssertDone();
        (await RunAtAsync("2026-01-05T02:30", "deliver", "base", TestInstallation.Permit)).AssertDone();
        (await place.RunAsync("register", "simulate", "--weeks", "5")).AssertDone();
        (await RunAtAsync("2026-02-09T02:30", "deliver", "changes", TestInstallation.Permit)).AssertDone();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(place.Download).Where(file => file.EndsWith("TT") || file.EndsWith(".zip")))
        {
            files.Add(Path.GetFileName(file), Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file))));
        }

        return files;

        Task<Outcome> RunAtAsync(string at, params string[] args) => InProcess.RunAsync([.. args, .. place.Options, "--at", at]);
    }
}
