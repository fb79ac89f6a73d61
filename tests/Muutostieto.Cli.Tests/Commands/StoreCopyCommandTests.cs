using System.Runtime.Versioning;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary><c>store copy</c>: an installation moves to a database and back, and its deliveries go on as if it had not.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class StoreCopyCommandTests
{
    private const string Secret = "s3cret-w0rd";
    private static readonly string[] ToDatabase = ["store", "copy", "--from", "files", "--to", "database"];
    private static readonly string[] ToFiles = ["store", "copy", "--from", "database", "--to", "files"];
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void SetUp() => database = PostgreSqlCluster.Shared.NewDatabase();

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public async Task Deliveries_go_on_with_the_same_bytes_in_the_database_and_back_in_the_files()
    {
        using var stays = await LivedInInstallation.NewAsync();
        using var moves = stays.Twin();
        UseDatabase(moves.Installation);
        (await moves.RunAsync("store", "migrate")).AssertDone();
        var there = (await moves.RunAsync([.. ToDatabase, "--json"])).AssertDone().Json;
        AssertCopied(there, "delivery", "file", "receipt", "layouts", "repair", "list_upload", "list_change", "list_member");
        AssertCopied(there, "update_outcome", "update_upload", "person", "version", "journal", "identity_code", "name_key", "building");
        AssertCopied(there, "chain", "payload", "head");
        MoveFilesAway(moves.Installation);
        await AssertSameAuditAsync(stays, moves);
        await AssertGoOnAlikeAsync(stays, moves);
        Assert.That(database.Value("SELECT max(number) FROM ledger.delivery WHERE permit = 'kainuu-laajat' AND kind = 'changes'"),
            Is.EqualTo(3), "the one after the withdrawn one is the third");
        var codes = stays.Codes();
        stays.SendList(codes, "L", 20, 30);
        moves.SendList(codes, "L", 20, 30);
        await AssertGoOnAlikeAsync(stays, moves);

        var back = (await moves.RunAsync([.. ToFiles, "--json"])).AssertDone().Json;
        AssertCopied(back, "delivery", "file", "receipt", "list_change", "update_outcome", "version", "journal");
        AssertCopied(back, "chain", "payload", "head");
        UseFiles(moves.Installation);
        database.Execute("DROP SCHEMA ledger CASCADE; DROP SCHEMA register CASCADE; DROP SCHEMA audit CASCADE");
        await AssertSameAuditAsync(stays, moves);
        await AssertGoOnAlikeAsync(stays, moves);
        await AssertSameAuditAsync(stays, moves);
        (await moves.RunAsync("deliveries", "verify")).AssertDone();
    }

    [Test]
    public async Task The_same_rows_have_the_same_digests_in_both_directions()
    {
        using var installation = await FilledAsync();
        var there = (await installation.RunAsync([.. ToDatabase, "--json"])).AssertDone().Json;
        MoveFilesAway(installation);
        var back = (await installation.RunAsync([.. ToFiles, "--json"])).AssertDone().Json;
        Assert.That(back.GetProperty("tables").GetRawText(), Is.EqualTo(there.GetProperty("tables").GetRawText()));
        Assert.That((back.GetProperty("from").GetString(), back.GetProperty("to").GetString()), Is.EqualTo(("database", "files")));
        var text = (await installation.RunAsync("store", "copy", "--help")).AssertDone().Output;
        Assert.That(text, Does.Contain("--from").And.Contain("12 integrity failure"));
    }

    [Test]
    public async Task A_target_that_is_not_empty_is_refused()
    {
        using var installation = await FilledAsync();
        (await installation.RunAsync(ToDatabase)).AssertDone();
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Usage, "the register is not empty", "Give an empty database");
        AssertFails(await installation.RunAsync(ToFiles), ExitCode.Usage, "register.db: there is a file already", "Move it away");
        File.Delete(installation.Register);
        AssertFails(await installation.RunAsync(ToFiles), ExitCode.Usage, "ledger.db: there is a file already", "Move it away");
        Assert.That(File.Exists(installation.Register), Is.False);
    }

    [Test]
    public async Task An_audit_chain_that_is_there_is_not_copied_over()
    {
        using var installation = await FilledAsync();
        (await installation.RunAsync(ToDatabase)).AssertDone();
        foreach (var file in Directory.GetFiles(installation.Data, "*.db*"))
        {
            File.Delete(file);
        }

        AssertFails(await installation.RunAsync(ToFiles), ExitCode.Usage, "an audit chain is there already", "leave its anchors");
        Assert.That(Directory.GetFiles(installation.Data, "*.db*"), Is.Empty);
    }

    [Test]
    public async Task An_audit_chain_that_the_database_has_is_not_copied_over()
    {
        using var installation = await FilledAsync();
        database.Execute("INSERT INTO audit.payload (name, part, content) VALUES ('persons/000001.bin', 0, 'x')");
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Usage, "the audit chain is not empty (table payload)");
        AssertDatabaseIsEmpty();
    }

    [Test]
    public async Task A_damaged_audit_chain_is_refused_with_its_place_in_both_directions()
    {
        using var installation = await FilledAsync();
        var chain = Path.Combine(installation.Data, "audit", "chain.jsonl");
        var right = await File.ReadAllTextAsync(chain);
        await File.WriteAllTextAsync(chain, right.Replace("\"persons\":", "\"persons\":1", StringComparison.Ordinal));
        AssertFails(
            await installation.RunAsync(ToDatabase), ExitCode.Integrity, "the audit chain is damaged", "chain.jsonl", "audit verify");
        AssertDatabaseIsEmpty();
        await File.WriteAllTextAsync(chain, right);
        (await installation.RunAsync(ToDatabase)).AssertDone();
        MoveFilesAway(installation);
        database.Execute(
            """
            ALTER TABLE audit.payload DISABLE TRIGGER USER; UPDATE audit.payload SET content = content || 'x' WHERE name LIKE '%/000001.bin'
            """);
        AssertFails(
            await installation.RunAsync(ToFiles),
            ExitCode.Integrity,
            "the audit chain is damaged",
            "audit.payload persons/000001.bin: the row was changed",
            "audit verify");
        Assert.That(Directory.GetFiles(installation.Data, "*.db*"), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(installation.Data, "audit")).Select(Path.GetFileName),
            Has.None.AnyOf("copying", "chain.jsonl", "persons"));
    }

    [TestCase("chain", "NEW.line := NEW.line || ' '", "NEW.sequence = 1")]
    [TestCase("chain", "NEW.kind := 'answer'", "NEW.sequence = 1")]
    [TestCase("payload", "NEW.content := NEW.content || ' '", "NEW.name LIKE '%1.bin'")]
    [TestCase("head", "NEW.sequence := NEW.sequence + 1", "true")]
    public async Task An_audit_chain_that_comes_out_different_undoes_the_copy(string table, string change, string condition)
    {
        using var installation = await FilledAsync();
        database.Execute(
            $"""
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {change}; RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON audit.{table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION spoil()
            """);
        AssertFails(
            await installation.RunAsync(ToDatabase), ExitCode.Integrity, $"table {table} of store audit", "SHA-256", "The copy was undone");
        AssertDatabaseIsEmpty();
    }

    [Test]
    public async Task A_source_that_is_missing_is_refused()
    {
        using var installation = await FilledAsync();
        AssertFails(await installation.RunAsync(ToFiles), ExitCode.Usage, "there is none in this database yet");
        var ledger = Path.Combine(installation.Data, "ledger.db");
        File.Move(ledger, ledger + ".away");
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Integrity, "the ledger is missing");
        File.Move(ledger + ".away", ledger);
        MoveFilesAway(installation);
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Usage, "register.db: there is no such file");
        Assert.That(Directory.GetFiles(installation.Data, "*.db"), Is.Empty, "none was made");
        AssertDatabaseIsEmpty();
    }

    [Test]
    public async Task A_database_without_tables_and_stores_of_a_newer_version_are_refused()
    {
        using var installation = await FilledAsync(migrates: false);
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Error, "is not in this database", "Run: store migrate.");
        (await installation.RunAsync("store", "migrate")).AssertDone();
        DatabaseContents.Execute(installation.Register, "PRAGMA user_version = 99");
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Usage, "it is of schema version 99", "Use the program that made it");
        DatabaseContents.Execute(installation.Register, "PRAGMA user_version = 7");
        DatabaseContents.Execute(Path.Combine(installation.Data, "ledger.db"), "PRAGMA user_version = 99");
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Error, "the ledger has version 99", "Run the version of the program");
        database.Execute("INSERT INTO register.applied_script (version, works_with) VALUES (99, 99)");
        AssertFails(await installation.RunAsync(ToFiles), ExitCode.Error, "the register has version 99", "Run the version of the program");
    }

    [Test]
    public async Task A_row_that_comes_out_different_undoes_the_copy()
    {
        using var installation = await FilledAsync();
        database.Execute(
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.document := NEW.document || ' '; RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON register.version FOR EACH ROW WHEN (NEW.person = 17) EXECUTE FUNCTION spoil()
            """);
        AssertFails(
            await installation.RunAsync(ToDatabase),
            ExitCode.Integrity,
            "table version of store register",
            "SHA-256",
            "The copy was undone");
        AssertDatabaseIsEmpty();
        database.Execute("DROP TRIGGER spoil ON register.version");
        (await installation.RunAsync(ToDatabase)).AssertDone();
    }

    [Test]
    public async Task A_run_that_is_under_way_on_either_side_keeps_the_copy_off()
    {
        using var installation = await FilledAsync();
        var run = Path.Combine(installation.Data, "run.lock");
        await using (File.Open(run, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            AssertFails(await installation.RunAsync(ToDatabase), ExitCode.TryAgainLater, "another run is under way");
        }

        using var elsewhere = new TestInstallation();
        UseDatabase(elsewhere);
        Directory.CreateDirectory(elsewhere.Data);
        using (OpenRun(elsewhere))
        {
            AssertFails(await installation.RunAsync(ToDatabase), ExitCode.TryAgainLater, "another run is under way");
        }

        (await installation.RunAsync(ToDatabase)).AssertDone();
    }

    [TestCase("files", "files")]
    [TestCase("database", "database")]
    public async Task Both_sides_cannot_be_the_same(string from, string to)
    {
        using var installation = new TestInstallation();
        var outcome = await installation.RunAsync("store", "copy", "--from", from, "--to", to);
        Assert.That(outcome.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(outcome.Errors, Does.Contain("name the same side"));
    }

    [Test]
    public async Task Without_a_database_in_the_settings_there_is_nothing_to_copy_to()
    {
        using var installation = new TestInstallation();
        await installation.FillAsync();
        AssertFails(await installation.RunAsync(ToDatabase), ExitCode.Usage, "The settings name no database (Store)");
    }

    [Test]
    public async Task A_register_without_deliveries_is_copied_too_and_one_of_an_older_version_is_converted()
    {
        using var installation = new TestInstallation();
        await installation.FillAsync();
        UseDatabase(installation);
        (await installation.RunAsync("store", "migrate")).AssertDone();
        DatabaseContents.Execute(installation.Register, "DROP TABLE name_key; PRAGMA user_version = 6");
        (await installation.RunAsync(ToDatabase)).AssertDone();
        Assert.That(database.Value("SELECT count(*) FROM ledger.delivery"), Is.Zero);
        Assert.That(database.Value("SELECT count(*) FROM register.name_key"), Is.GreaterThan(300L));
        MoveFilesAway(installation);
        await installation.AssertCarriesOnAsync();
    }

    private static async Task AssertGoOnAlikeAsync(LivedInInstallation stays, LivedInInstallation moves)
    {
        await stays.NextWeekAsync();
        await moves.NextWeekAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await moves.LedgerAsync(), Is.EqualTo(await stays.LedgerAsync()));
            Assert.That(moves.Delivered(), Is.EqualTo(stays.Delivered()));
        }
    }

    /// <summary>The chain proves the same, and a person's report has the same deliveries, in whatever order permits came into it.</summary>
    private static async Task AssertSameAuditAsync(LivedInInstallation stays, LivedInInstallation moves)
    {
        var (here, there) = (await stays.AuditAsync(), await moves.AuditAsync());
        Assert.That(there, Is.EqualTo(here));
    }

    private static void AssertCopied(JsonElement copied, params string[] tables)
    {
        var rows = copied.GetProperty("tables").EnumerateArray().ToDictionary(
            table => table.GetProperty("table").GetString()!,
            table => table.GetProperty("rows").GetInt64());
        foreach (var table in tables)
        {
            Assert.That(rows[table], Is.GreaterThan(0), table);
        }
    }

    private static void AssertFails(Outcome outcome, ExitCode code, params string[] messages) =>
        Assert.That(outcome.AssertFailed(code, messages).Errors, Does.Not.Contain(Secret));

    private static void MoveFilesAway(TestInstallation installation)
    {
        foreach (var file in Directory.GetFiles(installation.Data, "*.db*"))
        {
            File.Move(file, installation.In(Path.GetFileName(file)), overwrite: true);
        }

        if (File.Exists(Path.Combine(installation.Data, "audit", "chain.jsonl")))
        {
            MoveAuditAway(installation);
        }
    }

    /// <summary>The anchors stay.</summary>
    private static void MoveAuditAway(TestInstallation installation)
    {
        var away = Directory.CreateDirectory(installation.In("audit-before")).FullName;
        foreach (var piece in new[] { "chain.jsonl", "head.json", "index.jsonl", "persons" })
        {
            Directory.Move(Path.Combine(installation.Data, "audit", piece), Path.Combine(away, piece));
        }
    }

    private static void UseFiles(TestInstallation installation)
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.WriteAllText(settings, File.ReadAllText(settings + ".files"));
    }

    private void UseDatabase(TestInstallation installation)
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        File.Copy(settings, settings + ".files");
        var file = installation.In("connection");
        File.WriteAllText(file, database.ConnectionString + ";Password=" + Secret);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        installation.UseStore(file);
    }

    private static Deliveries.Ledger.RunLock OpenRun(TestInstallation installation)
    {
        using var work = new Hosting.Installation(
            installation.Config, installation.Data, TimeProvider.System, timeIsSet: false, new RemedyWords(), new Records.Files.DiskSync());
        return work.AcquireRunLock();
    }

    private async Task<TestInstallation> FilledAsync(bool migrates = true)
    {
        var installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        UseDatabase(installation);
        if (migrates)
        {
            (await installation.RunAsync("store", "migrate")).AssertDone();
        }

        return installation;
    }

    private void AssertDatabaseIsEmpty()
    {
        foreach (var table in new[]
        {
            "register.register", "register.version", "register.journal", "ledger.delivery", "audit.chain", "audit.head",
        })
        {
            Assert.That(database.Value($"SELECT count(*) FROM {table}"), Is.Zero, table);
        }
    }
}
