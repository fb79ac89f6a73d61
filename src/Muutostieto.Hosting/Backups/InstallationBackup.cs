using System.Text.Json;
using Muutostieto.Audit.Files;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Backups;

/// <summary>
/// Writes a backup of an installation into a new folder, while no run is under way: the ledger, then the register, then the chain, so that
/// none of them knows of what an earlier one does not. Imports, answers of the interface and pages go on meanwhile.
/// </summary>
/// <param name="work">The installation.</param>
/// <param name="others">Databases of projects above this one, by name in the data folder.</param>
/// <param name="program">The program's version.</param>
public sealed class InstallationBackup(Installation work, IReadOnlyList<string> others, string program)
{
    private readonly IDiskSync disk = work.Disk;
    private readonly List<BackupFile> files = [];

    /// <summary>Makes it.</summary>
    /// <param name="target">The folder, which is not there or empty.</param>
    /// <param name="withKeys">Whether keys of signatures and of series are in it.</param>
    /// <param name="cancellation">Breaks it off: there is no backup.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the folder holds something, or is inside the installation. Transient: a run is under way. Integrity: a store is damaged.
    /// Fault: the disk refuses.
    /// </exception>
    public BackupManifest Run(string target, bool withKeys, CancellationToken cancellation)
    {
        target = Path.GetFullPath(target);
        RequireNew(target);
        work.Data.Require();
        using var runLock = work.AcquireRunLock();
        var made = work.Clock.GetUtcNow();
        var unfinished = target + ".unfinished";
        try
        {
            if (disk.Files.Directory.Exists(unfinished))
            {
                disk.Files.Directory.Delete(unfinished, recursive: true);
            }

            PrivateFile.CreateFolder(disk.Files, unfinished);
            CopyAll(unfinished, withKeys, cancellation);
            var manifest = new BackupManifest(
                1,
                program,
                made,
                work.Configuration.Settings.Store is null ? null : work.Data.Register.Name,
                [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)]);
            AtomicFile.Write(
                disk.Files,
                Path.Combine(unfinished, BackupManifest.FileName),
                JsonSerializer.SerializeToUtf8Bytes(manifest, BackupContext.Default.BackupManifest));
            if (disk.Files.Directory.Exists(target))
            {
                disk.Files.Directory.Delete(target);
            }

            disk.Files.Directory.Move(unfinished, target);
            disk.FlushDirectory(Path.GetDirectoryName(target)!);
            return manifest;
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{target}: the backup cannot be written ({failure.Message}). There is none. Make room or put that right, and call the "
                    + "command again.",
                failure);
        }
    }

    private void CopyAll(string target, bool withKeys, CancellationToken cancellation)
    {
        var settings = work.Configuration.Settings;
        foreach (var (name, path) in BackupParts.Stores(settings, others).Where(store => disk.Files.File.Exists(store.Path)))
        {
            cancellation.ThrowIfCancellationRequested();
            var copy = Path.Combine(target, name);
            PrivateFile.CreateFolder(disk.Files, Path.GetDirectoryName(copy)!);
            PrivateFile.Ensure(disk.Files, copy);
            SqliteSnapshot.Write(path, copy);
            var (bytes, hash) = BackupCopy.Hash(disk, copy);
            files.Add(new BackupFile(name, bytes, hash));
        }

        AuditSnapshot.Copy(
            disk.Files,
            settings.AuditPath,
            hasChain: settings.Store is null,
            relative => Copy(Path.Combine(settings.AuditPath, relative), $"{BackupParts.Audit}/{relative}", target, cancellation));
        foreach (var (name, path) in BackupParts.Folders(settings, withKeys))
        {
            CopyFolder(path, name, target, cancellation);
        }

        foreach (var (name, path) in BackupParts.Notes(settings).Where(note => disk.Files.File.Exists(note.Path)))
        {
            Copy(path, name, target, cancellation);
        }

        CopyFolder(work.ConfigDirectory, BackupParts.Config, target, cancellation);
    }

    private void CopyFolder(string folder, string name, string target, CancellationToken cancellation)
    {
        if (!disk.Files.Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in disk.Files.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(folder, path);

            // A name that begins with a point is one of a file that is being written.
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part[0] == '.'))
            {
                Copy(path, $"{name}/{relative.Replace('\\', '/')}", target, cancellation);
            }
        }
    }

    private void Copy(string path, string name, string target, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (bytes, hash) = BackupCopy.File(disk, path, Path.Combine(target, name));
        files.Add(new BackupFile(name, bytes, hash));
    }

    private void RequireNew(string target)
    {
        if (CopyTarget.FolderAround(work, target) is { } around)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{target}: it lies in {around}. Nothing was backed up: a copy there would be lost with the original, or be in others' "
                    + "reach. Name a folder on another disk.");
        }

        if (CopyTarget.IsIn(work.ConfigDirectory, target))
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{target}: it lies in the configuration, which is backed up. Name a folder on another disk.");
        }

        if (disk.Files.File.Exists(target)
            || (disk.Files.Directory.Exists(target) && disk.Files.Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{target}: it is there already and not empty. Name a new folder, with the day in its name for example.");
        }
    }
}
