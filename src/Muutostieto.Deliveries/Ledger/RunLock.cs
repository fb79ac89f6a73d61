using System.Diagnostics;
using System.Globalization;
using System.IO.Abstractions;
using System.Text;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Keeps two runs off one data folder, and off one database on whatever machines they are. System and database free the lock when the
/// process ends, however it ends.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly IFileSystem files;
    private const string DatabaseName = "run";
    private readonly FileSystemStream stream;
    private readonly string notePath;
    private readonly AdvisoryLock? shared;

    private RunLock(IFileSystem files, FileSystemStream stream, string notePath, AdvisoryLock? shared) =>
        (this.files, this.stream, this.notePath, this.shared) = (files, stream, notePath, shared);

    /// <summary>Takes it. The data folder must be there.</summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Transient"/> when another run holds it; the message says which
    /// and since when.</exception>
    public static RunLock Acquire(IFileSystem files, string dataDirectory, TimeProvider clock) =>
        Acquire(files, dataDirectory, clock, database: null);

    /// <summary>Takes the one of the data folder, and then the one of a database, which holds on all machines.</summary>
    internal static RunLock Acquire(
        IFileSystem files, string dataDirectory, TimeProvider clock, StoreDatabase? database, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(clock);
        var path = Path.Combine(dataDirectory, "run.lock");
        // The holder is noted in a file beside it: the locked one cannot be read by other processes.
        var notePath = path + ".holder";
        FileSystemStream stream;
        try
        {
            stream = PrivateFile.Open(files, path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: the data folder cannot be written to ({e.Message}). Give the program's user the right to write there.",
                e);
        }
        catch (IOException e) when (Presence.IsHeldByAnother(e))
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"{path}: another run is under way{Holder(files, notePath)}. Run again when it has ended.",
                e);
        }
        catch (IOException e)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: the data folder cannot be written to ({e.Message}). Make it writable, or name another one.",
                e)
            {
                Remedy = new RegisterRemedy.OtherDataFolder(),
            };
        }

        var since = TimeZoneInfo
            .ConvertTime(clock.GetUtcNow(), HelsinkiTime.Zone)
            .ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
        var note = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} since {since}");
        AdvisoryLock? shared = null;
        try
        {
            shared = database is null ? null : OfDatabase(database, note, isShared);
        }
        finally
        {
            if (database is not null && shared is null)
            {
                stream.Dispose();
            }
        }

        try
        {
            PrivateFile.Write(files, notePath, Encoding.UTF8.GetBytes(note));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The note only makes another run's message better: its lack stops nothing.
        }

        return new RunLock(files, stream, notePath, shared);
    }

    /// <summary>
    /// The running process, as <c>process 12 since …</c>; null when there is none. Reads the note beside the lock and does not try the
    /// lock: that could block a run that is just starting.
    /// </summary>
    public static string? HolderOf(IFileSystem files, string dataDirectory)
    {
        var note = Holder(files, Path.Combine(dataDirectory, "run.lock.holder"));
        var words = note.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && int.TryParse(words[2], CultureInfo.InvariantCulture, out var process) && IsAlive(process)
            ? note[2..]
            : null;
    }

    /// <summary>The run on any machine that holds the lock of a database; null when there is none.</summary>
    internal static string? HolderOf(StoreDatabase database) => AdvisoryLock.HolderOf(database, DatabaseName);

    public void Dispose()
    {
        shared?.Dispose();
        try
        {
            files.File.Delete(this.notePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next holder overwrites it.
        }

        // The lock's file stays: removing it would let two runs lock two files of one name.
        this.stream.Dispose();
    }

    /// <summary>A run that was killed has left its note behind.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static AdvisoryLock OfDatabase(StoreDatabase database, string note, bool isShared) =>
        AdvisoryLock.TryTake(database, DatabaseName, $"{note} on {Environment.MachineName}", isShared)
        ?? throw new MuutostietoException(
            FailureKind.Transient,
            $"{database.Place}: another run is under way{(HolderOf(database) is { } holder ? $": {holder}" : "")}. Run again when it has "
                + "ended.");

    private static string Holder(IFileSystem files, string notePath)
    {
        try
        {
            return ": " + files.File.ReadAllText(notePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
