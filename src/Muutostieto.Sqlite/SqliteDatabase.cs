using SQLitePCL;

namespace Muutostieto.Sqlite;

/// <summary>
/// A connection over SQLite's own interface rather than ADO.NET's: a scan reads a row's bytes where they lie, a base is a million rows
/// whose bytes are bound where they lie.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Func<int, string, Exception> failure;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string path, sqlite3 handle, Func<int, string, Exception> failure)
    {
        Path = path;
        this.handle = handle;
        this.failure = failure;
    }

    /// <summary>As the user named it, for messages.</summary>
    public string Path { get; }

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(handle);

    /// <summary>How many rows the last statement that changes rows has changed.</summary>
    public long Changes => raw.sqlite3_changes(handle);

    /// <param name="path">The file.</param>
    /// <param name="flags">As <c>sqlite3_open_v2</c> has them.</param>
    /// <param name="wait">How long a statement waits for another program's lock.</param>
    /// <param name="failure">Makes the exception of SQLite's extended result code and message, in the words of whose file it is.</param>
    public static SqliteDatabase Open(string path, int flags, TimeSpan wait, Func<int, string, Exception> failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new SqliteDatabase(path, handle, failure);
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

    /// <summary>Copies all of it, as of one moment, in the place of what the other one holds.</summary>
    public void BackUpTo(SqliteDatabase target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var backup = raw.sqlite3_backup_init(target.handle, "main", handle, "main");
        if (backup is null || backup.IsInvalid)
        {
            target.Check(raw.sqlite3_errcode(target.handle));
        }

        _ = raw.sqlite3_backup_step(backup, -1);
        target.Check(raw.sqlite3_backup_finish(backup));
    }

    /// <summary>Runs one or more statements and lets their rows go.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>The first column of the first row; 0 when there is none.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>The first column of all rows.</summary>
    public IReadOnlyCollection<string> Texts(string sql)
    {
        using var statement = Prepare(sql);
        var texts = new List<string>();
        while (statement.Step())
        {
            texts.Add(statement.Text(0));
        }

        return texts;
    }

    /// <summary>
    /// Runs something in a read transaction, so that all its statements see one state; in the one that is open, where there is one.
    /// </summary>
    public T Snapshot<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (raw.sqlite3_get_autocommit(handle) == 0)
        {
            return read();
        }

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
        if (raw.sqlite3_get_autocommit(handle) == 0)
        {
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
        }
    }

    public void Dispose() => handle.Dispose();

    internal void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw failure(result, raw.sqlite3_errmsg(handle).utf8_to_string());
        }
    }
}
