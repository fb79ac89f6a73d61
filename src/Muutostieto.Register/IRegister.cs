using Muutostieto.Register.Buildings;

namespace Muutostieto.Register;

/// <summary>
/// The register's read side. "As of key K" is the state after the entry K and before K + 1; it does not depend on when it is read or what
/// is being written. An instance is for one thread at a time; a scan of residents may run beside its other members.
/// </summary>
/// <remarks>
/// Every member may throw a <see cref="Records.MuutostietoException"/>: TryAgainLater when the register is locked, Integrity when it is
/// damaged.
/// </remarks>
public interface IRegister : IDisposable
{
    /// <summary>
    /// Asks many questions in one read transaction, in which each costs a fraction of what it costs by itself. All of them see the state of
    /// the first: what must see what was entered since is asked after it. Meanwhile writers go on, and their log grows.
    /// </summary>
    T InOneState<T>(Func<T> read);

    /// <summary>The buildings: a second kind of unit, whose entries have keys of the same series. <see cref="ReadJournal"/> passes over
    /// them.</summary>
    IBuildings Buildings { get; }

    RegisterDescription Describe();

    /// <summary>How the register is filled, as of now.</summary>
    RegisterFeed Feed();

    /// <summary>How far the interface that feeds it has come; null when none does.</summary>
    SourceState? Source();

    /// <summary>The source's key that belongs to a key of the journal; null when no interface fed the register up to it.</summary>
    long? SourceKeyAt(JournalKey key);

    /// <summary>The identity codes that the source is asked for, where the scope is a list; in byte order.</summary>
    IReadOnlyList<string> SourceCodes();

    /// <summary>What the register has no place for, and presumes.</summary>
    SourceRemains SourceRemains();

    /// <summary>What is kept of a person that the register has no place for, in the order in which it came.</summary>
    IReadOnlyList<KeptGroup> KeptOf(long personId);

    /// <summary>The key of the last committed entry; <see cref="JournalKey.BeforeEverything"/> when there is none.</summary>
    JournalKey LatestKey();

    RegisterStatus Status();

    /// <summary>
    /// Shows the living residents of the municipalities as of a key, in byte order of identity code over all the municipalities together.
    /// The whole scan sees one state of the register, and writers go on meanwhile. Memory does not grow with the population.
    /// </summary>
    /// <param name="asOf">As of which key.</param>
    /// <param name="municipalities">Numbers of three digits; one without residents adds nothing, one given twice counts once.</param>
    /// <param name="visit">Is shown each resident once.</param>
    /// <param name="cancellation">Ends the scan between two residents, within some hundreds of them.</param>
    void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        PersonVisitor visit,
        CancellationToken cancellation = default) =>
        ScanResidents(asOf, municipalities, null, visit, cancellation);

    /// <summary>
    /// As the other, but for those that a filter passes over: no document of theirs is read. A register of an older program shows the same
    /// and only takes longer.
    /// </summary>
    /// <param name="asOf">As of which key.</param>
    /// <param name="municipalities">Numbers of three digits.</param>
    /// <param name="filter">Null: no one is passed over.</param>
    /// <param name="visit">Is shown each resident once.</param>
    /// <param name="cancellation">Ends the scan.</param>
    void ScanResidents(
        JournalKey asOf,
        IReadOnlyList<string> municipalities,
        ResidentFilter? filter,
        PersonVisitor visit,
        CancellationToken cancellation = default);

    /// <summary>
    /// Shows the dead whose last municipality of residence is one of these, as of a key, in the order of the scan of
    /// residents. A person who has merged into another is not shown.
    /// </summary>
    /// <param name="asOf">As of which key.</param>
    /// <param name="municipalities">Numbers of three digits.</param>
    /// <param name="visit">Is shown each of them once.</param>
    /// <param name="cancellation">Ends the scan.</param>
    void ScanDead(
        JournalKey asOf, IReadOnlyList<string> municipalities, PersonVisitor visit, CancellationToken cancellation = default);

    /// <summary>
    /// The person that the code names as of the key: by the code in force, else the only one who has it as a former code; for a code that
    /// no person has yet, the first who gets it.
    /// Null when it names none, or several, or when the person was not there yet.
    /// The code of a person who has merged into another is that other's from the merging on, and its own before.
    /// </summary>
    PersonVersion? Find(string identityCode, JournalKey asOf);

    /// <summary>The person that <see cref="Find"/> names, without a copy of the person.</summary>
    long? FindId(string identityCode, JournalKey asOf);

    /// <summary>The persons the code may mean as of the key: the one who has it as the code in force, else all who have it as a former
    /// code; ordered by id.</summary>
    IReadOnlyList<PersonVersion> FindAll(string identityCode, JournalKey asOf);

    /// <summary>
    /// The persons, living or dead, who as of the key have a surname or had it before, and were born on a day; ordered by id. A person who
    /// has merged into another is none of them. Surnames are compared without case, diacritics and hyphens
    /// (<see cref="Records.Names.NameForm.Folded"/>), days by <see cref="PersonNames.Born"/>. One look into an index and one at each
    /// person found, whichever it is.
    /// </summary>
    /// <param name="surname">As it is written; one without letters finds no one.</param>
    /// <param name="born">The day of birth.</param>
    /// <param name="asOf">As of which key.</param>
    /// <exception cref="Records.MuutostietoException">Usage: the register is of an older program and has no such index yet; the first
    /// writer makes it.</exception>
    IReadOnlyList<PersonVersion> FindNamed(string surname, DateOnly born, JournalKey asOf);

    /// <summary>
    /// Everyone who has or had the code up to the key, also those who lost it; persons who have merged into another by then are that other.
    /// In the order of their ids.
    /// </summary>
    IReadOnlyList<long> EverHeldBy(string identityCode, JournalKey until);

    /// <summary>The person as of the key; null when the person was not there yet.</summary>
    PersonVersion? At(long personId, JournalKey asOf);

    /// <summary>As <see cref="At"/>, but shown and not copied: nothing is allocated for it.</summary>
    /// <returns>False when the person was not there yet; then nothing is shown.</returns>
    bool Show(long personId, JournalKey asOf, VersionVisitor visit);

    /// <summary>The persons merged into this one as of the key, directly or through others; ordered by id.</summary>
    IReadOnlyList<long> MergedInto(long personId, JournalKey asOf);

    /// <summary>
    /// The living whose non-disclosure order, at the latest key, has its last day before a day; in the order of their ids. The question of
    /// the nightly job.
    /// </summary>
    /// <param name="day">VVVVKKPP.</param>
    IReadOnlyList<long> EndedOrders(string day);

    /// <summary>
    /// Who is under a non-disclosure order as of a key, or has been at any moment after it: as the register is now. What it costs follows
    /// the orders and mergers, not the population.
    /// </summary>
    ProtectedPersons ProtectedSince(JournalKey key);

    /// <summary>All identity codes that a person has or had; those too that it got from persons merged into it.</summary>
    IReadOnlyList<string> CodesOf(long personId);

    /// <summary>
    /// Every identity code of a person who has, as of some key, been under a non-disclosure order, and of the persons merged with them.
    /// Costs a look at each narrow row, not at documents.
    /// </summary>
    IReadOnlyList<string> CodesEverProtected();

    /// <summary>The persons who have been under a non-disclosure order at any moment up to a key, and those they had merged into by
    /// then.</summary>
    IReadOnlySet<long> EverProtected(JournalKey until);

    /// <summary>Shows the current version of every person with entries after a key; of all persons for key 0.</summary>
    void ShowChanged(JournalKey after, VersionVisitor visit);

    /// <summary>The persons with data that has ended by a day, as noted; ordered by id.</summary>
    /// <param name="day">VVVVKKPP.</param>
    IReadOnlyList<long> Ended(string day);

    /// <summary>The persons whose document reveals the residence of a person with the code, as noted; in the order of their ids.</summary>
    IReadOnlyList<long> RelatedTo(string identityCode);

    /// <summary>How many living persons without an order share a dwelling with a living person under one, as noted.</summary>
    long SharingDwellingWithProtected();

    /// <summary>How many relations name, beside a residence, a code that the register does not have, as noted.</summary>
    long RelationsToUnknown();

    /// <summary>All identity codes that the persons have or had, including those of persons merged into them. One pass over the codes of
    /// the register.</summary>
    IReadOnlyList<string> CodesOf(IReadOnlyCollection<long> persons);

    /// <summary>The last entry that the nightly job's notes have taken in; <see cref="JournalKey.BeforeEverything"/> for none.</summary>
    JournalKey NotedUntil();

    /// <summary>
    /// The entries after <paramref name="from"/> up to and with <paramref name="to"/>, in the order of their keys, read as they are taken.
    /// </summary>
    IEnumerable<JournalEntry> ReadJournal(JournalKey from, JournalKey to);
}
