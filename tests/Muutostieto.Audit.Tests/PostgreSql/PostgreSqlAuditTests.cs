using System.IO.Abstractions;
using System.Text;
using Muutostieto.Audit.Files;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Audit.Tests.PostgreSql;

/// <summary>What an audit trail has because it is in a PostgreSQL database.</summary>
public sealed class PostgreSqlAuditTests
{
    private TrailInDatabase scene = null!;

    private static IEnumerable<string> Refused =>
        [
            "DELETE FROM audit.chain",
            "TRUNCATE audit.chain",
            "UPDATE audit.chain SET line = line",
            "UPDATE audit.chain SET name = 'x'",
            "INSERT INTO audit.chain SELECT sequence, kind, name, at, has_persons, line FROM audit.chain",
            "DELETE FROM audit.head",
            "TRUNCATE audit.head",
            "UPDATE audit.head SET sequence = sequence",
            "UPDATE audit.payload SET content = ''",
            "TRUNCATE audit.payload",
        ];

    [SetUp]
    public void SetUp() => scene = new TrailInDatabase();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void The_database_itself_refuses_to_forget_or_to_change_what_was_recorded()
    {
        scene.Record(1, 1);
        foreach (var sql in Refused)
        {
            Assert.That(() => scene.Database.Execute(sql), Throws.InstanceOf<PostgresException>(), sql);
        }

        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public async Task Lines_and_payloads_are_the_bytes_that_files_have()
    {
        using var files = new TrailInFiles();
        foreach (var one in new TrailScene[] { files, scene })
        {
            await FillAsync(one);
        }

        Assert.That(scene.Chain, Is.EqualTo(files.Chain));
        Assert.That(scene.Payloads, Is.EqualTo(files.Payloads));
    }

    [Test]
    public async Task A_chain_copied_into_files_is_verified_with_the_same_result_and_goes_on_there()
    {
        await FillAsync(scene);
        using var files = new TrailInFiles();
        PrivateCopy(files);

        var (here, there) = (scene.Verify(), files.Verify());
        Assert.That(
            (there.Head, there.Payloads, there.Purged, there.Compared, there.Findings),
            Is.EqualTo((here.Head, here.Payloads, here.Purged, here.Compared, here.Findings)));
        Assert.That(here.Findings, Is.Empty);
        Assert.That(files.Record(9, 5).Sequence, Is.EqualTo(here.Head!.Sequence + 1));
    }

    [Test]
    public async Task Those_who_record_while_others_are_written_share_one_transaction()
    {
        var trail = scene.Trail;
        Task<AuditHead> first;
        List<Task<AuditHead>> others;
        using (var held = Writer())
        {
            first = AuditScene.AnswerAsync(trail, null, 1);
            WaitForWaiting(1);
            others = [.. Enumerable.Range(2, 99).Select(person => AuditScene.AnswerAsync(trail, null, person))];
            Assert.That(first.IsCompleted || others.Exists(other => other.IsCompleted), Is.False);
        }

        var heads = await Task.WhenAll([first, .. others]);
        Assert.That(heads.Select(head => head.Sequence), Is.EqualTo(Enumerable.Range(1, 100)));
        Assert.That(scene.Database.Value("SELECT count(DISTINCT CAST(xmin AS text)) FROM audit.chain"), Is.EqualTo(2L));
        Assert.That(scene.Database.Value("SELECT count(DISTINCT CAST(xmin AS text)) FROM audit.payload"), Is.EqualTo(2L));
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public void Who_waits_for_another_writer_too_long_is_to_try_again()
    {
        using var held = Writer();
        var waiting = StoreDatabase.Open(scene.Database.ConnectionString, PostgreSqlAudit.Scripts, busySeconds: 1);
        var trail = new AuditStore(
            new PostgreSqlStorage(new Lazy<StoreDatabase>(waiting), new FileSystem(), scene.Folder),
            scene.Folder,
            scene.Clock,
            NoDisk.Instance);
        var failed = Assert.Throws<MuutostietoException>(() => trail.RecordQuestion(AuditScene.Question, 1))!;
        Assert.That((failed.Kind, failed.Message), Is.EqualTo((
            FailureKind.Transient,
            $"{waiting.Place}: another process keeps the audit chain locked. Run again when it has ended.")));
    }

    [Test]
    public void Without_the_lock_a_number_is_still_taken_only_once()
    {
        scene.Record(1, 1);
        using var connection = new NpgsqlConnection(scene.Database.ConnectionString + ";Search Path=audit");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var late = PostgreSqlChainEnd.Open(connection, "here");
        scene.Record(2, 2);

        Assert.That(
            () => late.Append([(sequence, previous) => new AuditEntry
            {
                Sequence = sequence,
                Previous = previous,
                At = scene.Clock.Now,
                Kind = AuditEntryKind.Question,
                Question = AuditScene.Question,
            }]),
            Throws.TypeOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.UniqueViolation));
        transaction.Rollback();
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public void A_connection_cut_in_the_middle_of_an_append_leaves_nothing_half()
    {
        var first = scene.Record(1, 1, 2);
        foreach (var place in new[] { "payload", "chain", "head" })
        {
            // The server ends the connection when this table is written to: a network that breaks there.
            scene.Database.Execute($"""
                CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE TRIGGER cut AFTER INSERT OR UPDATE ON audit.{place} FOR EACH STATEMENT EXECUTE FUNCTION cut()
                """);
            var failed = Assert.Throws<MuutostietoException>(() => scene.Record(2, 2, 3), place)!;
            Assert.That((failed.Kind, place), Is.EqualTo((FailureKind.Transient, place)));
            Assert.That(
                async () => await scene.AnswerAsync("user", 7), Throws.InstanceOf<MuutostietoException>(), place);
            scene.Database.Execute($"DROP TRIGGER cut ON audit.{place}; DROP FUNCTION cut");

            Assert.That((scene.Verify().Findings, scene.Verify().Head), Is.EqualTo((Array.Empty<AuditFinding>(), first)), place);
            Assert.That(scene.Payloads.Keys, Is.EqualTo(new[] { "persons/000001.bin" }), place);
        }

        Assert.That(scene.Record(2, 2, 3).Sequence, Is.EqualTo(2));
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public async Task After_all_connections_were_cut_the_same_trail_goes_on()
    {
        var trail = scene.Trail;
        await AuditScene.AnswerAsync(trail, null, 1);
        scene.Database.CutConnections();
        Assert.That((await AuditScene.AnswerAsync(trail, null, 2)).Sequence, Is.EqualTo(2));
        Assert.That(trail.Verify(null).Payloads().Result.Findings, Is.Empty);
    }

    [Test]
    public async Task A_purge_that_was_broken_off_goes_on_with_what_is_left()
    {
        for (var day = 0; day < 4; day++)
        {
            await scene.AnswerAsync("user", day);
            scene.Record(day + 1, day);
            scene.Clock.Now = scene.Clock.Now.AddDays(1);
        }

        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        scene.Database.Execute("""
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF OLD.name = 'persons/000006.bin' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN OLD; END $$;
            CREATE TRIGGER cut BEFORE DELETE ON audit.payload FOR EACH ROW EXECUTE FUNCTION cut()
            """);
        Assert.That(() => scene.Trail.Purge(5, new Witness()), Throws.InstanceOf<MuutostietoException>());
        Assert.That(scene.Payloads, Has.Count.InRange(1, 7), "some are removed, and some are not");
        Assert.That(scene.Verify().Findings, Is.Empty, "the chain says that they may be");
        scene.Database.Execute("DROP TRIGGER cut ON audit.payload");

        Assert.That(scene.Trail.Purge(5, new Witness()), Is.Zero, "it was recorded before");
        Assert.That(scene.Payloads, Is.Empty);
        Assert.That((scene.Verify().Findings, scene.Verify().Purged), Is.EqualTo((Array.Empty<AuditFinding>(), 8L)));
    }

    [TestCase("kind = 'answer'")]
    [TestCase("name = 'kainuu changes 9'")]
    [TestCase("at = at + interval '1 second'")]
    [TestCase("has_persons = false")]
    public void What_an_entry_is_found_by_is_compared_with_its_line(string change)
    {
        scene.Record(1, 1);
        scene.Record(2, 1);
        scene.Record(3, 1);
        scene.Change($"UPDATE audit.chain SET {change} WHERE sequence = 2");

        Assert.That(scene.Verify().Findings.Single().ToString(), Does.StartWith("audit.chain row 2: its columns were changed"));
    }

    [Test]
    public void A_row_under_the_name_of_another_is_not_answered_from()
    {
        scene.Record(1, 1);
        scene.Record(2, 1);
        scene.Change("UPDATE audit.chain SET name = 'kainuu changes 3' WHERE sequence = 2");

        var failed = Assert.Throws<MuutostietoException>(() => scene.Record(3, 1))!;
        Assert.That((failed.Kind, failed.Remedy), Is.EqualTo((FailureKind.Integrity, (Remedy)new VerifyChain())));
        Assert.That(failed.Message, Does.Contain("row 2 of audit.chain"));
    }

    [TestCase("DELETE FROM audit.head", "audit.head: it is missing")]
    [TestCase("DELETE FROM audit.chain WHERE sequence = 3", "audit.chain row 3: entry 3 is missing")]
    [TestCase("UPDATE audit.head SET sequence = 2", "audit.chain row 2: it has the hash")]
    [TestCase("UPDATE audit.chain SET line = CAST('{}' AS bytea) WHERE sequence = 3", "audit.chain row 3: it cannot be read")]
    public void Where_the_chain_ends_elsewhere_than_its_head_says_nothing_is_appended(string change, string finding)
    {
        scene.Record(1, 1);
        scene.Record(2, 1);
        scene.Record(3, 1);
        scene.Change(change);

        Assert.That(scene.Verify().Findings.Select(found => found.ToString()), Has.Some.StartsWith(finding));
        var failed = Assert.Throws<MuutostietoException>(() => scene.Record(4, 1))!;
        Assert.That((failed.Kind, failed.Remedy), Is.EqualTo((FailureKind.Integrity, (Remedy)new VerifyChain())));
    }

    [Test]
    public void A_chain_in_the_folder_is_not_left_behind_for_a_new_one_in_the_database()
    {
        new AuditStore(scene.Folder, scene.Clock, NoDisk.Instance).RecordQuestion(AuditScene.Question, 1);

        var failed = Assert.Throws<MuutostietoException>(() => scene.Record(1, 1))!;
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failed.Message, Does.StartWith($"{scene.Folder}: an audit chain is in files there"));
        Directory.Move(Path.Combine(scene.Folder, "chain.jsonl"), Path.Combine(scene.Folder, "kept"));
        Assert.That(scene.Record(1, 1).Sequence, Is.EqualTo(1));
    }

    [Test]
    public void An_anchor_is_a_file_of_the_audit_folder()
    {
        var head = scene.Record(1, 1);
        _ = scene.Trail.WriteAnchor();

        Assert.That(
            File.ReadAllText(Path.Combine(scene.Folder, "anchors", "2026-01-05.json")),
            Is.EqualTo($$"""{"day":"2026-01-05","sequence":1,"head":"{{head.Hash}}"}""" + "\n"));
        Assert.That(Directory.GetFileSystemEntries(scene.Folder).Select(Path.GetFileName), Is.EqualTo(new[] { "anchors" }));
    }

    [Test]
    public async Task The_statements_of_the_manual_find_what_was_changed_and_nothing_else()
    {
        await FillAsync(scene);
        var guide = File.ReadAllText(Repository.File("docs", "operations.md"));
        var start = guide.IndexOf("-- entries that do not follow", StringComparison.Ordinal);
        var statements = guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)].Split(';')[..2];
        Assert.That(statements.Select(scene.Database.Value), Has.All.Null);

        scene.WritePayload("persons/000006.bin", [1]);
        Assert.That(statements.Select(scene.Database.Value), Is.EqualTo(new object?[] { null, 6L }));
        var lines = scene.Lines;
        lines[1] = lines[1].Replace("\"part\":1", "\"part\":2", StringComparison.Ordinal);
        scene.Write(lines);
        Assert.That(statements.Select(scene.Database.Value), Is.EqualTo(new object?[] { 3L, 6L }));
    }

    [Test]
    public async Task The_role_of_the_interface_can_do_all_but_a_purge()
    {
        var trail = scene.NewAudit(scene.ForInterface).Open(scene.Clock, NoDisk.Instance);
        var head = trail.RecordDelivery(AuditScene.Delivery(1), AuditScene.Content(1), AuditScene.Files("a"), null);
        await AuditScene.AnswerAsync(trail, "user", 1);
        Assert.That(trail.PersonsOf(AuditScene.Delivery(1).Key, head).Persons, Is.EqualTo(new long[] { 1 }));
        Assert.That(trail.Verify(null).Payloads().Result.Findings, Is.Empty);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);

        var refused = Assert.Throws<MuutostietoException>(() => trail.Purge(5, new Witness()))!;
        Assert.That((refused.Kind, refused.Message), Is.EqualTo((FailureKind.Fault, refused.Message)));
        Assert.That(refused.Message, Does.Contain("refuses this user").And.Contain("payload"));
        Assert.That(scene.Payloads, Has.Count.EqualTo(2));
    }

    [TestCase("DELETE FROM audit.payload WHERE name = 'persons/000001.bin'", TestName = "Of a delivery")]
    [TestCase("DELETE FROM audit.payload WHERE name = 'persons/2026-01-05.bin'", TestName = "Of a day")]
    [TestCase("DELETE FROM audit.payload", TestName = "All")]
    public async Task Persons_cannot_be_removed_before_the_chain_says_so(string removal)
    {
        scene.Record(1, 1);
        await AuditScene.AnswerAsync(scene.Trail, "user", 1);
        using var connection = new NpgsqlConnection(scene.ForDeliveries);
        connection.Open();

        Assert.That(
            () => Run(
                "CREATE TEMP TABLE chain AS SELECT 'purge' AS kind, "
                    + "'{\"purge\":{\"entries\":[1],\"files\":[\"persons/2026-01-05.bin\"]}}'::bytea AS line;" + removal),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("are removed after an entry of the audit chain says so"));
        Assert.That(scene.Payloads, Has.Count.EqualTo(2));

        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        Assert.That(scene.Trail.Purge(5, new Witness()), Is.EqualTo(2));
        Assert.That(scene.Payloads, Is.Empty);

        void Run(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }

    [Test]
    public void A_database_without_the_tables_says_what_to_do()
    {
        using var other = PostgreSqlCluster.Shared.NewDatabase();
        var trail = scene.NewAudit(other.ConnectionString).Open(scene.Clock, NoDisk.Instance);

        var failed = Assert.Throws<MuutostietoException>(() => trail.RecordQuestion(AuditScene.Question, 1))!;
        Assert.That(failed.Message, Does.Contain("the audit chain is not in this database"));
        Assert.That(failed.Remedy, Is.EqualTo(new StoreRemedy.Migrate()));
    }

    [Test]
    public async Task A_database_in_the_place_of_the_one_that_was_recorded_in_is_noticed()
    {
        var trail = scene.Trail;
        await AuditScene.AnswerAsync(trail, null, 1);
        await AuditScene.AnswerAsync(trail, null, 2);
        scene.Change("DELETE FROM audit.chain WHERE sequence = 2; DELETE FROM audit.head");
        scene.Change("INSERT INTO audit.head VALUES (1, 1, @hash)", ("hash", HashOf(scene.Lines[0])));

        Assert.That(
            async () => await AuditScene.AnswerAsync(trail, null, 3),
            Throws.InstanceOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity)
                .And.Message.Contains("entry 2 of the audit chain was recorded by this process"));
    }

    /// <summary>One of each kind, some of later days, and a purge.</summary>
    private static async Task FillAsync(TrailScene one)
    {
        var started = one.Clock.Now;
        one.Record(1, 1, 2, 600);
        _ = await one.AnswerAsync("user", 1, 600);
        _ = await one.AnswerAsync(null, 2);
        _ = one.Trail.RecordQuestion(AuditScene.Question, 600);
        _ = one.Trail.RecordAnswer(AuditedAnswer.Of("kainuu", "saaja", "lista.TAS", "x"u8, 1));
        one.Clock.Now = started.AddYears(6).AddTicks(17);
        one.Record(AuditScene.Delivery(2) with { Planned = one.Clock.Now }, [2]);
        _ = one.Trail.Purge(5, new Witness());
        _ = await one.AnswerAsync("other", 3);
        _ = await one.AnswerAsync("other", 4);
    }

    private static string HashOf(string line) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(line + "\n")));

    private void PrivateCopy(TrailInFiles files)
    {
        Directory.CreateDirectory(AuditFolder.Payloads(files.Folder));
        files.Write(scene.Lines);
        foreach (var (name, content) in scene.Payloads)
        {
            files.WritePayload(name, content);
        }
    }

    /// <summary>Holds the lock of those who append.</summary>
    private StoreTransaction Writer() => StoreDatabase.Open(scene.Database.ConnectionString, PostgreSqlAudit.Scripts).BeginWrite();

    private void WaitForWaiting(int count)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while ((long)scene.Database.Value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")! < count)
        {
            Assert.That(DateTime.UtcNow, Is.LessThan(until));
            Thread.Sleep(10);
        }
    }
}
