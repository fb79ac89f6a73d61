using System.Runtime.Versioning;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;
using Npgsql;

namespace Muutostieto.Integration.Tests.Store;

/// <summary>
/// The database is recovered to a moment between two deliveries: a run refuses and changes nothing, and goes on when an operator has
/// decided how; the recipient has what the register has.
/// </summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class PointInTimeTests
{
    private static readonly DateTime Monday = new(2026, 11, 16, 2, 35, 0, DateTimeKind.Unspecified);
    private static readonly string[] Resume =
        ["deliveries", "resume", "--reason", "the disk broke", "--new-base", TestInstallation.Permit, "--register-is-complete"];

    private TestInstallation installation = null!;
    private PostgreSqlCluster cluster = null!;
    private PostgreSqlDatabase database = null!;
    private PostgreSqlRestored restored = null!;

    private string Store => installation.In("connection");

    [SetUp]
    public async Task SetUpAsync()
    {
        (installation, cluster) = (new TestInstallation(), new PostgreSqlCluster(archives: true));
        database = cluster.NewDatabase();
        await UseAsync(database.ConnectionString);
        installation.UseStore(Store);
        (await RunAsync(0, "store", "migrate")).AssertDone();
        (await RunAsync(0, "register", "create", "--municipality", "697", "--persons", "1500")).AssertDone();
        (await RunAsync(0, "batch")).AssertDone();
        Answer();
        restored = new PostgreSqlRestored(cluster);
        await WeekAsync(1, "changes 001");
    }

    [TearDown]
    public void TearDown()
    {
        NpgsqlConnection.ClearAllPools();
        restored.Dispose();
        cluster.Dispose();
        installation.Dispose();
    }

    [Test]
    public async Task A_run_refuses_a_recovered_database_and_goes_on_with_a_base_after_the_decision(
        [Values] bool isEmptied, [Values] bool isOtherMachine)
    {
        var moment = (string)database.Value("SELECT clock_timestamp()::text")!;
        await WeekAsync(2, "changes 002");
        (await LoadAsync(2)).AssertDone();
        restored.RecoverTo(moment);
        await UseAsync(restored.ConnectionString(database.Name));
        if (isEmptied)
        {
            foreach (var file in Directory.GetFiles(installation.Download))
            {
                File.Delete(file);
            }
        }

        if (isOtherMachine)
        {
            Directory.Delete(Path.Combine(installation.Data, "published"), recursive: true);
        }

        var before = (TestInstallation.Contents(installation.Download), Deliveries());
        var refused = await RunAsync(3, "batch");
        Assert.That(refused.Code, Is.EqualTo((int)ExitCode.Integrity), refused.Errors);
        Assert.That(refused.Errors, Does.Contain("not the one that deliveries were made with").And.Contain("Run: deliveries resume"));
        Assert.That((TestInstallation.Contents(installation.Download), Deliveries()), Is.EqualTo(before));
        (await RunAsync(3, "deliver", "changes", TestInstallation.Permit)).AssertFailed(ExitCode.Integrity, "deliveries resume");
        Assert.That((await RunAsync(3, "status")).Code, Is.EqualTo((int)ExitCode.Integrity));

        // What was entered since comes again from its source.
        if (!isOtherMachine)
        {
            (await RunAsync(3, [.. Resume, "--yes"])).AssertFailed(ExitCode.Integrity, "Feed the register");
        }

        (await RunAsync(2, "register", "simulate", "--weeks", "1")).AssertDone();
        Assert.That((await RunAsync(3, Resume)).AssertDone().Output, Does.Contain("Nothing was changed").And.Contain("another database"));
        Assert.That(Deliveries(), Is.EqualTo(before.Item2));
        (await RunAsync(3, [.. Resume, "--yes"])).AssertDone();
        Assert.That((await RunAsync(3, [.. Resume[..4], "--yes"])).AssertDone().Output, Does.Contain("nothing to decide"));

        var night = await RunAsync(3, "batch");
        night.AssertDone();
        Assert.That(night.Output, Does.StartWith($"kainuu-laajat base {(isOtherMachine ? "102" : "002")}: "));
        Answer();
        await WeekAsync(4, $"changes {(isOtherMachine ? "102" : "003")}");
        (await RunAsync(4, "audit", "verify")).AssertDone();
        (await RunAsync(4, "deliveries", "verify")).AssertDone();
        (await RunAsync(4, "reconcile", TestInstallation.Permit)).AssertDone();
        (await LoadAsync(4, "--compare", Directory.GetFiles(installation.Download, "*.TAS").Single())).AssertDone();
    }

    private Task<Outcome> LoadAsync(int week, params string[] options) =>
        RunAsync(week, ["load", installation.Download, "--into", installation.In("own.db"), .. options]);

    private async Task WeekAsync(int week, string delivery)
    {
        (await RunAsync(week, "register", "simulate", "--weeks", "1")).AssertDone();
        Assert.That((await RunAsync(week, "batch")).AssertDone().Output, Does.StartWith($"kainuu-laajat {delivery}: "));
        Answer();
    }

    /// <summary>What was planned and published. Answers of recipients are read all the same.</summary>
    private string Deliveries()
    {
        using var connection = new NpgsqlConnection(File.ReadAllText(Store));
        connection.Open();
        using var command = new NpgsqlCommand(
            """
            SELECT string_agg(concat_ws(' ', kind, number, window_from, window_to, handing_over, published, redelivered), ', ' ORDER BY id)
            FROM ledger.delivery
            """,
            connection);
        return (string)command.ExecuteScalar()!;
    }

    private async Task UseAsync(string connection)
    {
        await File.WriteAllTextAsync(Store, connection);
        File.SetUnixFileMode(Store, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The recipient accepts all that it finds.</summary>
    private void Answer()
    {
        var upload = Directory.CreateDirectory(Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload")).FullName;
        foreach (var manifest in Directory.GetFiles(installation.Download, "*.json"))
        {
            File.WriteAllText(Path.Combine(upload, Path.ChangeExtension(Path.GetFileName(manifest), "OK")), "");
        }
    }

    private Task<Outcome> RunAsync(int week, params string[] command) => ProgramProcess.RunAsync(
        [.. command, .. installation.Options, "--at", $"{Monday.AddDays(7 * week):yyyy-MM-dd'T'HH:mm}"]);
}
