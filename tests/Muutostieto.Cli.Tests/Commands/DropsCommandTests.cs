using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Trying out drops of folders; those of servers are tried out in the integration tests.</summary>
public sealed class DropsCommandTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task The_list_says_for_whom_each_drop_is()
    {
        var text = (await installation.RunAsync("drops", "list")).AssertDone().Output;
        Assert.That(text.Split('\n')[0], Does.Match("^DROP +TYPE +RECIPIENTS$"));
        Assert.That(text, Does.Match($"(?m)^default +directory +{TestInstallation.Recipient}$"));
        var json = (await installation.RunAsync("drops", "list", "--json")).AssertDone().Json;
        Assert.That(json[0].GetProperty("recipients")[0].GetString(), Is.EqualTo(TestInstallation.Recipient));
    }

    [Test]
    public async Task A_drop_that_the_first_delivery_makes_is_ready_and_is_not_made()
    {
        Directory.CreateDirectory(installation.Data);
        var outcome = (await installation.RunAsync("drops", "test")).AssertDone();
        Assert.That(outcome.Output, Does.Contain("the first delivery makes it").And.Contain("1 folder tried out: 1 ready, 0 failed."));
        Assert.That(Directory.GetFileSystemEntries(installation.Data), Is.Empty);
    }

    [Test]
    public async Task A_drop_with_deliveries_stays_as_it_was()
    {
        await installation.FillAsync();
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var before = TestInstallation.Contents(installation.Download);

        var json = (await installation.RunAsync("drops", "test", "default", "--json")).AssertDone().Json;

        Assert.That(json[0].GetProperty("ready").GetBoolean());
        Assert.That(
            json[0].GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("what").GetString()),
            Is.EqualTo(new[] { "folder", "upload", "room", "writing", "clock" }));
        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(before));
    }

    [Test]
    public async Task A_drop_that_is_not_mounted_or_not_writable_fails_and_the_check_of_the_configuration_says_so_too()
    {
        var drop = installation.In("mounted later");
        installation.WriteDirectoryDrop(drop);
        await AssertNotReadyAsync(drop, "is missing, expected it to be there", "Make it or mount it");
        Assert.That(drop, Does.Not.Exist);

        // No user, not even root, can make files there.
        installation.WriteDirectoryDrop("/sys");
        await AssertNotReadyAsync("/sys", "not writable", "Give it the right");
    }

    [Test]
    public async Task What_is_no_drop_or_no_recipient_is_refused_with_what_there_is()
    {
        (await installation.RunAsync("drops", "test", "tietoevry")).AssertFailed(ExitCode.Usage, "tietoevry", "default");
        (await installation.RunAsync("drops", "test", "--recipient", "../other")).AssertFailed(ExitCode.Usage, "../other");
        File.Delete(Path.Combine(installation.Config, "permits", TestInstallation.Permit + ".json"));
        (await installation.RunAsync("drops", "test")).AssertFailed(ExitCode.Usage, "No permit uses a drop", "--recipient");
        Directory.CreateDirectory(installation.Data);
        (await installation.RunAsync("drops", "test", "--recipient", "some")).AssertDone();
    }

    [Test]
    public async Task Keys_that_a_drop_needs_are_missing_before_anything_connects()
    {
        var settings = File.ReadAllText(Path.Combine(installation.Config, "appsettings.json"));
        installation.WriteConfig(
            "appsettings.json",
            settings.Replace(
                "\"type\": \"directory\", \"path\": \"drop\"",
                "\"type\": \"sftp\", \"host\": \"127.0.0.1\", \"port\": 1, \"user\": \"u\", \"privateKeyFile\": \"keys/id\", "
                    + "\"knownHostsFile\": \"keys/known\"",
                StringComparison.Ordinal));
        var check = await installation.RunAsync("config", "check");
        Assert.That(
            check.Output, Does.Contain("drop default: warning: knownHostsFile").And.Contain("is missing").And.Contain("Put it there"));
        (await installation.RunAsync("drops", "test")).AssertNotReady(ExitCode.Usage, "knownHostsFile");
        var both = await installation.RunAsync("config", "check", "--drops");
        Assert.That(both.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(both.Output.Split('\n').Count(line => line.Contains("knownHostsFile")), Is.EqualTo(1), both.Output);
    }

    private async Task AssertNotReadyAsync(params string[] words)
    {
        Directory.CreateDirectory(installation.Data);
        (await installation.RunAsync("drops", "test")).AssertNotReady(ExitCode.Error, words);
        var check = await installation.RunAsync("config", "check", "--drops");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(words, Is.All.Matches<string>(word => check.Output.Contains(word!, StringComparison.Ordinal)), check.Output);
        (await installation.RunAsync("config", "check")).AssertDone();
    }
}
