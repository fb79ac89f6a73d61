using System.Text;
using SQLitePCL;

namespace Muutostieto.Recipient.Loading.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    internal SqliteStatement Bind(int parameter, long? value)
    {
        connection.Check(value is { } number ? raw.sqlite3_bind_int64(handle, parameter, number) : raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>Binds UTF-8 text; an empty one is NULL.</summary>
    internal SqliteStatement Bind(int parameter, ReadOnlySpan<byte> text)
    {
        connection.Check(text.IsEmpty ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_text(handle, parameter, text));
        return this;
    }

    internal SqliteStatement Bind(int parameter, string? text) => Bind(parameter, text is null ? default : Encoding.UTF8.GetBytes(text).AsSpan());

    /// <summary>To the next row; false when there is none.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(handle);
        connection.Check(result);
        return result == raw.SQLITE_ROW;
    }

    internal void Reset() => _ = raw.sqlite3_reset(handle);

    /// <summary>Runs a statement that has no rows, and makes it ready again.</summary>
    internal void Run()
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

    internal long Number(int column) => raw.sqlite3_column_int64(handle, column);

    internal long? NumberOrNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Number(column);

    /// <summary>The column's text, valid until the next step; empty for NULL.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    internal string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();
}
