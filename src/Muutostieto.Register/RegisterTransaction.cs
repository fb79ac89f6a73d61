namespace Muutostieto.Register;

/// <summary>Entries that come into force together. Disposed of without <see cref="Commit"/>, nothing has happened.</summary>
public abstract class RegisterTransaction : IDisposable
{
    /// <summary>The key of the last entry, those of this transaction included.</summary>
    public abstract JournalKey LatestKey { get; }

    /// <summary>
    /// Enters one record under the next key and closes the person's version before it. With <see cref="NewVersion.MergedPersons"/> the record is entered
    /// once more for each of them, under the keys before.
    /// </summary>
    /// <returns>The key and the person of the record itself.</returns>
    /// <exception cref="Records.MuutostietoException">
    /// Integrity: one of the codes is another person's who does not merge, or there is no such person, or it has merged into another. Nothing was entered; the transaction may go on.
    /// </exception>
    /// <exception cref="ArgumentException">The version is not well formed (<see cref="NewVersion.Validate"/>).</exception>
    public abstract AppendedEntry Append(NewEntry entry);

    /// <summary>Who has, or ever had, the code, this transaction included; null when nobody.</summary>
    public abstract long? PersonOf(string identityCode);

    /// <summary>The person's current version, this transaction included; null when there is no such person.</summary>
    public abstract PersonVersion? Current(long personId);

    /// <summary>Whether a file of this content has been imported, this transaction included.</summary>
    /// <param name="sha256">Of the whole file, 64 small hexadecimal digits.</param>
    public abstract bool HasImported(string sha256);

    /// <summary>Keeps in mind that a file has been imported, so that it is not entered a second time.</summary>
    /// <param name="sha256">Of the whole file, 64 small hexadecimal digits.</param>
    public abstract void KeepImported(string sha256);

    /// <summary>Makes the entries durable and visible. The transaction is over, whether this succeeds or throws.</summary>
    public abstract void Commit();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
