using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>Ledgers of earlier versions are carried over with what is in them.</summary>
public sealed class SqliteLedgerMigrationTests
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
    public void A_ledger_of_version_1_is_carried_over_with_what_is_in_it()
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            Execute(raw, LedgerSchema.Steps[0]);
            Execute(raw, $$"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    persons, composed, published, place)
                VALUES ('a', 'base', 1, 'initial', 'published', '2026-01-05T02:30:00.0000000+02:00', 7, '{}', 'd', 'c', 3,
                    '2026-01-05T02:31:00.0000000+02:00', '2026-01-05T02:32:00.0000000+02:00', 'drop');
                INSERT INTO file (delivery, position, name, bytes, records, sha256) VALUES (1, 0, 'a.json', 5, NULL, '{{new string(
                    '0',
                    64
                )}}');
                PRAGMA application_id = {{LedgerSchema.ApplicationId}}; PRAGMA user_version = 1;
                """);
        }

        ledger = SqliteLedger.Open(FilePath);

        var after = ledger.List().Single();
        Assert.That(
            (
                after.Title,
                after.State,
                after.Window.To,
                after.Counts.Persons,
                after.Manifest?.Name,
                after.RegisterFingerprint,
                after.Redelivered,
                after.Audit),
            Is.EqualTo(("a base 1", DeliveryState.Published, 7L, 3L, "a.json", (string?)null, (DateTimeOffset?)null, (AuditHead?)null)));
        Assert.That(ledger.RecordReceipt(after.Id, Receipt(ReceiptSource.Accepted)).State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public void A_ledger_from_before_members_were_kept_knows_who_is_on_each_list_at_each_position()
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.TakeWhile(step => !step.Contains("TABLE list_member", StringComparison.Ordinal))];
            foreach (var step in before)
            {
                Execute(raw, step);
            }

            Execute(raw, $"""
                INSERT INTO list_change (permit, position, person, added, uploaded)
                VALUES ('a', 1, 7, 1, 1), ('a', 2, 8, 1, 1), ('a', 3, 7, 0, 1), ('a', 4, 9, 1, 0), ('a', 5, 7, 1, 1), ('a', 6, 8, 0, 1),
                    ('b', 1, 8, 1, 1);
                PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {before.Count};
                """);
        }

        ledger = SqliteLedger.Open(FilePath);

        long[][] expected = [[], [7], [7, 8], [8], [8, 9], [7, 8, 9], [7, 9]];
        for (var position = 0; position < expected.Length; position++)
        {
            Assert.That(ledger.ListMembers("a", position).Order(), Is.EqualTo(expected[position]), $"position {position}");
        }

        Assert.That(ledger.ListMembers("b", long.MaxValue), Is.EqualTo(new[] { 8L }));
        var taken = ledger.TakeIn(
            new NewListUpload
            {
                Permit = "a",
                Name = "a.HTT",
                Sha256 = new string('a', 64),
                Bytes = 1,
                JournalKey = 1,
                RegisterFingerprint = "m",
                Lines = 4,
                Changes = [(7, true), (9, false), (9, true)],
            },
            DateTimeOffset.UnixEpoch);
        Assert.That((taken.Added, taken.Removed, taken.Unchanged, taken.Persons, taken.Window), Is.EqualTo((1, 1, 2, 2, (6L, 8L))));
    }

    [TestCase("TABLE update_outcome", 0)]
    [TestCase("TABLE update_renewal", 1)]
    public void A_ledger_from_before_updates_is_carried_over_and_takes_them(string added, int uploads)
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.TakeWhile(step => !step.Contains(added, StringComparison.Ordinal))];
            foreach (var step in before)
            {
                Execute(raw, step);
            }

            if (uploads > 0)
            {
                Execute(raw, $"""
                    INSERT INTO update_upload (permit, ordered, name, sha256, bytes, taken, rows, number)
                    VALUES ('a', 'o', 'a.csv', '{new string('a', 64)}', 1, '2026-01-05T02:30:00.0000000+02:00', 20, 1);
                    """);
            }

            Execute(raw, $"PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {before.Count};");
        }

        ledger = SqliteLedger.Open(FilePath);
        Assert.That(ledger.UpdateUploads("a"), Has.Count.EqualTo(uploads));
        var taken = ledger.TakeInUpdate(new UpdateUpload(
            0, "a", "o", "a.csv", new string('a', 64), 1, DateTimeOffset.UnixEpoch, 20, 1, null, null));
        Assert.That(ledger.RenewUpdate(taken.Id, 2, null, DateTimeOffset.UnixEpoch).Number, Is.EqualTo(2));
        Assert.That(ledger.UpdateUploads("a"), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_ledger_from_before_chains_began_at_keys_is_carried_over_and_takes_one()
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.SkipLast(1)];
            before.ForEach(step => Execute(raw, step));
            Execute(raw, $$"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest)
                VALUES ('a', 'base', 1, 'initial', 'planned', '2026-01-05T02:30:00.0000000+02:00', 7, '{}', 'd', 'c');
                PRAGMA application_id = {{LedgerSchema.ApplicationId}}; PRAGMA user_version = {{before.Count}};
                """);
        }

        ledger = SqliteLedger.Open(FilePath);

        Assert.That(ledger.List().Single().Title, Is.EqualTo("a base 1"));
        Assert.That(ledger.Plan(Some.KeyPlan("from key 40", 40, 100)).BeginsAtKey, Is.True);
        using var after = Raw(FilePath);
        using var check = after.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.That(check.ExecuteScalar(), Is.EqualTo("ok"));
        Assert.That(
            () => Execute(after, """
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, predecessor, terms, terms_digest,
                    catalog_digest)
                VALUES ('a', 'base', 2, 'x', 'planned', '', 7, 1, '{}', 'd', 'c')
                """),
            Throws.TypeOf<SqliteException>(), "a base continues nothing");
    }

    [Test]
    public void A_ledger_from_before_signatures_is_carried_over_and_what_was_composed_stays_unsigned()
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.TakeWhile(step => !step.Contains("COLUMN signature", StringComparison.Ordinal))];
            before.ForEach(step => Execute(raw, step));
            Execute(raw, $$"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    composed)
                VALUES ('a', 'base', 1, 'initial', 'composed', '2026-01-05T02:30:00.0000000+02:00', 7, '{}', 'd', 'c',
                    '2026-01-05T02:31:00.0000000+02:00');
                INSERT INTO file (delivery, position, name, bytes, records, sha256) VALUES (1, 0, 'a.json', 5, NULL, '{{new string(
                    '0',
                    64
                )}}');
                PRAGMA application_id = {{LedgerSchema.ApplicationId}}; PRAGMA user_version = {{before.Count}};
                """);
        }

        ledger = SqliteLedger.Open(FilePath);

        var after = ledger.List().Single();
        Assert.That((after.Title, after.State, after.Signature), Is.EqualTo(("a base 1", DeliveryState.Composed, (string?)null)));
        Assert.That(ledger.MarkComposed(after.Id, after.Files, after.Counts, Some.Time).Signature, Is.Null);
        Expect(
            FailureKind.Integrity,
            () => ledger.MarkComposed(after.Id, after.Files, after.Counts, Some.Time, signature: "x"),
            "the signature");
    }

    [Test]
    public void A_ledger_from_before_the_beginning_of_publishing_was_noted_is_carried_over()
    {
        ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            foreach (var step in LedgerSchema.Steps.Take(6))
            {
                Execute(raw, step);
            }

            Execute(raw, $"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    composed)
                VALUES ('a', 'base', 1, 'initial', 'composed', '2026-01-05T02:30:00.0000000+02:00', 7, '{"{}"}', 'd', 'c',
                    '2026-01-05T02:31:00.0000000+02:00');
                PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = 6;
                """);
        }

        ledger = SqliteLedger.Open(FilePath);

        Assert.That(
            ledger.List().Single(),
            Has.Property(nameof(Delivery.PublishingSince)).Null.And.Property(nameof(Delivery.State)).EqualTo(DeliveryState.Composed));
    }

    private static DeliveryReceipt Receipt(ReceiptSource source) =>
        new(source, Some.Time.AddDays(3), Some.Time.AddDays(3), null, null, source.WireName());

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
}
