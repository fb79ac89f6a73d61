using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

/// <summary>The rows that an entry about a building, or the loading of a building, writes; statements prepared once.</summary>
internal sealed class BuildingRows(ISqlDatabase database) : IDisposable
{
    private readonly ISqlStatement insertBuilding = database.Prepare(
        "INSERT INTO building(id) SELECT coalesce(max(id), 0) + 1 FROM building RETURNING id");
    private readonly ISqlStatement closeVersion = database.Prepare(
        "UPDATE building_version SET to_key = ?2 WHERE building = ?1 AND to_key IS NULL");
    private readonly ISqlStatement insertVersion = database.Prepare(
        "INSERT INTO building_version(building, from_key, code, municipality, stands, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly ISqlStatement keepCode = database.Prepare(
        "INSERT INTO building_code(code, building, since_key) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly ISqlStatement insertOwner = database.Prepare(
        "INSERT INTO building_owner(id, building, from_key, person, business_id, document) "
            + "SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM building_owner");
    private readonly ISqlStatement closeOwner = database.Prepare("UPDATE building_owner SET to_key = ?2 WHERE id = ?1");
    private readonly ISqlStatement findDwelling = database.Prepare("SELECT id FROM dwelling WHERE building = ?1 AND permanent_id = ?2");
    private readonly ISqlStatement insertDwelling = database.Prepare(
        "INSERT INTO dwelling(id, building, permanent_id) SELECT coalesce(max(id), 0) + 1, ?1, ?2 FROM dwelling RETURNING id");
    private readonly ISqlStatement insertPlace = database.Prepare(
        "INSERT INTO dwelling_place(building, place, from_key, dwelling) VALUES (?1, ?2, ?3, ?4)");
    private readonly ISqlStatement closePlace = database.Prepare(
        "UPDATE dwelling_place SET to_key = ?3 WHERE building = ?1 AND place = ?2 AND to_key IS NULL");
    private readonly ISqlStatement insertEntry = database.Prepare("""
        INSERT INTO building_entry(key, building, event, registered, type, role, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    public long InsertBuilding() => insertBuilding.NewId();

    public void CloseVersion(long building, JournalKey key) => closeVersion.Bind(1, building).Bind(2, key.Value).Run();

    public void InsertVersion(long building, JournalKey key, NewBuildingVersion version) => insertVersion
        .Bind(1, building)
        .Bind(2, key.Value)
        .BindText(3, version.Code)
        .BindText(4, version.Municipality)
        .Bind(5, version.Stands ? 1 : 0)
        .BindBlob(6, version.Document.Span)
        .Run();

    public void KeepCode(string code, long building, JournalKey key) =>
        keepCode.BindText(1, code).Bind(2, building).Bind(3, key.Value).Run();

    public void InsertOwner(long building, JournalKey key, BuildingOwner owner) => insertOwner
        .Bind(1, building)
        .Bind(2, key.Value)
        .Bind(3, owner.PersonId)
        .BindText(4, owner.BusinessId)
        .BindBlob(5, owner.Group.Span)
        .Run();

    public void CloseOwner(long row, JournalKey key) => closeOwner.Bind(1, row).Bind(2, key.Value).Run();

    public long? FindDwelling(long building, string permanentId)
    {
        try
        {
            return findDwelling.Bind(1, building).BindText(2, permanentId).Step() ? findDwelling.Number(0) : null;
        }
        finally
        {
            findDwelling.Reset();
        }
    }

    public long InsertDwelling(long building, string permanentId) =>
        insertDwelling.Bind(1, building).BindText(2, permanentId).NewId();

    public void InsertPlace(long building, DwellingPlace place, JournalKey key, long dwelling) =>
        insertPlace.Bind(1, building).BindText(2, place.ToString()).Bind(3, key.Value).Bind(4, dwelling).Run();

    public void ClosePlace(long building, DwellingPlace place, JournalKey key) =>
        closePlace.Bind(1, building).BindText(2, place.ToString()).Bind(3, key.Value).Run();

    public void InsertEntry(JournalKey key, long building, NewBuildingEntry entry) => insertEntry
        .Bind(1, key.Value)
        .Bind(2, building)
        .BindText(3, entry.Event)
        .BindText(4, entry.RegistrationDay)
        .BindText(5, entry.Type)
        .BindText(6, entry.Role)
        .BindBlob(7, entry.Record.Span)
        .Run();

    public void Dispose()
    {
        insertBuilding.Dispose();
        closeVersion.Dispose();
        insertVersion.Dispose();
        keepCode.Dispose();
        insertOwner.Dispose();
        closeOwner.Dispose();
        findDwelling.Dispose();
        insertDwelling.Dispose();
        insertPlace.Dispose();
        closePlace.Dispose();
        insertEntry.Dispose();
    }
}
