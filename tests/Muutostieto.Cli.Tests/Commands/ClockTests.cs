using System.Text;
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

        // The import is dated after the clock that was confirmed: when it was is not known, and an alert says so until the next import.
        (await AtAsync("2026-10-01T02:30", "batch", "--clock-ok")).AssertFailed(ExitCode.Overdue, "no import of a known time");
        (await AtAsync("2026-10-02T02:30", "batch")).AssertFailed(ExitCode.Overdue, "no import of a known time");
        (await AtAsync(NextNight, "batch")).AssertFailed(ExitCode.Error, "clock");
    }

    /// <summary>Every command that dates what it does, under a clock that is behind and under one that is years ahead.</summary>
    [Test, Pairwise]
    public async Task A_fed_register_stops_and_a_synthetic_one_warns(
        [Values("batch", "deliver base", "deliver changes", "register import")] string command,
        [Values("2026-10-01T02:30", Ahead)] string at,
        [Values] bool isFed)
    {
        if (isFed)
        {
            await DeliveredAsync();
        }
        else
        {
            await installation.FillAsync();
            (await installation.RunAsync("batch")).AssertDone();
        }

        string[] run = [.. command.Split(' '), .. Argument(command)];
        var before = Stored();
        var done = await AtAsync(at, run);
        if (!isFed)
        {
            Assert.That(done.Errors, Does.Contain("Clock: ").And.Contain("synthetic"), done.ToString());
            Assert.That((ExitCode)done.Code, Is.AnyOf(ExitCode.Done, ExitCode.Overdue), done.ToString());
            return;
        }

        var which = command == "register import" ? "register import FILE --clock-ok" : "batch --clock-ok";
        done.AssertFailed(ExitCode.Error, "clock", at[..10], which);
        Assert.That(Stored(), Is.EqualTo(before));
        var confirmed = await AtAsync(at, [.. run, "--clock-ok"]);
        Assert.That((ExitCode)confirmed.Code, Is.AnyOf(ExitCode.Done, ExitCode.Overdue), confirmed.ToString());
    }

    [TestCase("feed", "run")]
    [TestCase("feed", "load")]
    public async Task A_source_is_not_called_by_a_clock_in_doubt_and_the_remedy_is_of_the_feed(params string[] run)
    {
        await DeliveredAsync();
        installation.WriteConfig("appsettings.json", """
            {
              "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
              "Feed": {
                "type": "interface", "url": "http://127.0.0.1:9/api/v1", "user": "x", "passwordVariable": "PATH", "municipalities": ["205"]
              }
            }
            """);
        var before = Stored();
        (await AtAsync(Ahead, run)).AssertFailed(ExitCode.Error, "clock", "Nothing was fetched", $"{string.Join(' ', run)} --clock-ok");
        Assert.That(Stored(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_clock_that_is_confirmed_at_an_import_is_not_asked_for_by_the_next_run()
    {
        await DeliveredAsync();
        (await AtAsync("2026-12-20T01:00", "register", "import", OtherBase())).AssertFailed(ExitCode.Error, "Nothing was imported");
        (await AtAsync("2026-12-20T01:00", "register", "import", OtherBase(), "--clock-ok")).AssertDone();
        (await AtAsync("2026-12-20T02:30", "batch")).AssertFailed(ExitCode.Overdue, "neither answered nor fetched since");
    }

    [Test]
    public async Task Daily_imports_need_no_confirmation_where_runs_are_rare()
    {
        await DeliveredAsync();
        (await AtAsync("2026-11-26T01:00", "register", "import", OtherBase())).AssertDone();
        (await AtAsync("2026-12-08T01:00", "register", "import", OtherBase("010180-9037"))).AssertDone();
    }

    [Test]
    public async Task An_import_under_a_clock_of_the_future_is_mended_by_the_next_one()
    {
        await DeliveredAsync();
        (await AtAsync("2026-11-28T01:00", "register", "import", OtherBase())).AssertDone();
        var quiet = await AtAsync(NextNight, "status");
        Assert.That(quiet.Output, Does.Contain("later than the clock says").And.Contain("register import FILE --clock-ok"));
        (await AtAsync("2026-11-17T01:00", "register", "import", OtherBase("010180-9037")))
            .AssertFailed(ExitCode.Error, "the last import was");

        // A run says that the time of the import is not known, and that stays so when its date has come.
        foreach (var night in new[] { NextNight, "2026-11-29T02:30" })
        {
            var run = await AtAsync(night, "batch");
            Assert.That(run.Code, Is.EqualTo((int)ExitCode.Overdue), run.ToString());
            Assert.That(run.Errors, Does.Contain("no import of a known time").And.Contain("Importing 1 file failed"));
        }

        (await AtAsync("2026-11-29T03:00", "register", "import", OtherBase("010180-9037"))).AssertDone();
        var after = await AtAsync("2026-11-29T03:10", "status");
        Assert.That(after.Output, Does.Not.Contain("import"), after.ToString());
    }

    [Test]
    public async Task A_data_folder_without_its_register_knows_its_last_run()
    {
        await DeliveredAsync();
        File.Delete(Path.Combine(installation.Data, "register.db"));
        (await AtAsync(Ahead, "register", "import", OtherBase())).AssertFailed(ExitCode.Error, "the last run was", "--clock-ok");
        Assert.That(Path.Combine(installation.Data, "register.db"), Does.Not.Exist);
    }

    /// <summary>Between the guard's days and those after which a quiet feed is an alert of its own, and beyond.</summary>
    [TestCase("2026-11-29T02:30", true)]
    [TestCase("2026-11-30T14:30", false)]
    [TestCase("2026-12-20T02:30", false)]
    public async Task Status_says_before_the_first_run_that_none_starts(string at, bool starts)
    {
        (await installation.RunAsync("register", "import", OtherBase())).AssertDone();
        var status = await AtAsync(at, "status");
        Assert.That(status.Code == (int)ExitCode.Done, Is.EqualTo(starts), status.ToString());
        Assert.That(status.Output, starts ? Does.Not.Contain("last import") : Does.Contain("last import"));
        Assert.That((await AtAsync(at, "batch")).Code == (int)ExitCode.Error, Is.EqualTo(!starts));
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

    private string[] Argument(string command) =>
        command == "register import" ? [OtherBase()]
        : command == "batch" ? []
        : [TestInstallation.Permit];

    private List<KeyValuePair<string, string>> Stored() =>
        [.. TestInstallation.Contents(installation.Data).Where(file => file.Key is "register.db" or "ledger.db")];

    /// <summary>A base with a person that the register lacks.</summary>
    private string OtherBase(string code = "010180-9004")
    {
        var path = installation.In(code + ".PTT");
        File.WriteAllText(path, $"{code}XXX202611011102|00311|204169720200101|\r\n", Encoding.Latin1);
        return path;
    }

    private Task<Outcome> AtAsync(string at, params string[] args) => InProcess.RunAsync([.. args, .. installation.Options, "--at", at]);
}
