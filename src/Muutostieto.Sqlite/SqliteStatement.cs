using System.Text;
using SQLitePCL;

namespace Muutostieto.Sqlite;

/// <summary>
/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Nothing here allocates but what returns a string. What an
/// empty text becomes is in the method's name: <c>BindText</c> keeps it an empty text, <c>BindTextOrNull</c> makes it NULL.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly sqlite3_stmt handle;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt handle)
    {
        this.database = database;
        this.handle = handle;
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    /// <summary>Binds a text; an empty one stays a text, null is NULL.</summary>
    public SqliteStatement BindText(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        database.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    /// <summary>Binds UTF-8 as a text; an empty one stays a text.</summary>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> text)
    {
        // An empty span has no address, which SQLite would take for NULL.
        database.Check(text.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, text));
        return this;
    }

    /// <summary>Binds a text; an empty one is NULL.</summary>
    public SqliteStatement BindTextOrNull(int parameter, string? value) => BindText(parameter, string.IsNullOrEmpty(value) ? null : value);

    /// <summary>Binds UTF-8 as a text; an empty one is NULL.</summary>
    public SqliteStatement BindTextOrNull(int parameter, ReadOnlySpan<byte> text) =>
        text.IsEmpty ? BindNull(parameter) : BindText(parameter, text);

    /// <summary>Binds bytes; an empty span is a blob of length 0.</summary>
    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> blob)
    {
        database.Check(blob.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, blob));
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        database.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>To the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        database.Check(result);
        return false;
    }

    /// <summary>Ready for other parameters. The failure of a step is reported by the step, not again here.</summary>
    public SqliteStatement Reset()
    {
        _ = raw.sqlite3_reset(handle);
        return this;
    }

    /// <summary>One step of a statement without rows, and ready again.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>The bytes of a text or blob, valid until the next step; empty for NULL.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>The text; empty for NULL.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => handle.Dispose();
}
