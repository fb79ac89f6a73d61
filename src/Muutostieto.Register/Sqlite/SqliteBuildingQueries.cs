using Muutostieto.Register.Buildings;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>What readers and writers ask of buildings as of a key, each statement prepared when it is first needed.</summary>
internal sealed class SqliteBuildingQueries(SqliteDatabase database) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> prepared = new(StringComparer.Ordinal);

    public long? FindId(string code, JournalKey asOf) =>
        One(SqliteBuildingSchema.CodeAt, row => row.BindText(1, code).Bind(2, asOf.Value), row => (long?)row.Number(0));

    public BuildingVersion? At(long building, JournalKey asOf) => One(
        SqliteBuildingSchema.VersionAt,
        row => row.Bind(1, building).Bind(2, asOf.Value),
        row => new BuildingVersion(
            row.Number(0),
            new JournalKey(row.Number(1)),
            row.NumberOrNull(2) is { } to ? new JournalKey(to) : null,
            row.Text(3),
            row.Text(4),
            row.Number(5) == 1,
            row.Bytes(6).ToArray()));

    public IReadOnlyList<BuildingOwner> OwnersOf(long building, JournalKey asOf) =>
        [.. OwnerRows(building, asOf).Select(row => row.Owner)];

    public List<(long Row, BuildingOwner Owner)> OwnerRows(long building, JournalKey asOf) => All(
        SqliteBuildingSchema.OwnersAt,
        row => row.Bind(1, building).Bind(2, asOf.Value),
        row => (row.Number(3), new BuildingOwner(row.NumberOrNull(0), row.Text(1), row.Bytes(2).ToArray())));

    public List<long> OwnedBy(long person, JournalKey asOf) =>
        All(SqliteBuildingSchema.OwnedAt, row => row.Bind(1, person).Bind(2, asOf.Value), row => row.Number(0));

    public List<Dwelling> DwellingsOf(long building, JournalKey asOf) => All(
        SqliteBuildingSchema.DwellingsAt, row => row.Bind(1, building).Bind(2, asOf.Value), row => DwellingOf(row, building));

    public Dwelling? DwellingAt(long dwelling, JournalKey asOf) => One(
        SqliteBuildingSchema.DwellingAt, row => row.Bind(1, dwelling).Bind(2, asOf.Value), row => DwellingOf(row, row.Number(3)));

    public Dwelling? Resolve(string code, DwellingPlace place, JournalKey asOf) => FindId(code, asOf) is not { } building ? null : One(
        SqliteBuildingSchema.PlaceAt,
        row => row.Bind(1, building).Bind(2, asOf.Value).BindText(3, place.ToString()),
        row => DwellingOf(row, building));

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }
    }

    private static Dwelling DwellingOf(SqliteStatement row, long building) =>
        new(row.Number(0), building, row.Text(2), DwellingPlace.Stored(row.Text(1)));

    private T? One<T>(string sql, Action<SqliteStatement> bind, Func<SqliteStatement, T> read)
    {
        var row = Prepared(sql);
        try
        {
            bind(row);
            return row.Step() ? read(row) : default;
        }
        finally
        {
            row.Reset();
        }
    }

    private List<T> All<T>(string sql, Action<SqliteStatement> bind, Func<SqliteStatement, T> read)
    {
        var row = Prepared(sql);
        try
        {
            bind(row);
            var all = new List<T>();
            while (row.Step())
            {
                all.Add(read(row));
            }

            return all;
        }
        finally
        {
            row.Reset();
        }
    }

    private SqliteStatement Prepared(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            prepared.Add(sql, statement = database.Prepare(sql));
        }

        return statement;
    }
}
