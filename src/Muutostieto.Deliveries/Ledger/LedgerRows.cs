using System.Data.Common;
using System.Globalization;
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
    public static List<Delivery> Read(DbConnection connection, string rest, params (string Name, object? Value)[] parameters)
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

        if (deliveries.TrueForAll(delivery => delivery.State == DeliveryState.Planned))
        {
            return deliveries;
        }

        // Two queries however many deliveries there are: each is a round trip to a server.
        var files = Files(connection, rest, parameters);
        var receipts = Receipts(connection, rest, parameters);
        return
        [
            .. deliveries.Select(delivery =>
                delivery.State == DeliveryState.Planned
                    ? delivery
                    : delivery with
                    {
                        Files = [.. files[delivery.Id]],
                        Receipts = [.. receipts[delivery.Id]],
                    }),
        ];
    }

    public static DbCommand Command(DbConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        // Constant texts of this folder only; what comes from outside is a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((var name, var value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static Delivery Row(DbDataReader reader) =>
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

    private static long? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    internal static DateTimeOffset? Time(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : DateTimeOffset.ParseExact(reader.GetString(column), "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static ILookup<long, DeliveryFile> Files(DbConnection connection, string rest, (string Name, object? Value)[] parameters)
    {
        using var command = Command(
            connection,
            "SELECT delivery, name, bytes, records, sha256 FROM file WHERE delivery IN (SELECT d.id FROM delivery d "
                + rest
                + ") ORDER BY delivery, position",
            parameters);
        using var reader = command.ExecuteReader();
        var files = new List<(long Delivery, DeliveryFile File)>();
        while (reader.Read())
        {
            files.Add(
                (
                    reader.GetInt64(0),
                    new DeliveryFile(
                        reader.GetString(1),
                        reader.GetInt64(2),
                        reader.IsDBNull(3) ? null : reader.GetInt64(3),
                        reader.GetString(4))));
        }

        return files.ToLookup(each => each.Delivery, each => each.File);
    }

    private static ILookup<long, DeliveryReceipt> Receipts(
        DbConnection connection,
        string rest,
        (string Name, object? Value)[] parameters)
    {
        using var command = Command(
            connection,
            "SELECT delivery, source, at, seen, reason, file, mark FROM receipt WHERE delivery IN (SELECT d.id FROM delivery d "
                + rest
                + ") ORDER BY id",
            parameters);
        using var reader = command.ExecuteReader();
        var receipts = new List<(long Delivery, DeliveryReceipt Receipt)>();
        while (reader.Read())
        {
            receipts.Add(
                (
                    reader.GetInt64(0),
                    new DeliveryReceipt(
                        WireNames.Source(reader.GetString(1)),
                        Time(reader, 2)!.Value,
                        Time(reader, 3)!.Value,
                        reader.IsDBNull(4) ? null : reader.GetString(4),
                        reader.IsDBNull(5) ? null : reader.GetString(5),
                        reader.GetString(6))));
        }

        return receipts.ToLookup(each => each.Delivery, each => each.Receipt);
    }
}
