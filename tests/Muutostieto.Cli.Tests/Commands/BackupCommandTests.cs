using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Backups, and installations that are put back from them.</summary>
public sealed class BackupCommandTests
{
    private TestInstallation installation = null!;
    private string other = null!;

    private string Backup => Path.Combine(other, "backup");

    private string[] Restored => ["--config", Path.Combine(other, "config"), "--data", Path.Combine(other, "data")];

    [SetUp]
    public async Task SetUpAsync()
    {
        other = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        installation = new TestInstallation(sharesKeys: false);
        await installation.FillAsync();
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
    }

    [TearDown]
    public void TearDown()
    {
        installation.Dispose();
        Directory.Delete(other, recursive: true);
    }

    [Test]
    public async Task An_installation_that_has_moved_goes_on_with_the_next_number_and_the_same_recipient()
    {
        await BackUpAsync();
        (await RestoreAsync("--moved")).AssertDone();

        var ledger = (await InRestoredAsync("deliveries", "list", "--json")).AssertDone();
        Assert.That(ledger.Output, Is.EqualTo(await installation.LedgerAsync()));
        (await InRestoredAsync("audit", "verify")).AssertDone();
        (await InRestoredAsync("register", "simulate", "--weeks", "8")).AssertDone();
        (await InRestoredAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();
        var row = (await InRestoredAsync("deliveries", "list", "--json", "--limit", "1")).Json[0];
        Assert.That((row.GetProperty("kind").GetString(), row.GetProperty("number").GetInt32()), Is.EqualTo(("changes", 1)));
    }

    [Test]
    public async Task What_was_delivered_since_the_backup_is_not_delivered_again_under_its_number()
    {
        await BackUpAsync();
        (await installation.RunAsync("register", "simulate", "--weeks", "8")).AssertDone();
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();

        Assert.That((await RestoreAsync()).AssertDone().Errors, Does.Contain("deliveries resume"));
        (await InRestoredAsync("register", "simulate", "--weeks", "8")).AssertDone();
        foreach (var command in new string[][] { ["batch"], ["deliver", "changes", TestInstallation.Permit] })
        {
            (await InRestoredAsync(command)).AssertFailed(ExitCode.Integrity, "restored from the backup of", "deliveries resume");
        }

        string[] decision =
            ["deliveries", "resume", "--reason", "disk", "--new-base", TestInstallation.Permit, "--register-is-complete"];
        (await InRestoredAsync(decision)).AssertDone();
        (await InRestoredAsync("batch")).AssertFailed(ExitCode.Integrity, "restored from the backup of");
        (await InRestoredAsync([.. decision, "--yes"])).AssertDone();
        (await InRestoredAsync("batch")).AssertDone();
        var made = (await InRestoredAsync("deliveries", "list", "--json", "--limit", "1")).Json[0];
        Assert.That(made.GetProperty("kind").GetString(), Is.EqualTo("base"));
        Assert.That(made.GetProperty("number").GetInt32(), Is.GreaterThan(100), "those that may have been used are left out");
        (await InRestoredAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task Where_it_is_known_what_was_published_only_what_is_lost_needs_a_decision()
    {
        await BackUpAsync();
        foreach (var path in Directory.GetFileSystemEntries(installation.Data).Where(path => Path.GetFileName(path) != "published"))
        {
            Remove(path);
        }

        (await InProcess.RunAsync(["restore", Backup, .. installation.Options])).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That((await installation.RunAsync("deliveries", "list", "--json")).Json.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_backup_with_any_file_damaged_or_missing_is_not_restored()
    {
        await BackUpAsync();
        foreach (var path in Directory.GetFiles(Backup, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(path);
            if (content.Length == 0)
            {
                continue;
            }

            File.WriteAllBytes(path, [.. content[..^1], (byte)(content[^1] ^ 1)]);
            var damaged = await RestoreAsync();
            Assert.That(damaged.Code, Is.EqualTo((int)ExitCode.Integrity).Or.EqualTo((int)ExitCode.Usage), path);
            damaged.AssertFailed((ExitCode)damaged.Code, Path.GetFileName(path));
            File.Delete(path);
            Assert.That((await RestoreAsync()).Code, Is.Not.Zero, path);
            File.WriteAllBytes(path, content);
        }

        Assert.That(Directory.GetFileSystemEntries(other), Is.EqualTo(new[] { Backup }));
        (await RestoreAsync()).AssertDone();
    }

    [TestCase("../../outside")]
    [TestCase("data/../../outside")]
    [TestCase("/tmp/outside")]
    [TestCase("data/.hidden")]
    [TestCase("other/file")]
    [TestCase("data")]
    public async Task A_name_that_leads_elsewhere_is_no_backup(string name)
    {
        await BackUpAsync();
        var manifest = Path.Combine(Backup, "backup.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("data/ledger.db", name, StringComparison.Ordinal));
        (await RestoreAsync()).AssertFailed(ExitCode.Usage, "backup.json");
        Assert.That(Directory.GetFileSystemEntries(other), Is.EqualTo(new[] { Backup }));
    }

    [Test]
    public async Task Nothing_is_written_over_what_is_there()
    {
        await BackUpAsync();
        (await installation.RunAsync("backup", Backup)).AssertFailed(ExitCode.Usage, Backup, "not empty");
        foreach (var folder in new[] { installation.Data, installation.Config })
        {
            (await installation.RunAsync("backup", Path.Combine(folder, "backup"))).AssertFailed(ExitCode.Usage, "it lies in");
        }

        (await InProcess.RunAsync(["restore", Backup, .. installation.Options])).AssertFailed(ExitCode.Usage, "there already");
        (await RestoreAsync("--moved")).AssertDone();
        File.AppendAllText(Path.Combine(other, "config", "appsettings.json"), " ");
        (await RestoreAsync()).AssertFailed(ExitCode.Usage, "appsettings.json", "other content");
        (await RestoreAsync("--without-config")).AssertFailed(ExitCode.Usage, "there already");
        (await InProcess.RunAsync(["restore", other, .. Restored])).AssertFailed(ExitCode.Usage, "no whole backup");
    }

    [Test]
    public async Task A_drop_is_no_place_for_a_backup_wherever_it_is()
    {
        var drop = Path.Combine(other, "drop");
        Directory.CreateDirectory(drop);
        installation.WriteDirectoryDrop(drop);
        (await installation.RunAsync("backup", Path.Combine(drop, TestInstallation.Recipient, "download", "b")))
            .AssertFailed(ExitCode.Usage, $"it lies in {drop}", "others' reach");
        Assert.That(Directory.GetFileSystemEntries(drop), Is.Empty);
    }

    [Test]
    public async Task Keys_are_left_out_where_they_are_not_wanted_and_what_is_made_anew_is_never_in()
    {
        var manifest = (await installation.RunAsync("backup", Backup, "--without-keys", "--json")).AssertDone().Json;
        var names = Directory.GetFiles(Backup, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Backup, path))
            .ToList();
        Assert.That(manifest.GetProperty("files").GetInt32(), Is.EqualTo(names.Count - 1));
        Assert.That(names, Is.SupersetOf(new[] { "data/ledger.db", "data/register.db", "data/audit/chain.jsonl" }));
        Assert.That(
            names,
            Has.None.StartsWith("data/keys").And.None.StartsWith("data/outbox").And.None.StartsWith("data/drop")
                .And.None.StartsWith("data/published").And.None.EndsWith("head.json").And.None.EndsWith(".lock"));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.That(File.GetUnixFileMode(Backup), Is.EqualTo(own | UnixFileMode.UserExecute));
            Assert.That(File.GetUnixFileMode(Path.Combine(Backup, "data", "register.db")), Is.EqualTo(own));
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private async Task BackUpAsync() => (await installation.RunAsync("backup", Backup)).AssertDone();

    private Task<Outcome> RestoreAsync(params string[] options) => InProcess.RunAsync(["restore", Backup, .. options, .. Restored]);

    private Task<Outcome> InRestoredAsync(params string[] args) =>
        InProcess.RunAsync([.. args, .. Restored, "--at", TestInstallation.At]);
}
