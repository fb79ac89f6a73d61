namespace Muutostieto.Register.Buildings;

/// <summary>Buildings in a transaction: what is entered comes into force with it, and is seen by what is asked in it.</summary>
public interface IBuildingWriter
{
    /// <summary>Enters one record under the next key and closes the building's version before it.</summary>
    /// <exception cref="Records.MuutostietoException">Integrity: one of the codes is another building's, or there is no such building.
    /// Nothing was entered; the transaction may go on.</exception>
    /// <exception cref="ArgumentException">The version is not well formed (<see cref="NewBuildingVersion.Validate"/>).</exception>
    AppendedBuilding Append(NewBuildingEntry entry);

    /// <summary>The building that has or had the code; null when none.</summary>
    long? FindId(string code);

    /// <summary>The building's current version; null when there is no such building.</summary>
    BuildingVersion? Current(long buildingId);

    /// <summary>Its owners in force.</summary>
    IReadOnlyList<BuildingOwner> OwnersOf(long buildingId);

    /// <summary>The dwelling that a person's dwelling id names; null when it names none.</summary>
    Dwelling? Resolve(string code, DwellingPlace place);
}
