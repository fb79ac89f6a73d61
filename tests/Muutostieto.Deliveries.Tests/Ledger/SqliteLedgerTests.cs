using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>What a ledger has because it is a SQLite file.</summary>
public sealed class SqliteLedgerTests
{
    private DirectoryInfo folder = null!;
    private SqliteLedger ledger = null!;

    private string FilePath => Path.Combine(folder.FullName, "data", "ledger.db");

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto-ledger-");
        ledger = SqliteLedger.Open(FilePath);
    }

    [TearDown]
    public void TearDown()
    {
        ledger.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public void The_file_itself_refuses_to_forget_or_to_change_a_plan()
    {
        Publish(ledger.Plan(Some.BasePlan()));
        foreach (
            var sql in new[]
            {
                "DELETE FROM delivery",
                "UPDATE delivery SET number = 2",
                "UPDATE delivery SET terms = ''",
                "DELETE FROM file",
                "UPDATE file SET bytes = 1",
            })
        {
            using var raw = Raw(FilePath);
            Assert.Throws<SqliteException>(() => Execute(raw, sql), sql);
        }
    }

    [Test]
    public void Another_version_another_kind_of_database_and_no_database_are_distinguished()
    {
        ledger.Dispose();
        using (var raw = Raw(FilePath))
        {
            Execute(raw, "PRAGMA user_version = 99");
        }

        Expect(FailureKind.Fault, () => SqliteLedger.Open(FilePath), $"has version 99, this program expects {LedgerSchema.Version}");

        var register = Path.Combine(folder.FullName, "register.db");
        using (var raw = Raw(register))
        {
            Execute(raw, "CREATE TABLE person (id INTEGER)");
        }

        Expect(FailureKind.Usage, () => SqliteLedger.Open(register), "is not a ledger");

        var text = Path.Combine(folder.FullName, "text.db");
        File.WriteAllText(text, new string('x', 5000));
        Expect(FailureKind.Integrity, () => SqliteLedger.Open(text), "no SQLite file");
    }

    [Test]
    public void A_ledger_that_another_process_keeps_locked_says_to_try_again()
    {
        using var raw = Raw(FilePath);
        Execute(raw, "BEGIN IMMEDIATE");
        using var hasty = SqliteLedger.Open(FilePath, busySeconds: 1);
        Assert.That(hasty.List(), Is.Empty, "reading goes on");
        Expect(FailureKind.Transient, () => hasty.Plan(Some.BasePlan()), "locked");
        Execute(raw, "ROLLBACK");
        Assert.That(hasty.Plan(Some.BasePlan()).Number, Is.EqualTo(1));
    }

    [Test]
    public void A_process_killed_in_the_middle_of_planning_leaves_no_gap()
    {
        Publish(ledger.Plan(Some.BasePlan()));
        using var raw = Raw(FilePath);
        Execute(raw, "BEGIN IMMEDIATE");
        Execute(
            raw,
            "INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest) "
                + $"VALUES ('kainuu', 'base', 2, 'again', 'planned', '{Some.Time:O}', 100, '{{}}', '', '')");

        // What a killed process leaves on the disk: the files as they are, the transaction open.
        var killed = Path.Combine(folder.FullName, "killed");
        Directory.CreateDirectory(killed);
        foreach (
            var file in Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        )
        {
            File.Copy(file, Path.Combine(killed, Path.GetFileName(file)));
        }

        using var after = SqliteLedger.Open(Path.Combine(killed, "ledger.db"));
        Assert.That(after.List().Single().State, Is.EqualTo(DeliveryState.Published));
        Assert.That(after.Plan(Some.BasePlan(occurrence: "again", to: 130)).Number, Is.EqualTo(2));
    }

    [Test]
    public void Many_first_runs_at_once_make_one_ledger()
    {
        var path = Path.Combine(folder.FullName, "first", "ledger.db");
        Parallel.For(0, 6, i =>
        {
            using var first = SqliteLedger.Open(path, busySeconds: 60);
            first.Plan(Some.BasePlan(occurrence: $"o{i}"));
        });
        using var after = SqliteLedger.Open(path);
        Assert.That(after.List().Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, 6)));
    }

    [Test]
    public void The_file_itself_refuses_to_forget_the_audit_entry_of_a_delivery()
    {
        var planned = ledger.Plan(Some.BasePlan());
        ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, new AuditHead(7, Some.Hash('e')));
        using var raw = Raw(FilePath);
        Assert.Throws<SqliteException>(() => Execute(raw, "UPDATE delivery SET audit_head = NULL"));
    }

    private static void Expect(FailureKind code, Action action, string message)
    {
        var thrown = Assert.Throws<MuutostietoException>(action);
        Assert.That(thrown!.Kind, Is.EqualTo(code), thrown.Message);
        Assert.That(thrown.Message, Does.Contain(message));
    }

    private static SqliteConnection Raw(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Delivery Publish(Delivery delivery)
    {
        ledger.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
        return ledger.MarkPublished(delivery.Id, Some.Time, "drop");
    }
}
