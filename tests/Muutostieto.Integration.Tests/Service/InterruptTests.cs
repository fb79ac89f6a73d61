using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Service;

/// <summary>Commands that are stopped by Ctrl+C or by a supervisor.</summary>
[Platform(Exclude = "Win")]
[Parallelizable(ParallelScope.Self)]
public sealed class InterruptTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("INT", (int)ExitCode.Interrupted)]
    [TestCase("TERM", (int)ExitCode.TryAgainLater)]
    public async Task A_register_that_is_being_made_is_undone(string signal, int code)
    {
        using var process = Start("register", "create", "--municipality", "091");
        var ending = ProgramProcess.EndOfAsync(process);
        await UntilAsync(() => Directory.Exists(installation.Data) && Directory.GetFiles(installation.Data, "register*").Length > 0);
        await SendAsync(process, signal);
        (await ending).AssertFailed((ExitCode)code, "stopped. What was not finished is undone: call the command again.");
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
    }

    [Test]
    public async Task What_a_batch_has_begun_is_finished_by_the_next()
    {
        (await installation.RunAsync("register", "create", "--municipality", "205", "--persons", "30000")).AssertDone();
        using var process = Start("batch");
        var ending = ProgramProcess.EndOfAsync(process);
        var outbox = Path.Combine(installation.Data, "outbox", TestInstallation.Permit);
        await UntilAsync(() => Directory.Exists(outbox) && Directory.GetFileSystemEntries(outbox).Length > 0);
        await SendAsync(process, "INT");
        (await ending).AssertFailed(ExitCode.Interrupted, "stopped. What was begun is finished by the next run.");

        (await installation.RunAsync("batch")).AssertDone();
        var ledger = (await installation.RunAsync("deliveries", "list", "--json")).AssertDone().Json;
        Assert.That(ledger.GetArrayLength(), Is.EqualTo(1));
        Assert.That(ledger[0].GetProperty("state").GetString(), Is.EqualTo("published"));
        (await installation.RunAsync("deliveries", "verify")).AssertDone();
    }

    /// <summary>Also where Ctrl+C is ignored, as of what a script starts in the background.</summary>
    private System.Diagnostics.Process Start(params string[] args) => ProgramProcess.StartIn(
        ["env", "--default-signal=INT"], [.. args, .. installation.Options, "--at", TestInstallation.At]);

    private static async Task SendAsync(System.Diagnostics.Process process, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(since), Is.LessThan(TimeSpan.FromMinutes(2)));
            await Task.Delay(10);
        }
    }
}
