using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Tests.Privacy;

/// <summary>Under the laxest umask there is, what is the program's own stays its own user's.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
[NonParallelizable]
public sealed class FileModeTests
{
    private TestInstallation installation = null!;
    private uint umask;

    [SetUp]
    public void SetUp()
    {
        installation = new TestInstallation();
        umask = SetUmask(0);
    }

    [TearDown]
    public void TearDown()
    {
        _ = SetUmask(umask);
        installation.Dispose();
    }

    [Test]
    public async Task Register_ledger_outbox_audit_and_logs_are_open_to_no_other_user()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        (await installation.RunAsync("reconcile", TestInstallation.Permit)).AssertDone();
        var made = Directory.EnumerateFileSystemEntries(installation.Data, "*", SearchOption.AllDirectories).Append(installation.Data)
            .Where(path => !path.StartsWith(Path.Combine(installation.Data, "drop"), StringComparison.Ordinal)).ToList();
        var outbox = Path.Combine(installation.Data, "outbox");
        using (Assert.EnterMultipleScope())
        {
            // The files of the outbox are protected by its folders.
            Assert.That(
                made.Where(path => IsOpen(path) && !(File.Exists(path) && path.StartsWith(outbox, StringComparison.Ordinal))),
                Is.Empty);
            Assert.That(
                made.Select(path => Path.GetRelativePath(installation.Data, path)),
                Does.Contain("register.db").And.Contain("ledger.db").And.Contain("logs").And.Contain("outbox/kainuu-laajat"));
            Assert.That(
                Directory.EnumerateFiles(installation.Download).Where(path => !IsOpen(path)),
                Is.Empty,
                "the drop is as open as the umask says");
        }
    }

    [Test]
    public async Task A_recipients_database_and_what_is_converted_are_open_to_no_other_user()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var file = Path.Combine(installation.Download, TestInstallation.Stem + ".PTT");
        (await installation.RunAsync("load", installation.Download, "--into", installation.In("recipient.db"))).AssertDone();
        (await installation.RunAsync("convert", file, "--to", "csv", "--out", installation.In("converted.zip"))).AssertDone();
        Assert.That(
            Directory.EnumerateFiles(installation.Root).Select(path => (Path.GetFileName(path), IsOpen(path))),
            Is.All.Matches<(string Name, bool Open)>(made => !made.Open).And.Exactly(2).Items);
    }

    [Test]
    public void A_log_is_private_when_the_day_changes_while_the_program_runs()
    {
        using var folder = new TestInstallation();
        var (logs, now) = (folder.In("logs"), new DateTime(2026, 11, 16, 12, 0, 0));
        var files = new PrivateLogFiles(logs, () => now);
        files.Make();
        now = new DateTime(2026, 11, 16, 23, 59, 30);
        files.Make();
        Assert.That(
            Directory.GetFiles(logs).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "muutostieto-20261116.jsonl", "muutostieto-20261117.jsonl" }),
            "before midnight");
        now = new DateTime(2026, 11, 19, 3, 0, 0);
        files.Make();
        Assert.That(Directory.GetFiles(logs), Has.Length.EqualTo(3));
        Assert.That(Directory.GetFiles(logs).Where(IsOpen), Is.Empty);
    }

    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0;

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetUmask(uint mask);
}
