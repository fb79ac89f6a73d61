using System.Buffers.Binary;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>The buildings of a register's file that is open for reading.</summary>
/// <param name="session">The reader's.</param>
/// <param name="open">Opens a connection of its own for a scan.</param>
internal sealed class SqliteBuildings(SqliteSession session, Func<SqliteDatabase> open) : SqlBuildings(session)
{
    private const int CancellationInterval = 256;

    public override void Scan(
        JournalKey asOf, IReadOnlyList<string> municipalities, BuildingVisitor visit, CancellationToken cancellation = default)
    {
        using var own = open();
        own.Execute("BEGIN");
        var cursors = municipalities
            .Distinct(StringComparer.Ordinal)
            .Select(code => own.Prepare(SqliteBuildingSchema.Scan).BindText(1, code).Bind(2, asOf.Value))
            .ToList();
        try
        {
            Merge(cursors, visit, cancellation);
        }
        finally
        {
            cursors.ForEach(cursor => cursor.Dispose());
        }
    }

    public override IEnumerable<BuildingEntry> ReadJournal(JournalKey from, JournalKey to)
    {
        using var row = session.File.Prepare(
            "SELECT key, building, event, registered, type, role, record FROM building_entry WHERE key > ?1 AND key <= ?2 ORDER BY key");
        row.Bind(1, from.Value).Bind(2, to.Value);
        while (row.Step())
        {
            yield return new BuildingEntry(
                new JournalKey(row.Number(0)),
                row.Number(1),
                row.Text(2),
                row.Text(3),
                row.Text(4),
                row.Text(5),
                row.Bytes(6).ToArray());
        }
    }

    private static void Merge(List<SqliteStatement> cursors, BuildingVisitor visit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var queue = new PriorityQueue<SqliteStatement, UInt128>(cursors.Count);
        foreach (var cursor in cursors.Where(cursor => cursor.Step()))
        {
            queue.Enqueue(cursor, OrderOf(cursor));
        }

        for (var seen = 1; queue.TryPeek(out var smallest, out _); seen++)
        {
            if (seen % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            Show(smallest, visit);
            queue.Dequeue();
            if (smallest.Step())
            {
                queue.Enqueue(smallest, OrderOf(smallest));
            }
        }
    }

    /// <summary>The code as a number that is ordered as its bytes are.</summary>
    private static UInt128 OrderOf(SqliteStatement row)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        row.Bytes(1).CopyTo(padded);
        return BinaryPrimitives.ReadUInt128BigEndian(padded);
    }

    private static void Show(SqliteStatement row, BuildingVisitor visit)
    {
        var building = new BuildingRow
        {
            BuildingId = row.Number(0),
            Code = row.Bytes(1),
            Municipality = row.Bytes(2),
            Stands = row.Number(3) == 1,
            Document = row.Bytes(4),
        };
        visit(in building);
    }
}
