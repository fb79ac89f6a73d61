using System.Runtime.Versioning;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;
using Npgsql;

namespace Muutostieto.Integration.Tests.Store;

/// <summary>A copy that is killed in the middle, as by a power failure, leaves a target that can be copied to.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class KilledCopyTests
{
    private static readonly string[] ToDatabase = ["store", "copy", "--from", "files", "--to", "database"];
    private static readonly string[] ToFiles = ["store", "copy", "--from", "database", "--to", "files"];
    private TestInstallation installation = null!;
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        (installation, database) = (new TestInstallation(), PostgreSqlCluster.Shared.NewDatabase());
        await RunAsync("register", "create", "--municipality", "697", "--persons", "300");
        await RunAsync("batch");
        var file = installation.In("connection");
        await File.WriteAllTextAsync(file, database.ConnectionString);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        installation.UseStore(file);
        await RunAsync("store", "migrate");
    }

    [TearDown]
    public void TearDown()
    {
        installation.Dispose();
        database.Dispose();
    }

    [Test]
    public async Task A_copy_to_the_database_that_is_killed_leaves_it_empty(
        [Values("ledger.receipt", "audit.payload")] string waitsFor)
    {
        await KillWhileItWaitsAsync(waitsFor, "EXCLUSIVE", ToDatabase);
        foreach (var table in new[] { "register.register", "register.version", "ledger.delivery", "audit.chain", "audit.head" })
        {
            Assert.That(database.Value($"SELECT count(*) FROM {table}"), Is.Zero, table);
        }

        await RunAsync(ToDatabase);
        Assert.That(database.Value("SELECT count(*) FROM register.version"), Is.GreaterThan(300L));
    }

    [Test]
    public async Task A_copy_to_files_that_is_killed_leaves_none_and_its_remains_are_cleared_away(
        [Values("ledger.receipt", "audit.payload")] string waitsFor)
    {
        await RunAsync(ToDatabase);
        foreach (var file in Directory.GetFiles(installation.Data, "*.db*"))
        {
            File.Delete(file);
        }

        var audit = Path.Combine(installation.Data, "audit");
        var before = TestInstallation.Contents(audit);
        foreach (var piece in new[] { "chain.jsonl", "head.json", "index.jsonl" })
        {
            File.Delete(Path.Combine(audit, piece));
        }

        Directory.Delete(Path.Combine(audit, "persons"), recursive: true);
        await KillWhileItWaitsAsync(waitsFor, "ACCESS EXCLUSIVE", ToFiles);
        Assert.That(File.Exists(Path.Combine(audit, "chain.jsonl")), Is.False);
        Assert.That(Directory.Exists(Path.Combine(audit, "copying")), Is.EqualTo(waitsFor == "audit.payload"));
        Assert.That(Directory.GetFiles(installation.Data, "*.db"), Is.Empty);
        Assert.That(Directory.GetFiles(installation.Data, "*.copying"), Is.Not.Empty, "it was killed in the middle");
        await RunAsync(ToFiles);
        Assert.That(
            Directory.GetFiles(installation.Data, "*.db*").Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "register.db", "ledger.db", "selfservice.db" }));
        Assert.That(TestInstallation.Contents(audit), Is.EqualTo(before), "the chain's files are the same bytes");
        Assert.That(Directory.Exists(Path.Combine(audit, "copying")), Is.False);
    }

    /// <summary>A table is locked, so that the copy waits for it when others are copied.</summary>
    private async Task KillWhileItWaitsAsync(string table, string mode, string[] command)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand($"LOCK TABLE {table} IN {mode} MODE", connection))
        {
            await locking.ExecuteNonQueryAsync();
        }

        using var process = installation.Start(command);
        while (database.Value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is 0L)
        {
            Assert.That(process.HasExited, Is.False, "it has to wait");
            await Task.Delay(20);
        }

        process.Kill();
        await process.WaitForExitAsync();
        await transaction.RollbackAsync();

        // The server notices when it next writes to the connection.
        while (database.Value(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") is not 0L)
        {
            await Task.Delay(20);
        }
    }

    private async Task RunAsync(params string[] args) => (await installation.RunAsync(args)).AssertDone();
}
