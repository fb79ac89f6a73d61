using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A production configuration delivers neither invented persons nor to the example's recipient, and says when others may come to its data.
/// </summary>
public sealed class ProductionTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("config", "check")]
    [TestCase("batch")]
    [TestCase("serve")]
    [TestCase("deliver", "base", TestInstallation.Permit)]
    public async Task A_synthetic_register_is_refused(params string[] command)
    {
        (
            await InProcess.RunAsync(["register", "create", "--municipality", "697", "--persons", "50", .. installation.Options])
        ).AssertDone();
        installation.WriteSettings(environment: "production");
        var refused = await InProcess.RunAsync([.. command, .. installation.Options]);
        Assert.That(refused.Code, Is.EqualTo((int)ExitCode.Usage), refused.ToString());
        Assert.That(refused.Output + refused.Errors, Does.Contain("the register is synthetic"));
        Assert.That(Path.Combine(installation.Data, "ledger.db"), Does.Not.Exist);
    }

    [TestCase("config", "check")]
    [TestCase("batch")]
    [TestCase("serve")]
    [TestCase("register", "import", "none.PTT")]
    public async Task The_example_permit_is_refused(params string[] command)
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("\"demo\"", "\"production\"", StringComparison.Ordinal));
        var refused = await InProcess.RunAsync([.. command, .. installation.Options]);
        Assert.That(refused.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(refused.Output + refused.Errors, Does.Contain("is the example that comes with the program"));
    }

    [TestCase("demo", "warning", 0)]
    [TestCase("production", "error", 2)]
    public async Task A_password_of_the_feed_that_is_not_there_is_found_by_config_check(string environment, string kind, int code)
    {
        installation.WriteSettings(environment: environment);
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace(
            "\"Environment\"",
            """
            "Feed": { "type": "interface", "url": "http://127.0.0.1:1/api/v1", "user": "u", "passwordFile": "feed", "list": true },
              "Environment"
            """,
            StringComparison.Ordinal));
        var check = await InProcess.RunAsync(["config", "check", "--json", .. installation.Options]);
        using var faults = System.Text.Json.JsonDocument.Parse(check.Output);
        var found = faults.RootElement.EnumerateArray().Single(fault =>
            fault.GetProperty("file").GetString() == Path.Combine(installation.Data, "feed"));
        Assert.That(check.Code, Is.EqualTo(code), check.ToString());
        Assert.That(
            (found.GetProperty("kind").GetString(), found.GetProperty("remedy").GetString()),
            Is.EqualTo((kind, "Put the file there, or correct its owner and rights.")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_data_folder_open_to_others_is_a_warning_of_check_and_status([Values] bool isOpen)
    {
        installation.WriteSettings(environment: "production");
        Directory.CreateDirectory(installation.Data);
        File.SetUnixFileMode(
            installation.Data,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | (isOpen ? UnixFileMode.OtherRead : 0));
        var check = (await InProcess.RunAsync(["config", "check", .. installation.Options])).AssertDone();
        var status = await InProcess.RunAsync(["status", .. installation.Options]);
        Assert.That(
            (
                check.Output.Contains("open to other users", StringComparison.Ordinal),
                status.Output.Contains("open to other users", StringComparison.Ordinal)),
            Is.EqualTo((isOpen, isOpen)));
    }
}
