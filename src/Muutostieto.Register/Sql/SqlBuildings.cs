using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

/// <summary>The buildings of a register that is open for reading.</summary>
/// <param name="database">The reader's.</param>
internal abstract class SqlBuildings(ISqlDatabase database) : IBuildings, IDisposable
{
    private readonly BuildingQueries queries = new(database);

    public BuildingCounts Counts() => database.Snapshot(() => new BuildingCounts(
        database.Number("SELECT count(*) FROM building"),
        database.Number("SELECT count(*) FROM building_version WHERE to_key IS NULL AND stands = 1"),
        database.Number("SELECT count(*) FROM dwelling_place WHERE to_key IS NULL"),
        database.Number("SELECT count(*) FROM building_owner WHERE to_key IS NULL")));

    public abstract void Scan(
        JournalKey asOf, IReadOnlyList<string> municipalities, BuildingVisitor visit, CancellationToken cancellation = default);

    public long? FindId(string code, JournalKey asOf) => queries.FindId(code, asOf);

    public BuildingVersion? At(long buildingId, JournalKey asOf) => queries.At(buildingId, asOf);

    public IReadOnlyList<BuildingOwner> OwnersOf(long buildingId, JournalKey asOf) => queries.OwnersOf(buildingId, asOf);

    public IReadOnlyList<long> OwnedBy(long personId, JournalKey asOf) => queries.OwnedBy(personId, asOf);

    public IReadOnlyList<Dwelling> DwellingsOf(long buildingId, JournalKey asOf) => queries.DwellingsOf(buildingId, asOf);

    public Dwelling? DwellingAt(long dwellingId, JournalKey asOf) => queries.DwellingAt(dwellingId, asOf);

    public Dwelling? Resolve(string code, DwellingPlace place, JournalKey asOf) => queries.Resolve(code, place, asOf);

    public abstract IEnumerable<BuildingEntry> ReadJournal(JournalKey from, JournalKey to);

    public void Dispose() => queries.Dispose();
}
