using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>
/// Reads who was in a delivery beside those who append: takes no lock and changes nothing. For judgements that must come to a result
/// whatever the state of the chain, which <see cref="IAuditTrail.Verify"/> judges.
/// </summary>
public sealed class AuditReader
{
    private readonly IAuditArchive archive;

    /// <summary>Of a chain in files.</summary>
    /// <param name="files">Where the folder is.</param>
    /// <param name="folder">The audit folder.</param>
    internal AuditReader(IFileSystem files, string folder)
        : this(new FolderArchive(files, folder))
    {
    }

    internal AuditReader(IAuditArchive archive) => this.archive = archive;

    /// <summary>
    /// Surrogate ids, ascending, of those who had a record in the delivery of an entry or were named in one; who was only named as removed
    /// is not among them. Null when this cannot be determined: the persons were removed after their retention time, or entry or persons
    /// are missing, damaged or unreadable.
    /// </summary>
    /// <param name="entry">The entry that the ledger knows of.</param>
    public IReadOnlyList<long>? FindPersons(AuditHead entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            if (Find(entry)?.Payload is not { } payload)
            {
                return null;
            }

            using var reader = archive.ReadPayloads();
            return reader.Matches(payload, out var content) ? PayloadFile.PersonsOf(content) : null;
        }
        catch (Exception error) when (error is InvalidDataException or MuutostietoException || DiskFailure.Is(error))
        {
            return null;
        }
    }

    private AuditEntry? Find(AuditHead entry) =>
        archive.Find(entry.Sequence) is { } line && line.Hash == entry.Hash ? line.Entry() : null;
}
