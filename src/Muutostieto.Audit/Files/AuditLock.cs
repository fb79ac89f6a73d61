using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// Lets one at a time append, of all threads and processes: permits are composed side by side, and an auditor may ask meanwhile.
/// </summary>
internal static class AuditLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="MuutostietoException">Transient: another process held it throughout the wait.</exception>
    internal static FileSystemStream Acquire(IFileSystem files, string folder)
    {
        PrivateFile.CreateFolder(files, folder);
        var path = AuditFolder.Lock(folder);
        try
        {
            return FileLock.Acquire(files, path, Patience);
        }
        catch (IOException held) when (Presence.IsHeldByAnother(held))
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"{path}: another process keeps the audit chain locked. Run again when it has ended.",
                held);
        }
    }
}
