using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts whose content is a package of the configuration.</summary>
public sealed class ExtractPackageTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        installation.WriteConfig(
            "permits/tutkimus.json",
            """
            {
              "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "validTo": "2027-12-31",
              "customerNumber": "38950", "registerName": "TUTKIMUS", "area": { "county": "20" },
              "orders": { "purposes": ["statistics"], "groups": ["002", "003", "004", "101", "103", "204", "452", "901"],
                "targets": ["persons"] },
              "drop": "default"
            }
            """);
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        await installation.FillAsync(200);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("henkilot-perus", "002", "003", "004", "204", "452", "901")]
    [TestCase("henkilot-osoite", "002", "003", "004", "101", "103", "204", "452", "901")]
    public async Task A_package_gives_the_tables_of_its_groups(string package, params string[] groups)
    {
        WriteOrder(package);
        (await installation.RunAsync("extract", "run", "perus")).AssertDone();
        Assert.That(Tables("001"), Is.EqualTo(groups));
    }

    [Test]
    public async Task A_package_changed_later_is_another_order_and_the_extract_from_before_can_be_drawn_again()
    {
        WriteOrder("henkilot-perus");
        (await installation.RunAsync("extract", "run", "perus")).AssertDone();
        var file = Path.Combine(installation.Config, "packages", "henkilot-perus.json");
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(file)).Replace("\"002\",", "", StringComparison.Ordinal));
        (await installation.RunAsync("config", "check")).AssertDone();

        Assert.That((await installation.RunAsync("extract", "run", "perus")).AssertDone().Output, Does.StartWith("tutkimus extract 002: "));
        File.Delete(file);
        File.Delete(Path.Combine(installation.Config, "orders", "perus.json"));
        (await installation.RunAsync("extract", "redraw", "tutkimus/extract/1")).AssertDone();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Tables("001"), Does.Contain("002"));
            Assert.That(Tables("002"), Does.Not.Contain("002"));
        }
    }

    [Test]
    public async Task A_package_beyond_the_permit_stops_everything_and_names_the_line()
    {
        WriteOrder("henkilot-perus");
        var permit = Path.Combine(installation.Config, "permits", "tutkimus.json");
        await File.WriteAllTextAsync(permit, (await File.ReadAllTextAsync(permit)).Replace("\"901\"", "\"903\"", StringComparison.Ordinal));
        Assert.That((await installation.RunAsync("config", "check")).Code, Is.EqualTo((int)ExitCode.Usage));
        (await installation.RunAsync("extract", "run", "perus"))
            .AssertFailed(ExitCode.Usage, "perus.json:2", "has the group 901, which is outside of the permit", "Choose another package");
    }

    private string[] Tables(string number)
    {
        var download = Path.Combine(installation.Data, "drop", "yliopisto", "download");
        using var zip = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(download, $"*_{number}.csv.zip").Single());
        return
        [
            .. zip.Entries.Where(entry => char.IsAsciiDigit(entry.Name[0])).Select(entry => entry.Name[..3]).Order(StringComparer.Ordinal),
        ];
    }

    private void WriteOrder(string package) => installation.WriteConfig(
        "orders/perus.json",
        $$"""
        { "id": "perus", "permit": "tutkimus", "purpose": "statistics",
          "content": { "package": "{{package}}" } }
        """);
}
