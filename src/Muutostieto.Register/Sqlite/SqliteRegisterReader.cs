using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>A register's file, also one of an older version.</summary>
/// <param name="session">The reader's own.</param>
/// <param name="open">Opens a connection of its own for a scan.</param>
internal sealed class SqliteRegisterReader(SqliteSession session, Func<SqliteDatabase> open)
    : SqlRegisterReader(session, new SqliteBuildings(session, open))
{
    private readonly SqliteDatabase database = session.File;
    private bool? hasNames;

    public override RegisterFeed Feed() =>
        session.HasTable("feed") ? base.Feed() : new RegisterFeed(database.Number(SqliteSchema.WasFed) == 1, null, 0, 0);

    public override void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        ResidentFilter? filter,
        PersonVisitor visit,
        CancellationToken cancellation = default)
    {
        // A connection of its own: its read transaction lasts as long as the scan, and what else is asked meanwhile sees what is new.
        using var own = open();
        own.Execute("BEGIN");
        var hasFacts = own.Number("PRAGMA user_version") >= SqliteMigration.WithFacts;
        using var scan = new ResidentScan(
            own, new ResidentQuery(SqliteSchema.Residents, asOf, hasFacts ? filter : null), municipalities);
        scan.Run(hasFacts || filter is null ? visit : Passing, cancellation);

        void Passing(in ResidentRow row)
        {
            if (filter.Passes(ResidentFacts.Of(row.IdentityCode, row.Document)))
            {
                visit(in row);
            }
        }
    }

    public override void ScanDead(
        JournalKey asOf, IReadOnlyList<string> municipalities, PersonVisitor visit, CancellationToken cancellation = default)
    {
        using var own = open();
        own.Execute("BEGIN");
        using var scan = new ResidentScan(own, new ResidentQuery(SqliteSchema.Dead, asOf, null), municipalities);
        scan.Run(visit, cancellation);
    }

    public override IEnumerable<JournalEntry> ReadJournal(JournalKey from, JournalKey to)
    {
        using var row = database.Prepare("""
            SELECT key, kind, person, event, registered, type, role, record FROM journal WHERE key > ?1 AND key <= ?2 ORDER BY key
            """);
        row.Bind(1, from.Value).Bind(2, to.Value);
        while (row.Step())
        {
            yield return new JournalEntry(
                new JournalKey(row.Number(0)),
                (JournalEntryKind)row.Number(1),
                row.NumberOrNull(2),
                row.Text(3),
                row.Text(4),
                row.Text(5),
                row.Text(6),
                row.Bytes(7).ToArray());
        }
    }

    public override void ShowChanged(JournalKey after, VersionVisitor visit)
    {
        using var row = session.Prepare(
            after == JournalKey.BeforeEverything
                ? $"SELECT {RegisterQueries.VersionColumns} FROM version WHERE to_key IS NULL"
                : $"SELECT {RegisterQueries.VersionColumns} FROM version WHERE to_key IS NULL AND person IN "
                    + $"(SELECT person FROM journal WHERE key > {after.Value})");
        while (row.Step())
        {
            VersionRows.Show(row, visit);
        }
    }

    protected override long Bytes() => SizeOf(database.Path) + SizeOf(database.Path + "-wal");

    protected override void RequireNames()
    {
        // Asked once of a register that has them: it never loses them again.
        if (hasNames != true && !(hasNames = session.Version >= SqliteMigration.WithNames).Value)
        {
            throw SqliteFailure.NoNames(database.Path);
        }
    }

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
