using Muutostieto.Records;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>Puts the buildings into a register that is being created.</summary>
/// <param name="database">The loader's.</param>
/// <param name="path">Of the register.</param>
/// <param name="loadKey">The key of the load.</param>
internal sealed class SqliteBuildingLoader(SqliteDatabase database, string path, JournalKey loadKey) : IDisposable
{
    private readonly BuildingRows rows = new(new SqliteSession(database));

    public long Count { get; private set; }

    public long Add(NewBuildingVersion building)
    {
        building.Validate();
        if (building.BuildingId is not null)
        {
            throw new ArgumentException("A new register numbers its buildings itself.", nameof(building));
        }

        var id = rows.InsertBuilding();
        rows.InsertVersion(id, loadKey, building);
        foreach (var former in building.FormerCodes.Where(code => code != building.Code))
        {
            rows.KeepCode(former, id, loadKey);
        }

        foreach (var owner in building.Owners)
        {
            rows.InsertOwner(id, loadKey, owner);
        }

        foreach (var dwelling in building.Dwellings)
        {
            rows.InsertPlace(id, dwelling.Place, loadKey, rows.InsertDwelling(id, dwelling.PermanentId));
        }

        Count++;
        return id;
    }

    /// <summary>Indexes, and the codes in one sorted pass.</summary>
    /// <exception cref="MuutostietoException">Integrity: two buildings share a code.</exception>
    public void Complete()
    {
        database.Execute(SqliteBuildingSchema.Indexes);
        try
        {
            database.Execute($"""
                INSERT INTO building_code(code, building, since_key)
                    SELECT code, building, {loadKey.Value} FROM building_version ORDER BY code
                """);
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Integrity)
        {
            throw RegisterFailure.SharedBuildingCode(path);
        }
    }

    public void Dispose() => rows.Dispose();
}
