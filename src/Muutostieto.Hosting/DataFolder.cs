using System.IO.Abstractions;
using System.Runtime.InteropServices;
using Muutostieto.Audit;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Hosting;

/// <summary>
/// The data folder and what should be in it; present, missing and unreadable are distinct. Every command opens register and ledger through
/// it, so that an unreadable one is never taken for an empty one.
/// </summary>
public sealed class DataFolder
{
    private readonly IFileSystem files;
    private readonly string path;
    private readonly RegisterPlace register;
    private readonly LedgerPlace ledger;
    private readonly string outbox;
    private readonly AuditPlace audit;
    private readonly ServiceSettings? settings;

    public DataFolder(IFileSystem files, ServiceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.files, this.settings, path, register, ledger, outbox, audit) = (
            files,
            settings,
            settings.DataDirectory,
            RegisterPlace.Of(files, settings),
            LedgerPlace.Of(files, settings),
            settings.OutboxPath,
            settings.Audit);
    }

    /// <summary>With everything where it is by default, for when there are no settings.</summary>
    public DataFolder(IFileSystem files, string path) =>
        (this.files, this.path, register, ledger, outbox, audit) = (
            files,
            path,
            new RegisterInFile(files, Path.Combine(path, "register.db")),
            new LedgerInFile(files, Path.Combine(path, "ledger.db")),
            Path.Combine(path, "outbox"),
            new AuditInFolder(Path.Combine(path, "audit")));

    /// <summary>Where the ledger is.</summary>
    internal LedgerPlace Ledger => ledger;

    /// <summary>Where the register is.</summary>
    public RegisterPlace Register => register;

    /// <exception cref="MuutostietoException">It cannot be determined.</exception>
    public bool HasRegister => register.IsThere;

    /// <summary>Makes the data folder when only it is missing: of a path that is mistyped more than its last folder is.</summary>
    /// <exception cref="MuutostietoException">Usage: the folder above is missing, or something else has the name.</exception>
    public void Make()
    {
        if (!Presence.IsThere(files, path))
        {
            NewFolder.Make(files, path, "the name of the data folder", new RegisterRemedy.OtherDataFolder());
        }

        Require();
    }

    /// <summary>The folder is there and can be read.</summary>
    /// <exception cref="MuutostietoException">It is not; the message says what it is.</exception>
    public void Require()
    {
        if (!Presence.IsThere(files, path))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the data folder does not exist. Name the right one; an import makes a new one.")
            {
                Remedy = new RegisterRemedy.Make(),
            };
        }

        if (!files.Directory.Exists(path))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{path}: a file, expected the data folder. Name the right one.")
            { Remedy = new RegisterRemedy.OtherDataFolder() };
        }

        try
        {
            // Listing takes the right to read, looking at an entry the right to enter.
            if (files.Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } entry)
            {
                _ = Presence.IsThere(files, entry);
            }
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: the data folder cannot be read ({failure.Message}). Run as the user whose data it is, or correct its rights.",
                failure);
        }
    }

    /// <summary>Whether there is a ledger now, whether or not there must have been one.</summary>
    public bool IsLedgerThere => ledger.IsThere;

    /// <summary>Whether there is a ledger. Before the first delivery there is none, and a register alone.</summary>
    /// <exception cref="MuutostietoException">Usage: it is no data folder. Integrity: there must have been a ledger.</exception>
    public bool HasLedger()
    {
        Require();
        if (ledger.IsThere)
        {
            return true;
        }

        RequireNoDeliveries();

        // Where only a first import has failed, its failure is all there is.
        return HasRegister || Presence.IsThere(files, Path.Combine(path, ImportFailureFile.Name))
            ? false
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: there is neither a register nor a ledger. Name the data folder; in a new one make a register first.")
            {
                Remedy = new RegisterRemedy.Make(),
            };
    }

    /// <summary>A ledger may be made: there has been none before.</summary>
    /// <exception cref="MuutostietoException">Integrity: outbox or audit hold deliveries, and their ledger is missing.</exception>
    public void RequireNoDeliveries()
    {
        var (place, what) =
            ledger.IsThere ? default
            : Presence.IsThere(files, outbox) && files.Directory.EnumerateDirectories(outbox).Any() ? (outbox, "the outbox")
            : audit.HasDelivery(files) ? (audit.Name, "the audit chain")
            : default;
        if (place is not null)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{ledger.Name}: the ledger is missing, and {what} ({place}) holds deliveries that it recorded. Restore it from a backup "
                    + "before the next run. To begin anew without it, move outbox and audit to another place first.");
        }
    }

    /// <summary>The fault of a folder on a read-only file system, found without writing; null otherwise.</summary>
    public string? ReadOnlyFault()
    {
        const int write = 2, readOnlyFileSystem = 30;
        return !OperatingSystem.IsWindows() && Access(path, write) != 0 && Marshal.GetLastPInvokeError() == readOnlyFileSystem
            ? $"{path}: the data folder is on a file system that is read-only, and no run can record anything. Look at the disk, and mount "
                + "it writable again."
            : null;
    }

    /// <summary>Why others than the program's user may come to what is there, or is placed elsewhere; none when they may not.</summary>
    public IEnumerable<(string Folder, string Found, string Remedy)> Openings() => new DataOpenings(files, path).Find(settings);

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
