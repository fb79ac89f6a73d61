using Muutostieto.Records;
using Muutostieto.Records.Files;
using SQLitePCL;

namespace Muutostieto.Recipient.Loading.Sqlite;

/// <summary>A connection to the recipient's database, over SQLite's own interface: a base is a million rows whose bytes are bound where they lie.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int ApplicationId = 0x4D55_5456;
    private readonly string path;
    private readonly sqlite3 handle;

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(string path, sqlite3 handle)
    {
        this.path = path;
        this.handle = handle;
    }

    internal long LastInsertRowId => raw.sqlite3_last_insert_rowid(handle);

    /// <summary>Opens the database, or makes an empty one. What is removed is overwritten: an address that an order covers stays in no free page. Write-ahead logging, so that others read the last delivery while the next is loaded.</summary>
    /// <exception cref="MuutostietoException">The file cannot be opened, or is no database of this program.</exception>
    internal static SqliteConnection Open(string path)
    {
        MakePrivate(path);
        var result = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new SqliteConnection(path, handle);
        try
        {
            connection.Check(result);
            connection.Check(raw.sqlite3_busy_timeout(handle, 5_000));
            connection.RequireOurs();
            connection.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA application_id = {ApplicationId}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void MakePrivate(string path)
    {
        try
        {
            PrivateFile.Ensure(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // SQLite meets the same obstacle, and its message names it.
        }
    }

    internal void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    internal SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqliteStatement(this, statement);
    }

    internal long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    internal List<string> Texts(string sql)
    {
        using var statement = Prepare(sql);
        var texts = new List<string>();
        while (statement.Step())
            texts.Add(statement.Text(0));

        return texts;
    }

    /// <summary>Ends a transaction without a word when SQLite has ended it already, as it does on a full disk.</summary>
    internal void RollBack()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0)
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
    }

    internal void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;

        throw (result & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new MuutostietoException(FailureKind.Transient, $"{path}: in use by another program. Run again when it has finished."),
            raw.SQLITE_NOTADB => NotOurs(),
            raw.SQLITE_FULL => new MuutostietoException(FailureKind.Fault, $"{path}: the disk is full. Make room and run again: what was begun is undone."),
            raw.SQLITE_CANTOPEN => new MuutostietoException(FailureKind.Usage, $"{path}: cannot be opened or made. Check the folder and who may write to it."),
            raw.SQLITE_CORRUPT => new MuutostietoException(FailureKind.Fault, $"{path}: damaged. Remove it and load the newest base and its changes again."),
            raw.SQLITE_CONSTRAINT => new MuutostietoException(FailureKind.Integrity, $"{path}: a row would contradict another one ({raw.sqlite3_errmsg(handle).utf8_to_string()}). Ask the sender for a new base."),
            _ => new MuutostietoException(FailureKind.Fault, $"{path}: {raw.sqlite3_errmsg(handle).utf8_to_string()} (SQLite {result}). Check the disk and who may write to the folder."),
        };
    }

    public void Dispose() => handle.Dispose();

    private void RequireOurs()
    {
        if (Number("PRAGMA application_id") != ApplicationId && Number("SELECT count(*) FROM sqlite_schema") > 0)
            throw NotOurs();
    }

    private MuutostietoException NotOurs() => new(FailureKind.Usage, $"{path}: another program's file, expected a database that \"load\" has made, or none yet. Name another file with --into.");
}
