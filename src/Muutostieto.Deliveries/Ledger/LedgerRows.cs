using System.Globalization;
using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>Reads deliveries out of the ledger's tables.</summary>
internal static class LedgerRows
{
    private const string Select = """
        SELECT d.id, d.permit, d.kind, d.number, d.occurrence, d.state, d.planned, d.window_from, d.window_to,
               p.kind, p.number, d.predecessor_sha256, d.terms, d.terms_digest, d.catalog_digest,
               d.persons, d.records, d.transliterated, d.shortened, d.composed, d.published, d.place, d.received, d.withdrawn, d.reason,
               d.redelivered, d.drop_cleared, d.outbox_cleared, d.register_mark,
               d.audit_sequence, d.audit_head, d.list_from, d.list_to, d.handing_over, d.signature
        FROM delivery d LEFT JOIN delivery p ON p.id = d.predecessor
        """;

    /// <summary>The deliveries that the rest of the statement (WHERE, ORDER BY) picks.</summary>
    public static List<Delivery> Read(SqliteConnection connection, string rest, params (string Name, object? Value)[] parameters)
    {
        var deliveries = new List<Delivery>();
        using (var command = Command(connection, Select + "\n" + rest, parameters))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                deliveries.Add(Row(reader));
            }
        }

        return
        [
            .. deliveries.Select(delivery =>
                delivery.State == DeliveryState.Planned
                    ? delivery
                    : delivery with
                    {
                        Files = Files(connection, delivery.Id),
                        Receipts = Receipts(connection, delivery.Id),
                    }),
        ];
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        // Constant texts of this folder only; what comes from outside is a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((var name, var value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static Delivery Row(SqliteDataReader reader) =>
        new()
        {
            Id = reader.GetInt64(0),
            Permit = reader.GetString(1),
            Kind = WireNames.Kind(reader.GetString(2)),
            Number = reader.GetInt32(3),
            Occurrence = reader.GetString(4),
            State = WireNames.State(reader.GetString(5)),
            Planned = Time(reader, 6)!.Value,
            Window = new DeliveryWindow(Number(reader, 7), reader.GetInt64(8))
            {
                ListFrom = Number(reader, 31),
                ListTo = Number(reader, 32),
            },
            Predecessor = reader.IsDBNull(9)
                ? null
                : new Predecessor(new DeliveryKey(reader.GetString(1), reader.GetString(9), reader.GetInt32(10)), reader.GetString(11)),
            Terms = new RecordedTerms(reader.GetString(12)),
            TermsDigest = reader.GetString(13),
            CatalogDigest = reader.GetString(14),
            Counts = new DeliveryCounts(reader.GetInt64(15), reader.GetInt64(16), reader.GetInt64(17), reader.GetInt64(18)),
            Files = [],
            Composed = Time(reader, 19),
            PublishingSince = Time(reader, 33),
            Published = Time(reader, 20),
            Place = reader.IsDBNull(21) ? null : reader.GetString(21),
            Received = Time(reader, 22),
            Withdrawn = Time(reader, 23),
            WithdrawalReason = reader.IsDBNull(24) ? null : reader.GetString(24),
            Redelivered = Time(reader, 25),
            DropCleared = Time(reader, 26),
            OutboxCleared = Time(reader, 27),
            RegisterFingerprint = reader.IsDBNull(28) ? null : reader.GetString(28),
            Signature = reader.IsDBNull(34) ? null : reader.GetString(34),
            Audit = reader.IsDBNull(29) ? null : new AuditHead(reader.GetInt64(29), reader.GetString(30)),
        };

    private static long? Number(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    internal static DateTimeOffset? Time(SqliteDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : DateTimeOffset.ParseExact(reader.GetString(column), "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static List<DeliveryFile> Files(SqliteConnection connection, long delivery)
    {
        using var command = Command(
            connection,
            "SELECT name, bytes, records, sha256 FROM file WHERE delivery = $delivery ORDER BY position",
            ("$delivery", delivery));
        using var reader = command.ExecuteReader();
        var files = new List<DeliveryFile>();
        while (reader.Read())
        {
            files.Add(
                new DeliveryFile(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.IsDBNull(2) ? null : reader.GetInt64(2),
                    reader.GetString(3)));
        }

        return files;
    }

    private static DeliveryReceipt[] Receipts(SqliteConnection connection, long delivery)
    {
        using var command = Command(
            connection,
            "SELECT source, at, seen, reason, file, mark FROM receipt WHERE delivery = $delivery ORDER BY id",
            ("$delivery", delivery));
        using var reader = command.ExecuteReader();
        var receipts = new List<DeliveryReceipt>();
        while (reader.Read())
        {
            receipts.Add(new DeliveryReceipt(
                WireNames.Source(reader.GetString(0)), Time(reader, 1)!.Value, Time(reader, 2)!.Value,
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5)));
        }

        return [.. receipts];
    }
}
