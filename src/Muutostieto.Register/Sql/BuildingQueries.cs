using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

/// <summary>What readers and writers ask of buildings as of a key, each statement prepared when it is first needed.</summary>
internal sealed class BuildingQueries(ISqlDatabase database) : IDisposable
{
    /// <summary>A building (?1) as of a key (?2).</summary>
    private const string VersionAtKey = """
        SELECT building, from_key, to_key, code, municipality, stands, document FROM building_version
        WHERE building = ?1 AND from_key <= ?2 ORDER BY from_key DESC LIMIT 1
        """;

    /// <summary>The building with a code (?1) as of a key (?2).</summary>
    private const string CodeAtKey = "SELECT building FROM building_code WHERE code = ?1 AND since_key <= ?2";

    /// <summary>The owners of a building (?1) as of a key (?2).</summary>
    private const string OwnersAtKey = """
        SELECT person, business_id, document, id FROM building_owner
        WHERE building = ?1 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2) ORDER BY id
        """;

    /// <summary>The buildings of a person (?1) as of a key (?2).</summary>
    private const string OwnedAtKey = """
        SELECT DISTINCT building FROM building_owner
        WHERE person = ?1 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2) ORDER BY building
        """;

    /// <summary>The dwellings of a building (?1) as of a key (?2).</summary>
    private const string DwellingsAtKey = """
        SELECT p.dwelling, p.place, d.permanent_id FROM dwelling_place p JOIN dwelling d ON d.id = p.dwelling
        WHERE p.building = ?1 AND p.from_key <= ?2 AND (p.to_key IS NULL OR p.to_key > ?2) ORDER BY p.place
        """;

    /// <summary>A dwelling (?1) as of a key (?2), with its building.</summary>
    private const string DwellingAtKey = """
        SELECT p.dwelling, p.place, d.permanent_id, d.building FROM dwelling d JOIN dwelling_place p ON p.building = d.building
        WHERE d.id = ?1 AND p.dwelling = d.id AND p.from_key <= ?2 AND (p.to_key IS NULL OR p.to_key > ?2)
        """;

    /// <summary>The dwelling at a place (?3) of a building (?1) as of a key (?2).</summary>
    private const string PlaceAtKey = """
        SELECT p.dwelling, p.place, d.permanent_id FROM dwelling_place p JOIN dwelling d ON d.id = p.dwelling
        WHERE p.building = ?1 AND p.place = ?3 AND p.from_key <= ?2 AND (p.to_key IS NULL OR p.to_key > ?2)
        """;

    private readonly Dictionary<string, ISqlStatement> prepared = new(StringComparer.Ordinal);

    public long? FindId(string code, JournalKey asOf) =>
        One(CodeAtKey, row => row.BindText(1, code).Bind(2, asOf.Value), row => (long?)row.Number(0));

    public BuildingVersion? At(long building, JournalKey asOf) => One(
        VersionAtKey,
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
        OwnersAtKey,
        row => row.Bind(1, building).Bind(2, asOf.Value),
        row => (row.Number(3), new BuildingOwner(row.NumberOrNull(0), row.Text(1), row.Bytes(2).ToArray())));

    public List<long> OwnedBy(long person, JournalKey asOf) =>
        All(OwnedAtKey, row => row.Bind(1, person).Bind(2, asOf.Value), row => row.Number(0));

    public List<Dwelling> DwellingsOf(long building, JournalKey asOf) => All(
        DwellingsAtKey, row => row.Bind(1, building).Bind(2, asOf.Value), row => DwellingOf(row, building));

    public Dwelling? DwellingAt(long dwelling, JournalKey asOf) => One(
        DwellingAtKey, row => row.Bind(1, dwelling).Bind(2, asOf.Value), row => DwellingOf(row, row.Number(3)));

    public Dwelling? Resolve(string code, DwellingPlace place, JournalKey asOf) => FindId(code, asOf) is not { } building ? null : One(
        PlaceAtKey,
        row => row.Bind(1, building).Bind(2, asOf.Value).BindText(3, place.ToString()),
        row => DwellingOf(row, building));

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }
    }

    private static Dwelling DwellingOf(ISqlStatement row, long building) =>
        new(row.Number(0), building, row.Text(2), DwellingPlace.Stored(row.Text(1)));

    private T? One<T>(string sql, Action<ISqlStatement> bind, Func<ISqlStatement, T> read)
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

    private List<T> All<T>(string sql, Action<ISqlStatement> bind, Func<ISqlStatement, T> read)
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

    private ISqlStatement Prepared(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            prepared.Add(sql, statement = database.Prepare(sql));
        }

        return statement;
    }
}
