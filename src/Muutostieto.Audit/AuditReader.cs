using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>
/// Reads who was in a delivery beside those who append: takes no lock and changes nothing. For judgements that must come to a result
/// whatever the state of the chain, which <see cref="IAuditTrail.Verify"/> judges.
/// </summary>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">The audit folder.</param>
public sealed class AuditReader(IFileSystem files, string folder)
{
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

            using var reader = new PayloadReader(files, folder);
            return reader.Matches(payload, out var content) ? PayloadFile.PersonsOf(content) : null;
        }
        catch (Exception error) when (error is InvalidDataException || DiskFailure.Is(error))
        {
            return null;
        }
    }

    private AuditEntry? Find(AuditHead entry) =>
        ChainSegment.All(files, folder).LastOrDefault(segment => segment.First <= entry.Sequence) is { } segment
        && new ChainReader(files, folder).LinesFrom(segment.First, 0).ElementAtOrDefault((int)(entry.Sequence - segment.First)) is { } line
        && line.Hash == entry.Hash
            ? line.Entry()
            : null;
}
