using System.Data.Common;
using System.Globalization;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Reads the ledger without side effects: never makes, changes or converts it, waits for no lock, and needs one query for all deliveries,
/// however many there are.
/// </summary>
public abstract class LedgerOverview : IDisposable
{
    private const string DeliveriesTo = """
        SELECT d.id, d.permit, d.kind, d.number, d.state, d.planned, d.window_from, d.window_to, d.persons, d.records, d.transliterated,
            d.shortened,
               d.composed, d.published, d.received, d.redelivered, (SELECT CAST(coalesce(sum(bytes), 0) AS bigint) FROM file
                   WHERE delivery = d.id),
               d.predecessor, p.state, p.window_to, d.predecessor_sha256, (SELECT sha256 FROM file WHERE delivery = p.id
                   AND name LIKE '%.json'),
               CASE WHEN d.kind = 'extract' THEN
        """;

    private const string DeliveriesFrom = "END FROM delivery d LEFT JOIN delivery p ON p.id = d.predecessor ORDER BY d.id";

    private protected LedgerOverview()
    {
    }

    /// <summary>Opens the one in a SQLite file.</summary>
    /// <exception cref="MuutostietoException">It is damaged, no ledger, or of a version that this program does not read.</exception>
    public static LedgerOverview Open(string path) => SqliteLedgerOverview.OpenFile(path);

    /// <summary>All deliveries in the order of planning.</summary>
    public IReadOnlyList<DeliveryOverview> All() =>
        Guard(connection =>
        {
            var deliveries = new List<DeliveryOverview>();
            if (IsEmpty(connection))
            {
                return deliveries;
            }

            var refusals = Refusals(connection);
            using var command = LedgerRows.Command(connection, $"{DeliveriesTo} {JsonOf("d.terms", "order", "target")} {DeliveriesFrom}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = Row(reader);
                deliveries.Add(
                    row.State is DeliveryState.Published or DeliveryState.Overdue
                    && refusals.TryGetValue(row.Id, out var refusal)
                    && !(refusal.Seen <= row.Redelivered)
                        ? row with
                        {
                            Refused = refusal.Seen,
                            RefusalDigest = refusal.Digest,
                            IsUnclear = refusal.IsUnclear,
                        }
                        : row);
            }

            return deliveries;
        });

    /// <summary>One delivery with all that the ledger has of it; null when there is none.</summary>
    /// <exception cref="MuutostietoException">The ledger is of an older version, which has not all of it.</exception>
    public Delivery? One(long id) => Guard(connection =>
    {
        if (IsEmpty(connection))
        {
            return null;
        }

        RequireLatest(connection);
        return LedgerRows.Read(connection, "WHERE d.id = @id", ("@id", id)).FirstOrDefault();
    });

    /// <summary>Who receives what a permit delivers, as of its last delivery.</summary>
    public Dictionary<string, string> Recipients() =>
        Guard(connection =>
        {
            var recipients = new Dictionary<string, string>(StringComparer.Ordinal);
            if (IsEmpty(connection))
            {
                return recipients;
            }

            using var command = LedgerRows.Command(
                connection,
                $"SELECT permit, coalesce({JsonOf("terms", "recipient")}, permit) FROM delivery "
                    + "WHERE id IN (SELECT max(id) FROM delivery GROUP BY permit)");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                recipients.Add(reader.GetString(0), reader.GetString(1));
            }

            return recipients;
        });

    public abstract void Dispose();

    /// <summary>Reads one state of the ledger; failures of the database are worded.</summary>
    private protected abstract T Read<T>(Func<DbConnection, T> work);

    /// <summary>Whether there are no tables yet.</summary>
    private protected abstract bool IsEmpty(DbConnection connection);

    /// <exception cref="MuutostietoException">The ledger is of an older version.</exception>
    private protected abstract void RequireLatest(DbConnection connection);

    /// <summary>The SQL of a text at a path in a column of JSON.</summary>
    private protected abstract string JsonOf(string column, params string[] path);

    /// <summary>The file or database, for messages.</summary>
    private protected abstract string Place { get; }

    private static Dictionary<long, (DateTimeOffset Seen, string Digest, bool IsUnclear)> Refusals(DbConnection connection)
    {
        var refusals = new Dictionary<long, (DateTimeOffset, string, bool)>();
        using var command = LedgerRows.Command(
            connection,
            "SELECT delivery, seen, mark, source = 'unclear' FROM receipt WHERE source IN ('refused', 'unclear') ORDER BY id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            refusals[reader.GetInt64(0)] = (Time(reader, 1)!.Value, reader.GetString(2), reader.GetBoolean(3));
        }

        return refusals;
    }

    private static DeliveryOverview Row(DbDataReader reader)
    {
        var row = new DeliveryOverview
        {
            Id = reader.GetInt64(0),
            Permit = reader.GetString(1),
            Kind = WireNames.Kind(reader.GetString(2)),
            Number = reader.GetInt32(3),
            State = WireNames.State(reader.GetString(4)),
            Planned = Time(reader, 5)!.Value,
            Window = new DeliveryWindow(reader.IsDBNull(6) ? null : reader.GetInt64(6), reader.GetInt64(7)),
            Counts = new DeliveryCounts(reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11)),
            Composed = Time(reader, 12),
            Published = Time(reader, 13),
            Received = Time(reader, 14),
            Redelivered = Time(reader, 15),
            Bytes = reader.GetInt64(16),
            PredecessorId = reader.IsDBNull(17) ? null : reader.GetInt64(17),
            Target = reader.IsDBNull(22) ? null : reader.GetString(22),
        };
        return row.PredecessorId is null || row.State == DeliveryState.Withdrawn ? row : row with { ChainFault = FaultOf(reader, row) };
    }

    private static string? FaultOf(DbDataReader reader, DeliveryOverview row) =>
        reader.IsDBNull(18) ? "the delivery that it continues is not in the ledger"
        : reader.GetString(18) == DeliveryState.Withdrawn.WireName() ? "the delivery that it continues was withdrawn"
        : reader.GetInt64(19) != row.Window.From ? "its window does not begin where the delivery before it ends"
        : reader.IsDBNull(21) || reader.GetString(20) != reader.GetString(21) ? "it names another manifest than the delivery before it has"
        : null;

    private static DateTimeOffset? Time(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : DateTimeOffset.ParseExact(reader.GetString(column), "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    private T Guard<T>(Func<DbConnection, T> read)
    {
        try
        {
            return Read(read);
        }
        catch (FormatException failure)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{Place}: the ledger holds a value that this program did not write. Restore it from a backup.",
                failure);
        }
    }
}
