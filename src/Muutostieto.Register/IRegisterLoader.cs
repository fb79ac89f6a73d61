using Muutostieto.Register.Buildings;

namespace Muutostieto.Register;

/// <summary>
/// Fills a register that is being created. Its persons come into being together under the key 1, as one journal entry of the kind
/// <see cref="JournalEntryKind.Load"/>: no recipient can have received anything before them, so single entries are not needed.
/// The register is not there until <see cref="Complete"/>; disposed of without it, nothing is left behind.
/// </summary>
public interface IRegisterLoader : IDisposable
{
    /// <summary>
    /// Adds a person. Come in order of municipality and identity code, they also lie in that order, which is how they are scanned;
    /// in another order the register says the same and is scanned more slowly. Memory does not grow with the persons.
    /// </summary>
    /// <returns>The surrogate id.</returns>
    /// <exception cref="ArgumentException">The version is not well formed, or names a person id, its own or a merging one.</exception>
    long Add(NewVersion person);

    /// <summary>Adds a building. Its owners are persons added before.</summary>
    /// <returns>The surrogate id.</returns>
    /// <exception cref="ArgumentException">The version is not well formed, or names a building id.</exception>
    long AddBuilding(NewBuildingVersion building);

    /// <summary>Makes the register appear, whole and durable. Without persons it is an empty one, whose latest key is 0.</summary>
    /// <exception cref="Records.MuutostietoException">Integrity: two persons, or two buildings, share a code. The register is not
    /// created.</exception>
    void Complete();
}
