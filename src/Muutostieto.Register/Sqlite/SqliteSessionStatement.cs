using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>A statement of <see cref="SqliteSession"/>.</summary>
internal sealed class SqliteSessionStatement(SqliteDatabase database, SqliteStatement statement) : ISqlStatement
{
    public ISqlStatement Bind(int parameter, long? value)
    {
        statement.Bind(parameter, value);
        return this;
    }

    public ISqlStatement BindText(int parameter, string? value)
    {
        statement.BindText(parameter, value);
        return this;
    }

    public ISqlStatement BindBlob(int parameter, ReadOnlySpan<byte> blob)
    {
        statement.BindBlob(parameter, blob);
        return this;
    }

    public bool Step() => statement.Step();

    public ISqlStatement Reset()
    {
        statement.Reset();
        return this;
    }

    public long Run()
    {
        statement.Run();
        return database.Changes;
    }

    public void RunLater() => statement.Run();

    public long Number(int column) => statement.Number(column);

    public long? NumberOrNull(int column) => statement.NumberOrNull(column);

    public string Text(int column) => statement.Text(column);

    public string? TextOrNull(int column) => statement.TextOrNull(column);

    public ReadOnlySpan<byte> Bytes(int column) => statement.Bytes(column);

    public void Dispose() => statement.Dispose();
}
