using System.IO.Abstractions;

namespace Muutostieto.Audit.Files;

/// <summary>
/// Copies an audit folder while others append to it: the chain under its lock, then the persons that its entries name. Left out is what is
/// made anew: head and index.
/// </summary>
public static class AuditSnapshot
{
    /// <param name="files">Where the folder is.</param>
    /// <param name="folder">The audit folder; one that is not there has nothing to copy.</param>
    /// <param name="hasChain">Whether the chain is in the folder; false: in a database, and only anchors and the log's trail are
    /// here.</param>
    /// <param name="copy">Copies one file, by its path below the folder, with forward slashes.</param>
    /// <exception cref="Records.MuutostietoException">Transient: another process keeps the chain locked.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Copy(IFileSystem files, string folder, bool hasChain, Action<string> copy)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(copy);
        if (!files.Directory.Exists(folder))
        {
            return;
        }

        if (hasChain)
        {
            using var held = AuditLock.Acquire(files, folder);
            CopyAll(AuditFolder.Segments(folder));
            if (files.File.Exists(Path.Combine(folder, AuditFolder.ChainName)))
            {
                copy(AuditFolder.ChainName);
            }
        }

        CopyAll(AuditFolder.Payloads(folder));
        CopyAll(AuditFolder.Anchors(folder));
        foreach (var path in files.Directory.EnumerateFiles(folder, "????-??.jsonl").Order(StringComparer.Ordinal))
        {
            copy(Path.GetFileName(path));
        }

        void CopyAll(string part)
        {
            if (!files.Directory.Exists(part))
            {
                return;
            }

            foreach (var path in files.Directory.EnumerateFiles(part).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(path)[0] != '.')
                {
                    copy($"{Path.GetFileName(part)}/{Path.GetFileName(path)}");
                }
            }
        }
    }
}
