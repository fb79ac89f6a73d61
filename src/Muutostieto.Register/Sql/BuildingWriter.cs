using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Sql;

/// <summary>Buildings in a transaction of <see cref="SqlRegisterTransaction"/>, whose keys they share.</summary>
/// <param name="database">The transaction's.</param>
/// <param name="latest">The transaction's latest key.</param>
/// <param name="entering">Is run around the writing of an entry, with the next key, which it then makes the latest one.</param>
internal sealed class BuildingWriter(ISqlDatabase database, Func<JournalKey> latest, Action<Action<JournalKey>> entering)
    : IBuildingWriter, IDisposable
{
    private readonly BuildingQueries queries = new(database);
    private readonly BuildingRows rows = new(database);

    public AppendedBuilding Append(NewBuildingEntry entry)
    {
        var version = entry.Version;
        version.Validate();
        if (version.BuildingId is { } known && Current(known) is null)
        {
            throw RegisterFailure.NoSuchBuilding(database.Place);
        }

        if (version.FormerCodes.Append(version.Code).Any(code => FindId(code) is { } holder && holder != version.BuildingId))
        {
            throw RegisterFailure.SharedBuildingCode(database.Place);
        }

        var appended = default(AppendedBuilding);
        entering(key => appended = new AppendedBuilding(key, Enter(entry, key)));
        return appended;
    }

    public long? FindId(string code) => queries.FindId(code, latest());

    public BuildingVersion? Current(long buildingId) => queries.At(buildingId, latest());

    public IReadOnlyList<BuildingOwner> OwnersOf(long buildingId) => queries.OwnersOf(buildingId, latest());

    public Dwelling? Resolve(string code, DwellingPlace place) => queries.Resolve(code, place, latest());

    public void Dispose()
    {
        queries.Dispose();
        rows.Dispose();
    }

    private long Enter(NewBuildingEntry entry, JournalKey key)
    {
        var version = entry.Version;
        var building = version.BuildingId ?? rows.InsertBuilding();
        rows.CloseVersion(building, key);
        rows.InsertVersion(building, key, version);
        foreach (var code in version.FormerCodes.Append(version.Code).Distinct(StringComparer.Ordinal))
        {
            rows.KeepCode(code, building, key);
        }

        EnterOwners(building, key, version);
        EnterDwellings(building, key, version);
        rows.InsertEntry(key, building, entry);
        return building;
    }

    /// <summary>Owners who stay as they are keep their rows.</summary>
    private void EnterOwners(long building, JournalKey key, NewBuildingVersion version)
    {
        var before = queries.OwnerRows(building, latest());
        foreach (var owner in version.Owners)
        {
            var same = before.FindIndex(row => row.Owner.IsSame(owner));
            if (same >= 0)
            {
                before.RemoveAt(same);
                continue;
            }

            rows.InsertOwner(building, key, owner);
        }

        before.ForEach(row => rows.CloseOwner(row.Row, key));
    }

    /// <summary>A dwelling that moves keeps its id, and so does one that comes back.</summary>
    private void EnterDwellings(long building, JournalKey key, NewBuildingVersion version)
    {
        var before = queries.DwellingsOf(building, latest()).ToDictionary(dwelling => dwelling.PermanentId, StringComparer.Ordinal);
        var after = version.Dwellings.ToDictionary(dwelling => dwelling.PermanentId, dwelling => dwelling.Place, StringComparer.Ordinal);
        foreach (var gone in before.Values.Where(old => !after.TryGetValue(old.PermanentId, out var place) || place != old.Place))
        {
            rows.ClosePlace(building, gone.Place, key);
        }

        foreach (var dwelling in version.Dwellings)
        {
            if (!before.TryGetValue(dwelling.PermanentId, out var old) || old.Place != dwelling.Place)
            {
                var id = old?.Id
                    ?? rows.FindDwelling(building, dwelling.PermanentId)
                    ?? rows.InsertDwelling(building, dwelling.PermanentId);
                rows.InsertPlace(building, dwelling.Place, key, id);
            }
        }
    }
}
