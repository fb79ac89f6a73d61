using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.Recipient.Loading.Sqlite;

/// <summary>Opens the recipient's database, and says what its failures mean.</summary>
internal static class RecipientConnection
{
    private const int ApplicationId = 0x4D55_5456;

    /// <summary>
    /// Opens the database, or makes an empty one. What is removed is overwritten: an address that an order covers stays in no free page.
    /// Write-ahead logging, so that others read the last delivery while the next is loaded.
    /// </summary>
    /// <exception cref="MuutostietoException">The file cannot be opened, or is no database of this program.</exception>
    internal static SqliteDatabase Open(string path)
    {
        MakePrivate(path);
        var database = SqliteDatabase.Open(
            path,
            raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
            TimeSpan.FromSeconds(5),
            (result, message) => Failure(path, result, message));
        try
        {
            if (database.Number("PRAGMA application_id") != ApplicationId && database.Number("SELECT count(*) FROM sqlite_schema") > 0)
            {
                throw NotOurs(path);
            }

            database.Execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA "
                    + $"secure_delete = ON; PRAGMA application_id = {ApplicationId}");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void MakePrivate(string path)
    {
        try
        {
            PrivateFile.Ensure(new FileSystem(), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // SQLite meets the same obstacle, and its message names it.
        }
    }

    private static MuutostietoException Failure(string path, int result, string message) =>
        (result & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new MuutostietoException(
                FailureKind.Transient,
                $"{path}: in use by another program. Run again when it has finished."),
            raw.SQLITE_NOTADB => NotOurs(path),
            raw.SQLITE_FULL => new MuutostietoException(
                FailureKind.Fault,
                $"{path}: the disk is full. Make room and run again: what was begun is undone."),
            raw.SQLITE_CANTOPEN => new MuutostietoException(
                FailureKind.Usage,
                $"{path}: cannot be opened or made. Check the folder and who may write to it."),
            raw.SQLITE_CORRUPT => new MuutostietoException(
                FailureKind.Fault,
                $"{path}: damaged. Remove it and load the newest base and its changes again."),
            raw.SQLITE_CONSTRAINT => new MuutostietoException(
                FailureKind.Integrity,
                $"{path}: a row would contradict another one ({message}). Ask the sender for a new base."),
            _ => new MuutostietoException(
                FailureKind.Fault,
                $"{path}: {message} (SQLite {result}). Check the disk and who may write to the folder."),
        };

    private static MuutostietoException NotOurs(string path) =>
        new(
            FailureKind.Usage,
            $"{path}: another program's file.")
        {
            Remedy = new RecipientRemedy.OtherDatabaseFile(),
        };
}
