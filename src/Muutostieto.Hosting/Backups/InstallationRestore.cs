using System.Text.Json;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Backups;

/// <summary>
/// Puts a backup back, where nothing is. All of it is compared with its hashes before anything is written, and the register comes last:
/// without it nothing is delivered.
/// </summary>
/// <param name="disk">Where the backup is and the installation is to be.</param>
/// <param name="backup">The backup's folder.</param>
/// <param name="clock">Says when it is restored.</param>
public sealed class InstallationRestore(IDiskSync disk, string backup, TimeProvider clock)
{
    private const string Register = "data/register.db";

    /// <summary>Reads what the backup holds, and compares every file with its hash.</summary>
    /// <exception cref="MuutostietoException">Usage: it is no backup, or one of a later program. Integrity: it is damaged.</exception>
    public BackupManifest Verify()
    {
        var manifest = Read();
        foreach (var file in manifest.Files)
        {
            var path = PathOf(file);
            if (!disk.Files.File.Exists(path))
            {
                throw Damaged(file, "is missing");
            }

            if (BackupCopy.Hash(disk, path) != (file.Bytes, file.Sha256))
            {
                throw Damaged(file, "is not what was backed up");
            }
        }

        return manifest;
    }

    /// <summary>Puts the configuration back.</summary>
    /// <returns>How many files were written; those that are there with the same content stay.</returns>
    /// <exception cref="MuutostietoException">Usage: a file is there with other content; nothing was written.</exception>
    public int RestoreConfiguration(BackupManifest manifest, string folder)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var wanted = Of(manifest, BackupParts.Config, folder).ToList();
        foreach (var (file, path) in wanted.Where(each => disk.Files.File.Exists(each.Path)))
        {
            if (BackupCopy.Hash(disk, path) != (file.Bytes, file.Sha256))
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{path}: it is there with other content than in the backup. Nothing was restored. Move the configuration away, name "
                        + "another folder, or leave the backup's configuration out.");
            }
        }

        var missing = wanted.Where(each => !disk.Files.File.Exists(each.Path)).ToList();
        missing.ForEach(each => Write(each.File, each.Path));
        return missing.Count;
    }

    /// <summary>Puts the stores back, where there are none.</summary>
    /// <param name="manifest">Of <see cref="Verify"/>.</param>
    /// <param name="settings">Of the installation.</param>
    /// <param name="published">The folder with what was published last.</param>
    /// <param name="hasMoved">Whether nothing was delivered since the backup.</param>
    /// <returns>Whether it must be decided how deliveries go on.</returns>
    /// <exception cref="MuutostietoException">Usage: there is a store already; nothing was restored. Fault: the disk refuses.</exception>
    public bool RestoreData(BackupManifest manifest, ServiceSettings settings, string published, bool hasMoved)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(settings);
        var files = Data(manifest, settings).OrderBy(each => each.File.Name == Register).ToList();
        if (files.Find(each => disk.Files.File.Exists(each.Path)) is { File: not null } there)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{there.Path}: it is there already. Nothing was restored. Move what the data folder holds away, or name another one; "
                    + "leave published/ where it is.");
        }

        var mark = new RestoredMark(disk.Files, published);
        var isToDecide = !hasMoved && manifest.Database is null && !mark.IsAnythingKnown
            && manifest.Files.Any(file => file.Name == "data/ledger.db");
        PrivateFile.CreateFolder(disk.Files, settings.DataDirectory);
        if (isToDecide)
        {
            // Before there is a ledger that could be gone on with.
            mark.Set(manifest.Made, clock.GetUtcNow());
        }

        files.ForEach(each => Write(each.File, each.Path));
        return isToDecide;
    }

    private static IEnumerable<(string Name, string Path)> Places(ServiceSettings settings) =>
    [
        (BackupParts.Audit, settings.AuditPath),
        .. BackupParts.Folders(settings, withKeys: true),
        ("data/ledger.db", settings.LedgerPath),
        (Register, settings.RegisterPath),
        ("data", settings.DataDirectory),
    ];

    private static IEnumerable<(BackupFile File, string Path)> Data(BackupManifest manifest, ServiceSettings settings)
    {
        foreach (var file in manifest.Files.Where(file => file.Name.StartsWith("data/", StringComparison.Ordinal)))
        {
            var (name, place) = Places(settings)
                .First(part => file.Name == part.Name || file.Name.StartsWith(part.Name + "/", StringComparison.Ordinal));
            yield return (file, file.Name == name ? place : Path.Combine(place, file.Name[(name.Length + 1)..]));
        }
    }

    private static IEnumerable<(BackupFile File, string Path)> Of(BackupManifest manifest, string part, string folder) => manifest.Files
        .Where(file => file.Name.StartsWith(part + "/", StringComparison.Ordinal))
        .Select(file => (file, Path.Combine(folder, file.Name[(part.Length + 1)..])));

    private void Write(BackupFile file, string path)
    {
        try
        {
            if (BackupCopy.File(disk, PathOf(file), path) != (file.Bytes, file.Sha256))
            {
                throw Damaged(file, "was another when it was copied");
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: it cannot be written ({failure.Message}). What was restored until then is not whole: remove it, put that right, "
                    + "and restore again.",
                failure);
        }
    }

    private BackupManifest Read()
    {
        var path = Path.Combine(backup, BackupManifest.FileName);
        try
        {
            if (!disk.Files.File.Exists(path))
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{backup}: there is no {BackupManifest.FileName}, so it is no whole backup. Name the folder of one.");
            }

            var manifest = JsonSerializer.Deserialize(disk.Files.File.ReadAllBytes(path), BackupContext.Default.BackupManifest);
            return manifest is { Format: 1, Files: not null }
                && manifest.Files.All(file => file is { Sha256: not null } && IsInside(file.Name))
                ? manifest
                : throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{path}: it is none of this program's, or of a later version of it. Take that version to restore it.");
        }
        catch (Exception failure) when (DiskFailure.Is(failure) || failure is JsonException)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{path}: {(failure is JsonException ? "it is damaged" : $"it cannot be read ({failure.Message})")}. Take another backup.",
                failure);
        }
    }

    /// <summary>A name leads nowhere outside of the backup or of the installation.</summary>
    private static bool IsInside(string? name) =>
        name is not null
        && name.Split('/') is [BackupParts.Config or "data", .. { Length: > 0 } rest]
        && rest.All(part => part.Length > 0 && part[0] != '.' && !part.AsSpan().ContainsAny('\\', ':', '\0'));

    private string PathOf(BackupFile file) => Path.Combine(backup, file.Name);

    private MuutostietoException Damaged(BackupFile file, string found) => new(
        FailureKind.Integrity, $"{PathOf(file)}: it {found}. Nothing more was restored. The backup is damaged: take another one.");
}
