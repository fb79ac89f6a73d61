using System.Text.Json.Nodes;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A configuration that cannot be used stops the program before it touches anything, and the next run carries on.</summary>
public sealed class BadConfigurationTests
{
    private TestInstallation installation = null!;
    private string ledger = "";

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        ledger = await installation.LedgerAsync();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("\"format\": 1", "\"format\": 2", "format: 2, but this program knows format 1")]
    [TestCase("\"format\": 1", "\"format\": 1 1", "tietoryhmat.json:")]
    public async Task A_fault_of_the_interface_mapping_is_reported_with_its_place(string old, string text, string reported)
    {
        var path = Path.Combine(installation.Config, "tietoryhmat.json");
        var mapping = File.ReadAllText(path);
        Assert.That(mapping, Does.Contain(old));
        File.WriteAllText(path, mapping.Replace(old, text, StringComparison.Ordinal));
        var check = await installation.RunAsync("config", "check");
        Assert.That(check.Code, Is.EqualTo(2));
        Assert.That(check.Output, Does.Contain("tietoryhmat.json: ").And.Contain(reported).And.Contain("1 error, 0 warnings"));
        File.Delete(path);
        Assert.That((await installation.RunAsync("config", "check")).AssertDone().Output, Does.Contain("nothing is wrong"));
    }

    [TestCase("appsettings.json")]
    [TestCase("groups.json")]
    [TestCase("permits/kainuu-laajat.json")]
    [TestCase("products/laajat.json")]
    [TestCase("reference/municipalities.json")]
    public async Task A_half_written_file_is_named(string file)
    {
        var path = Path.Combine(installation.Config, file);
        var whole = File.ReadAllText(path);
        await AssertRefusedAsync(file, () => File.WriteAllText(path, whole[..(whole.Length / 2)]), () => File.WriteAllText(path, whole));
    }

    [TestCase("appsettings.json")]
    [TestCase("groups.json")]
    [TestCase("permits/kainuu-laajat.json")]
    [TestCase("products/laajat.json")]
    [TestCase("reference/counties.json")]
    public async Task A_file_that_cannot_be_read_is_named(string file)
    {
        // A link to itself: unreadable for every user, root included.
        var path = Path.Combine(installation.Config, file);
        var whole = File.ReadAllText(path);
        await AssertRefusedAsync(
            file,
            () =>
            {
                File.Delete(path);
                File.CreateSymbolicLink(path, path);
            },
            () =>
            {
                File.Delete(path);
                File.WriteAllText(path, whole);
            });
    }

    [TestCase("appsettings.json")]
    [TestCase("groups.json")]
    [TestCase("reference/counties.json")]
    public async Task A_folder_in_the_place_of_a_file_is_named(string file)
    {
        var path = Path.Combine(installation.Config, file);
        var whole = File.ReadAllText(path);
        await AssertRefusedAsync(
            file,
            () =>
            {
                File.Delete(path);
                Directory.CreateDirectory(path);
            },
            () =>
            {
                Directory.Delete(path);
                File.WriteAllText(path, whole);
            });
    }

    [Test]
    public async Task Layouts_that_overlap_are_named_all_at_once()
    {
        var path = Path.Combine(installation.Config, "groups.json");
        var whole = File.ReadAllText(path);
        var broken = JsonNode.Parse(
            whole,
            documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true }
        )!;
        GroupOf("004")["fields"]![1]!["at"] = 95;
        GroupOf("204")["fields"]![1]!["length"] = 9;
        await AssertRefusedAsync(
            ["groups.json", "004", "204"],
            () => File.WriteAllText(path, broken.ToJsonString()),
            () => File.WriteAllText(path, whole));

        JsonNode GroupOf(string code) => broken["groups"]!.AsArray().First(group => group!["code"]!.GetValue<string>() == code)!;
    }

    [Test]
    public async Task All_that_is_wrong_is_reported_at_once_and_config_check_agrees()
    {
        installation.WritePermit(product: "laajatt", drop: "tietoevryy");
        installation.WriteSettings(""" "default": { "type": "directry", "path": "../drop" } """);

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Usage, "laajatt", "tietoevryy", "directry");
        var check = await installation.RunAsync("config", "check");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(
            check.Output,
            Does.Contain("laajatt").And.Contain("tietoevryy").And.Contain("directry").And.Contain($"{TestInstallation.Permit}.json:6"));
    }

    [Test]
    public async Task A_configuration_that_is_not_there_is_named() =>
        (await InProcess.RunAsync("batch", "--config", installation.In("none"), "--data", installation.Data)).AssertFailed(
            ExitCode.Usage,
            installation.In("none"),
            "--config");

    [Test]
    public async Task The_shipped_configuration_is_in_order() =>
        Assert.That(
            (await InProcess.RunAsync("config", "check", "--config", Path.Combine(Repository.Root, "config"))).AssertDone().Output,
            Does.Contain("nothing is wrong"));

    private Task AssertRefusedAsync(string file, Action breaking, Action mending) => AssertRefusedAsync([file], breaking, mending);

    private async Task AssertRefusedAsync(string[] words, Action breaking, Action mending)
    {
        breaking();
        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Usage, words);
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(ExitCode.Usage, words);
        Assert.That((await installation.RunAsync("config", "check")).Code, Is.EqualTo((int)ExitCode.Usage));
        mending();
        Assert.That(await installation.LedgerAsync(), Is.EqualTo(ledger));
        Assert.That(installation.Download, Does.Not.Exist);
        await installation.AssertCarriesOnAsync();
    }
}
