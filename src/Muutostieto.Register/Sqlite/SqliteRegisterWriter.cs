namespace Muutostieto.Register.Sqlite;

internal sealed class SqliteRegisterWriter(SqliteDatabase database) : IRegisterWriter
{
    private SqliteRegisterTransaction? _open;

    public RegisterTransaction Begin()
    {
        if (_open is { IsOver: false }) throw new InvalidOperationException("The writer's last transaction is still open.");
        return _open = new SqliteRegisterTransaction(database);
    }

    public void Dispose()
    {
        _open?.Dispose();
        database.Dispose();
    }
}
