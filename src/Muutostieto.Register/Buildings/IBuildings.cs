namespace Muutostieto.Register.Buildings;

/// <summary>
/// The buildings of a register, as of a key like its persons. For one thread at a time, like the register. A register of an older program
/// has none.
/// </summary>
/// <remarks>Every member may throw what the members of <see cref="IRegister"/> throw.</remarks>
public interface IBuildings
{
    BuildingCounts Counts();

    /// <summary>
    /// Shows the buildings of the municipalities as of a key, those that are gone too, in byte order of building code over all the
    /// municipalities together. The whole scan sees one state of the register. Memory does not grow with the buildings.
    /// </summary>
    /// <param name="asOf">As of which key.</param>
    /// <param name="municipalities">Numbers of three digits; one given twice counts once.</param>
    /// <param name="visit">Is shown each building once.</param>
    /// <param name="cancellation">Ends the scan between two buildings.</param>
    void Scan(JournalKey asOf, IReadOnlyList<string> municipalities, BuildingVisitor visit, CancellationToken cancellation = default);

    /// <summary>The building that has or had the code as of the key; null when none.</summary>
    long? FindId(string code, JournalKey asOf);

    /// <summary>The building as of the key; null when it was not there yet.</summary>
    BuildingVersion? At(long buildingId, JournalKey asOf);

    /// <summary>
    /// Its owners as of the key, in the order in which they were entered. A person who has died or merged into another since stays the
    /// owner until the source says otherwise.
    /// </summary>
    IReadOnlyList<BuildingOwner> OwnersOf(long buildingId, JournalKey asOf);

    /// <summary>The buildings that the person owns as of the key, those of persons merged into this one not included; ordered by
    /// id.</summary>
    IReadOnlyList<long> OwnedBy(long personId, JournalKey asOf);

    /// <summary>Its dwellings as of the key, in the order of their places.</summary>
    IReadOnlyList<Dwelling> DwellingsOf(long buildingId, JournalKey asOf);

    /// <summary>The dwelling as of the key; null when it was not there.</summary>
    Dwelling? DwellingAt(long dwellingId, JournalKey asOf);

    /// <summary>The dwelling that a person's dwelling id names as of the key; null when it names none.</summary>
    /// <param name="code">The building code, in force or former.</param>
    /// <param name="place">The rest of the id.</param>
    /// <param name="asOf">As of which key.</param>
    Dwelling? Resolve(string code, DwellingPlace place, JournalKey asOf);

    /// <summary>
    /// The entries about buildings after <paramref name="from"/> up to and with <paramref name="to"/>, in the order of their keys. The load
    /// of a new register is the persons' (<see cref="IRegister.ReadJournal"/>).
    /// </summary>
    IEnumerable<BuildingEntry> ReadJournal(JournalKey from, JournalKey to);
}
