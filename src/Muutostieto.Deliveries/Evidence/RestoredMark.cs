using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Evidence;

/// <summary>
/// Beside what was published: that the ledger in a file came from a backup. A ledger in a database shows by itself that it is in another
/// one; a file does not differ from a copy of it.
/// </summary>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">As of <see cref="PublishedEvidence"/>.</param>
public sealed class RestoredMark(IFileSystem files, string folder)
{
    /// <summary>No id of a permit begins so.</summary>
    private const string Name = "_restored.json";

    /// <summary>The mark, for messages.</summary>
    internal string Path => System.IO.Path.Combine(folder, Name);

    /// <summary>Whether it is known here what was published of any permit.</summary>
    public bool IsAnythingKnown => files.Directory.Exists(folder) && files.Directory.EnumerateFiles(folder, "*.json").Any();

    /// <summary>Sets the mark, durably.</summary>
    /// <param name="backup">When the backup was made.</param>
    /// <param name="restored">Now.</param>
    public void Set(DateTimeOffset backup, DateTimeOffset restored)
    {
        PrivateFile.CreateFolder(files, folder);
        AtomicFile.Write(
            files, Path, JsonSerializer.SerializeToUtf8Bytes(new RestoredBackup(backup, restored), EvidenceContext.Default.RestoredBackup));
    }

    /// <summary>The ledger's origin by the mark; null: there is none.</summary>
    /// <exception cref="MuutostietoException">Fault: it cannot be read.</exception>
    internal LedgerOrigin? Origin()
    {
        try
        {
            return files.File.Exists(Path)
                && JsonSerializer.Deserialize(files.File.ReadAllBytes(Path), EvidenceContext.Default.RestoredBackup) is { } mark
                ? OriginOf(HelsinkiTime.Text(mark.Backup))
                : null;
        }
        catch (JsonException failure)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{Path}: it is damaged, and it says from which backup the stores are. Nothing was delivered. Restore the backup again.",
                failure);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{Path}: whether the stores are from a backup cannot be read ({failure.Message}). Nothing was delivered. Give the "
                    + "program's user the right to read it.",
                failure);
        }
    }

    private LedgerOrigin OriginOf(string backup) => new(Path, "", $"backup of {backup}") { Backup = backup };

    /// <summary>Takes it away: how deliveries go on was decided.</summary>
    internal void Clear()
    {
        files.File.Delete(Path);
        FolderFlush.Flush(folder);
    }
}
