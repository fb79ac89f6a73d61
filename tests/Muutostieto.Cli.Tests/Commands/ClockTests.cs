using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// One night by a wrong clock does no harm: over a register that is not invented every run refuses to start, says how to confirm, and the
/// right nights go on.
/// </summary>
public sealed class ClockTests
{
    private const string Ahead = "2030-01-02T03:00";
    private const string NextNight = "2026-11-17T02:30";
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("batch")]
    [TestCase("deliver", "base", TestInstallation.Permit)]
    [TestCase("deliver", "changes", TestInstallation.Permit)]
    public async Task No_run_starts_by_a_clock_that_is_years_ahead_and_the_right_night_goes_on(params string[] run)
    {
        await DeliveredAsync();
        var register = TestInstallation.Contents(installation.Data).Where(file => file.Key == "register.db").ToList();
        (await AtAsync(Ahead, run)).AssertFailed(ExitCode.Error, "clock", "2030-01-02", "--clock-ok");
        var status = await AtAsync(Ahead, "status", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Json.GetProperty("healthy").GetBoolean(), Is.False);
            Assert.That(
                status.Json.GetProperty("troubles").EnumerateArray().Select(alert => alert.GetProperty("kind").GetString()),
                Does.Contain("clock"));
            Assert.That(TestInstallation.Contents(installation.Data).Where(file => file.Key == "register.db"), Is.EqualTo(register));
        }

        (await AtAsync(NextNight, "batch")).AssertDone();
        (await AtAsync(NextNight, "status")).AssertDone();
    }

    [Test]
    public async Task A_clock_that_is_behind_stops_runs_until_it_is_confirmed_once()
    {
        await DeliveredAsync();
        (await AtAsync("2026-10-01T02:30", "batch")).AssertFailed(ExitCode.Error, "clock", "--clock-ok");

        // The import is dated after the clock that was confirmed: runs go on, and an alert says so until the next import.
        (await AtAsync("2026-10-01T02:30", "batch", "--clock-ok")).AssertFailed(ExitCode.Overdue, "later than the clock says");
        (await AtAsync("2026-10-02T02:30", "batch")).AssertFailed(ExitCode.Overdue, "later than the clock says");
        (await AtAsync(NextNight, "batch")).AssertFailed(ExitCode.Error, "clock");
    }

    [Test]
    public async Task Over_a_synthetic_register_a_run_only_warns()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var later = await AtAsync("2027-01-18T02:30", "batch");
        Assert.That(
            (later.Code is (int)ExitCode.Done or (int)ExitCode.Overdue, later.Errors),
            Is.EqualTo((true, later.Errors)),
            later.ToString());
        Assert.That(later.Errors, Does.Contain("Clock: ").And.Contain("synthetic"));
    }

    /// <summary>A register that was imported, and its first delivery.</summary>
    private async Task DeliveredAsync()
    {
        using (var source = new TestInstallation())
        {
            await source.FillAsync(20);
            (await source.RunAsync("batch")).AssertDone();
            (await installation.RunAsync("register", "import", Path.Combine(source.Download, TestInstallation.Stem + ".PTT"))).AssertDone();
        }

        (await installation.RunAsync("batch")).AssertDone();
    }

    private Task<Outcome> AtAsync(string at, params string[] args) => InProcess.RunAsync([.. args, .. installation.Options, "--at", at]);
}
