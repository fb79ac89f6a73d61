using Muutostieto.Records.Identity;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register;

/// <summary>Entries that come into force together. Disposed of without <see cref="Commit"/>, nothing has happened.</summary>
public abstract class RegisterTransaction : IDisposable
{
    /// <summary>The key of the last entry, those of this transaction included.</summary>
    public abstract JournalKey LatestKey { get; }

    /// <summary>
    /// Enters one record under the next key and closes the person's version before it. With <see cref="NewVersion.MergedPersons"/> the
    /// record is entered once more for each of them, under the keys before.
    /// </summary>
    /// <returns>The key and the person of the record itself.</returns>
    /// <exception cref="Records.MuutostietoException">
    /// Integrity: one of the codes is in force of another person who does not merge, the code in force is still a former code of another
    /// one, or there is no such person, or it has merged into another. Nothing was entered; the transaction may go on.
    /// </exception>
    /// <exception cref="ArgumentException">The version is not well formed (<see cref="NewVersion.Validate"/>).</exception>
    public abstract AppendedEntry Append(NewEntry entry);

    /// <summary>
    /// The person that the code names (<see cref="CodeHolders.Named"/>), this transaction included; null when it names none, or several.
    /// </summary>
    public long? PersonOf(string identityCode) => HoldersOf(identityCode).Named;

    /// <summary>Who has the code, this transaction included.</summary>
    public abstract CodeHolders HoldersOf(string identityCode);

    /// <summary>Whether the code was once the person's and is not any more, this transaction included.</summary>
    public abstract bool HasLost(long personId, string identityCode);

    /// <summary>The person's current version, this transaction included; null when there is no such person.</summary>
    public abstract PersonVersion? Current(long personId);

    /// <summary>Whether a file of this content has been imported, this transaction included.</summary>
    /// <param name="sha256">Of the whole file, 64 lowercase hex digits.</param>
    public abstract bool HasImported(string sha256);

    /// <summary>Keeps in mind that a file has been imported, so that it is not entered a second time.</summary>
    /// <param name="sha256">Of the whole file, 64 lowercase hex digits.</param>
    public abstract void KeepImported(string sha256);

    /// <summary>Notes the running number of a change file, and which before it are missing.</summary>
    /// <param name="series">Whose files are numbered together.</param>
    /// <param name="number">Its number.</param>
    public abstract void KeepNumber(string series, int number);

    /// <summary>How far the change files of a series have been imported, this transaction included; null when none was.</summary>
    /// <param name="series">Whose files are numbered together.</param>
    public abstract FeedPosition? PositionOf(string series);

    /// <summary>A base has come: what changes before it would have said, it says.</summary>
    /// <param name="series">Whose files are numbered together.</param>
    public abstract void ForgetMissing(string series);

    /// <summary>How the register is filled, this transaction included.</summary>
    public abstract RegisterFeed Feed { get; }

    /// <summary>Records that an import has brought something new: from now on the register is a fed one.</summary>
    /// <param name="at">When; null where that is not known, as the clock was wrong.</param>
    public abstract void KeepImport(DateTimeOffset? at);

    /// <summary>Keeps a non-disclosure statement of a person not in the register, until a person has one of the codes.</summary>
    /// <param name="codes">The codes that the person is known by.</param>
    /// <param name="record">See <see cref="HeldStatement.Record"/>.</param>
    public abstract void Hold(IEnumerable<string> codes, ReadOnlyMemory<byte> record);

    /// <summary>What is held for any of the codes, in the order in which it came, this transaction included.</summary>
    public abstract IReadOnlyList<HeldStatement> HeldFor(IEnumerable<string> codes);

    /// <summary>
    /// Notes that statements have been applied to a person. One that is held for another code than the person's in force, such as a former
    /// one, is kept for a person who comes to have that code in force, too.
    /// </summary>
    /// <param name="held">The statements.</param>
    /// <param name="codeInForce">The person's.</param>
    public abstract void Release(IReadOnlyList<HeldStatement> held, string codeInForce);

    /// <summary>The nightly job's notes, which come into force with the transaction.</summary>
    public abstract IPersonNotes Notes { get; }

    /// <summary>What is kept of the interface that feeds the register, which comes into force with the transaction.</summary>
    public abstract ISourceMemory Source { get; }

    /// <summary>The buildings, which come into force with the transaction.</summary>
    public abstract IBuildingWriter Buildings { get; }

    /// <summary>Makes the entries durable and visible. The transaction is over, whether this succeeds or throws.</summary>
    public abstract void Commit();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
