using System.Runtime.Versioning;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// An installation whose register, ledger and audit chain are in a PostgreSQL database: made by <c>store migrate</c>, and then used by
/// every command.
/// </summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class StoreCommandTests
{
    private const string Secret = "s3cret-w0rd";
    private TestInstallation installation = null!;
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void SetUp()
    {
        (installation, database) = (new TestInstallation(), PostgreSqlCluster.Shared.NewDatabase());
        Use(installation, database.ConnectionString + ";Password=" + Secret);
    }

    [TearDown]
    public void TearDown()
    {
        installation.Dispose();
        database.Dispose();
    }

    [Test]
    public async Task The_tables_are_made_once_and_then_there_is_nothing_to_do()
    {
        var made = (await installation.RunAsync("store", "migrate", "--json")).AssertDone().Json;
        Assert.That(made.EnumerateArray().Select(store => store.GetProperty("from").GetInt32()), Is.All.Zero);
        Assert.That(
            made.EnumerateArray().Select(store => store.GetProperty("store").GetString()),
            Is.SupersetOf(new[] { "register", "ledger", "audit" }));
        var again = (await installation.RunAsync("store", "migrate")).AssertDone();
        Assert.That(again.Output, Does.Match("ledger: version [0-9]+, nothing to do"));
    }

    [Test]
    public async Task A_run_before_the_tables_are_made_says_how_and_one_with_newer_ones_that_it_cannot()
    {
        AssertFails(
            await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300"),
            ExitCode.Error,
            "the register is not in this database",
            "Run: store migrate.");
        (await installation.RunAsync("store", "migrate")).AssertDone();
        AssertFails(
            await installation.RunAsync("register", "status"), ExitCode.Usage, "there is none in this database yet", "register create");
        await installation.FillAsync();
        database.Execute("INSERT INTO ledger.applied_script (version, works_with) VALUES (99, 99)");
        AssertFails(await installation.RunAsync("batch"), ExitCode.Error, "the ledger has version 99, this program expects");
        AssertFails(await installation.RunAsync("store", "migrate"), ExitCode.Error, "the ledger has version 99, this program expects");
    }

    [Test]
    public async Task A_database_that_is_down_is_tried_again_later_and_shows_in_the_status()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        Use(installation, "Host=127.0.0.1;Port=1;Database=muutostieto;Username=u;Password=" + Secret);
        AssertFails(
            await installation.RunAsync("batch"),
            ExitCode.TryAgainLater,
            "PostgreSQL 127.0.0.1:1/muutostieto: the database cannot be reached");
        var status = await installation.RunAsync("status");
        Assert.That(status.Output + status.Errors, Does.Contain("the database cannot be reached").And.Not.Contain(Secret));
    }

    [Test]
    public async Task The_connection_string_is_read_from_a_variable_or_a_private_file_alone()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        File.SetUnixFileMode(installation.In("connection"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        AssertFails(await installation.RunAsync("batch"), ExitCode.Usage, "is open to other users");
        var check = await installation.RunAsync("config", "check");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Usage), check.ToString());
        Assert.That(check.ToString(), Does.Contain("the file of the database's connection string is open to other users"));
    }

    [Test]
    public async Task Without_a_database_in_the_settings_there_is_nothing_to_migrate()
    {
        using var files = new TestInstallation();
        AssertFails(await files.RunAsync("store", "migrate"), ExitCode.Usage, "The settings name no database");
    }

    [Test]
    public async Task Every_delivery_is_the_same_bytes_as_with_register_ledger_and_audit_in_files()
    {
        using var files = new TestInstallation();
        (await installation.RunAsync("store", "migrate")).AssertDone();
        foreach (var each in new[] { files, installation })
        {
            await each.FillAsync();
            await each.AssertCarriesOnAsync();
            (await each.RunAsync("register", "simulate", "--weeks", "1")).AssertDone();
            var next = await InProcess.RunAsync(["batch", .. each.Options, "--at", "2026-11-23T02:30"]);
            Assert.That(next.Code, Is.EqualTo((int)ExitCode.Overdue), "the first is not answered");
            (await each.RunAsync("deliveries", "verify")).AssertDone();
            (await each.RunAsync("audit", "verify")).AssertDone();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await installation.LedgerAsync(), Is.EqualTo(await files.LedgerAsync()));
            Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(TestInstallation.Contents(files.Download)));
            Assert.That(database.Value("SELECT count(*) FROM ledger.delivery"), Is.EqualTo(2L));
            Assert.That(database.Value("SELECT count(*) FROM register.journal"), Is.GreaterThan(2L), "the change delivery says something");
            Assert.That(Path.Combine(installation.Data, "ledger.db"), Does.Not.Exist);
            Assert.That(Path.Combine(installation.Data, "register.db"), Does.Not.Exist);
            Assert.That(
                database.Value("SELECT convert_from(string_agg(line, '' ORDER BY sequence), 'UTF8') FROM audit.chain"),
                Is.EqualTo(File.ReadAllText(Path.Combine(files.Data, "audit", "chain.jsonl"))));
            Assert.That(database.Value("SELECT count(*) FROM audit.payload"), Is.EqualTo(2L));
            Assert.That(
                Directory.GetFileSystemEntries(Path.Combine(installation.Data, "audit")).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "anchors", "2026-11.jsonl" }));
            Assert.That((await files.RunAsync("status")).Output, Does.Contain("changes 001").And.Not.Contain("ledger"));
            Assert.That(
                (await installation.RunAsync("status", "--json")).Json.GetProperty("permits").GetRawText(),
                Is.EqualTo((await files.RunAsync("status", "--json")).Json.GetProperty("permits").GetRawText()));
        }
    }

    [Test]
    public async Task Another_database_in_the_place_of_the_ledgers_is_noticed()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        using var other = PostgreSqlCluster.Shared.NewDatabase();
        Use(installation, other.ConnectionString);
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        AssertFails(await installation.RunAsync("batch"), ExitCode.Integrity, "the ledger is missing");
    }

    [Test]
    public async Task The_audit_is_asked_and_verified_in_the_database()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var code = (string)database.Value(
            "SELECT code FROM register.version WHERE to_key IS NULL AND alive = 1 AND ban_end IS NULL AND municipality = '697' LIMIT 1")!;
        var asked = (await installation.RunAsync("audit", "person", code, "--reason", "request 7")).AssertDone();
        Assert.That(asked.Output, Does.Contain("base 001"));
        Assert.That(database.Value("SELECT count(*) FROM audit.chain WHERE kind = 'question'"), Is.EqualTo(1L));
        (await installation.RunAsync("audit", "verify")).AssertDone();

        database.Execute(
            "SET session_replication_role = replica; UPDATE audit.payload SET content = '\\x00' WHERE name = 'persons/000001.bin'");
        Assert.That(await NotProvedAsync(), Does.Contain("audit.payload persons/000001.bin: the row was changed"));
        database.Execute("SET session_replication_role = replica; DELETE FROM audit.chain WHERE sequence = 1");
        Assert.That(await NotProvedAsync(), Does.Contain("audit.chain row 2: entry 2 is there, expected entry 1"));

        async Task<string> NotProvedAsync() =>
            (await installation.RunAsync("audit", "verify")).AssertFailed(ExitCode.Integrity, "the audit chain is not proved").Output;
    }

    [Test]
    public async Task A_ledger_that_is_missing_beside_the_audit_in_the_database_is_noticed()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        Directory.Delete(Path.Combine(installation.Data, "outbox"), recursive: true);
        database.Execute("DROP SCHEMA ledger CASCADE");
        (await installation.RunAsync("store", "migrate")).AssertDone();

        AssertFails(await installation.RunAsync("batch"), ExitCode.Integrity, "the ledger is missing, and the audit chain (PostgreSQL ");
    }

    [Test]
    public async Task An_import_that_makes_the_register_is_there_whole_or_not_at_all()
    {
        (await installation.RunAsync("store", "migrate")).AssertDone();
        using var files = new TestInstallation();
        await files.FillAsync();
        await files.AssertCarriesOnAsync();
        var lines = Directory.EnumerateFiles(files.Download, "*.PTT", SearchOption.AllDirectories).Single();
        var broken = installation.In("broken.PTT");
        File.WriteAllBytes(broken, File.ReadAllBytes(lines)[..^400]);

        Assert.That((await installation.RunAsync("register", "import", broken)).Code, Is.Not.Zero);
        Assert.That(database.Value("SELECT count(*) FROM register.register"), Is.Zero);
        (await installation.RunAsync("register", "import", lines)).AssertDone();

        Assert.That(database.Value("SELECT count(*) FROM register.person"), Is.GreaterThan(100L));
        Assert.That((await installation.RunAsync("register", "import", lines)).AssertDone().Output, Is.Not.Empty);
    }

    private static void AssertFails(Outcome outcome, ExitCode code, params string[] messages) =>
        Assert.That(outcome.AssertFailed(code, messages).Errors, Does.Not.Contain(Secret));

    private static void Use(TestInstallation installation, string connectionString)
    {
        var file = installation.In("connection");
        File.WriteAllText(file, connectionString);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        installation.UseStore(file);
    }
}
