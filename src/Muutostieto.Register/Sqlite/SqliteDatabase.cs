using SQLitePCL;

namespace Muutostieto.Register.Sqlite;

/// <summary>
/// A connection. SQLite's own interface rather than ADO.NET's: the scan needs the row's bytes where they lie, and one way of talking to the file is enough.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 handle;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string path, sqlite3 handle)
    {
        Path = path;
        this.handle = handle;
    }

    /// <summary>As the user named it, for messages.</summary>
    public string Path { get; }

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(handle);

    public static SqliteDatabase Open(string path, int flags, TimeSpan wait)
    {
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new SqliteDatabase(path, handle);
        try
        {
            database.Check(result);
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            database.Check(raw.sqlite3_busy_timeout(handle, (int)wait.TotalMilliseconds));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs one or more statements and lets their rows go.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>The first column of the only row.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        statement.Step();
        return statement.Number(0);
    }

    /// <summary>Runs something in a read transaction, so that all its statements see one state.</summary>
    public T Snapshot<T>(Func<T> read)
    {
        Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            RollBack();
        }
    }

    /// <summary>Ends a transaction without a word when SQLite has ended it already, as it does on a full disk.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0) _ = raw.sqlite3_exec(handle, "ROLLBACK");
    }

    public void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw SqliteFailure.Of(Path, result, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose() => handle.Dispose();
}
