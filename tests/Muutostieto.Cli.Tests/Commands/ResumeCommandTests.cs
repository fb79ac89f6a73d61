using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Stores that were restored to an earlier time: a run refuses, and goes on when an operator has decided how.</summary>
public sealed class ResumeCommandTests
{
    private static readonly string[] Stores =
        ["ledger.db", "ledger.db-wal", "ledger.db-shm", "register.db", "register.db-wal", "register.db-shm"];


    private static readonly DateTime Monday = new(2026, 11, 16, 2, 35, 0, DateTimeKind.Unspecified);

    private TestInstallation installation = null!;

    private string Saved => installation.In("saved");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        (await RunAsync(0, "register", "create", "--municipality", "697", "--persons", "1500")).AssertDone();
        (await RunAsync(0, "batch")).AssertDone();
        Copy(installation.Data, Saved, _ => true);
        Answer();
        (await RunAsync(1, "register", "simulate", "--weeks", "1")).AssertDone();
        (await RunAsync(1, "batch")).AssertDone();
        Answer();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_run_refuses_a_restored_ledger_and_goes_on_with_a_base_after_the_decision()
    {
        Restore(name => name.StartsWith("ledger", StringComparison.Ordinal));
        var before = TestInstallation.Contents(installation.Download);

        var refused = await RunAsync(2, "batch");
        Assert.That(refused.Code, Is.EqualTo((int)ExitCode.Integrity));
        Assert.That(refused.Errors, Does.Contain("changes 1 was published").And.Contain("Run: deliveries resume --reason"));
        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(before));
        Assert.That((await RunAsync(2, "status")).Code, Is.EqualTo((int)ExitCode.Integrity));
        (await RunAsync(2, "deliver", "base", TestInstallation.Permit)).AssertFailed(ExitCode.Integrity, "earlier time");

        (await RunAsync(2, "deliveries", "resume", "--reason", "the disk broke"))
            .AssertFailed(ExitCode.Usage, "only a new base can follow it: kainuu-laajat");
        string[] resume = ["deliveries", "resume", "--reason", "the disk broke", "--new-base", TestInstallation.Permit];
        var dry = (await RunAsync(2, resume)).AssertDone().Output;
        Assert.That(
            dry,
            Does.Contain("changes 1 was published and is not in the ledger").And.Contain("the register has the entries that were delivered")
                .And.EndWith("Nothing was changed. The same with --yes does it.\n"));
        Assert.That((await RunAsync(2, "batch")).Code, Is.EqualTo((int)ExitCode.Integrity));
        var decided = (await RunAsync(2, [.. resume, "--yes", "--json"])).AssertDone().Json;
        Assert.That(decided.GetProperty("auditEntry").GetInt64(), Is.Positive);

        var again = (await RunAsync(2, "deliveries", "resume", "--reason", "x", "--yes")).AssertDone().Output;
        Assert.That(again, Is.EqualTo("The ledger has all that was published; there is nothing to decide.\n"));
        Assert.That((await RunAsync(2, "batch")).AssertDone().Output, Does.StartWith("kainuu-laajat base 002: "));
        Answer();
        Assert.That((await RunAsync(3, "register", "simulate", "--weeks", "1")).AssertDone().Output, Is.Not.Empty);
        Assert.That((await RunAsync(3, "batch")).AssertDone().Output, Does.StartWith("kainuu-laajat changes 002: "));
        (await RunAsync(3, "deliveries", "verify")).AssertDone();
        (await RunAsync(3, "audit", "verify")).AssertDone();
        Assert.That((await RunAsync(3, "deliveries", "list")).AssertDone().Output, Does.Contain("withdrawn"));

        // The recipient loads everything that it finds, the lost delivery among it.
        (await RunAsync(3, "load", installation.Download, "--into", installation.In("own.db"))).AssertDone();
    }

    [Test]
    public async Task A_register_of_that_time_is_to_be_fed_first()
    {
        Restore(_ => true);
        (await RunAsync(2, "batch")).AssertFailed(ExitCode.Integrity, "changes 1 was published");
        (await RunAsync(
            2, "deliveries", "resume", "--reason", "x", "--new-base", TestInstallation.Permit, "--register-is-complete", "--yes"))
            .AssertFailed(ExitCode.Integrity, "Feed the register");
        Assert.That((await RunAsync(2, "deliveries", "list")).AssertDone().Output, Does.Not.Contain("withdrawn"));
    }

    [Test]
    public async Task Another_machine_says_of_its_own_anchors_that_they_are_of_the_lost_time()
    {
        Restore(name => name.StartsWith("ledger", StringComparison.Ordinal));
        Anchor("2026-11-29");
        string[] resume = ["deliveries", "resume", "--reason", "the disk broke", "--yes"];
        File.Move(Anchors("2026-11-29"), installation.In("elsewhere.json"));
        (await RunAsync(2, [.. resume, "--new-base", TestInstallation.Permit])).AssertDone();
        Assert.That((await RunAsync(2, resume)).AssertDone().Output, Does.Contain("nothing to decide"));

        File.Move(installation.In("elsewhere.json"), Anchors("2026-11-29"));
        (await RunAsync(2, "audit", "verify")).AssertFailed(ExitCode.Integrity, "audit chain is not proved");
        Assert.That(
            (await RunAsync(2, resume)).AssertDone().Output,
            Does.StartWith("Anchors of this machine are of the lost time").And.Match("entry [0-9]+ of the audit\\.\n$"));
        (await RunAsync(2, "audit", "verify")).AssertDone();
        (await RunAsync(2, "batch")).AssertDone();
        Assert.That((await RunAsync(2, resume)).AssertDone().Output, Does.Contain("nothing to decide"));

        // From after the decision: no restore explains it.
        Anchor("2026-12-01");
        Assert.That((await RunAsync(2, resume)).AssertDone().Output, Does.Contain("nothing to decide"));
        (await RunAsync(2, "audit", "verify")).AssertFailed(ExitCode.Integrity, "audit chain is not proved");
    }

    [Test]
    public async Task A_decision_needs_a_reason() =>
        (await RunAsync(1, "deliveries", "resume", "--reason", " ")).AssertFailed(ExitCode.Usage, "--reason");

    private Task<Outcome> RunAsync(int week, params string[] command) => InProcess.RunAsync(
        [.. command, .. installation.Options, "--at", $"{Monday.AddDays(7 * week):yyyy-MM-dd'T'HH:mm}"]);

    /// <summary>The recipient accepts all that it finds.</summary>
    private void Answer()
    {
        var upload = Directory.CreateDirectory(Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload")).FullName;
        foreach (var manifest in Directory.GetFiles(installation.Download, "*.json"))
        {
            File.WriteAllText(Path.Combine(upload, Path.ChangeExtension(Path.GetFileName(manifest), "OK")), "");
        }
    }

    private string Anchors(string day) => Path.Combine(installation.Data, "audit", "anchors", $"{day}.json");

    /// <summary>An anchor of a chain that this one is not.</summary>
    private void Anchor(string day)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Anchors(day))!);
        File.WriteAllText(Anchors(day), $$"""{"day":"{{day}}","sequence":2,"head":"{{new string(day[^1], 64)}}"}""");
    }

    private void Restore(Func<string, bool> which)
    {
        foreach (var store in Stores.Where(which))
        {
            File.Delete(Path.Combine(installation.Data, store));
        }

        Copy(Saved, installation.Data, name => Stores.Contains(name) && which(name));
        if (which("register.db"))
        {
            Directory.Delete(Path.Combine(installation.Data, "audit"), recursive: true);
            Copy(Path.Combine(Saved, "audit"), Path.Combine(installation.Data, "audit"), _ => true);
        }
    }

    private static void Copy(string from, string to, Func<string, bool> which)
    {
        var files = Directory.GetFiles(from, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => which(Path.GetRelativePath(from, file))))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
