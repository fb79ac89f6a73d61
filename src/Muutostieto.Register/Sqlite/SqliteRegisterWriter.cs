using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

internal sealed class SqliteRegisterWriter(SqliteDatabase database) : IRegisterWriter
{
    private SqliteRegisterTransaction? current;

    public RegisterTransaction Begin()
    {
        if (current is { IsOver: false })
        {
            throw new InvalidOperationException("The writer's last transaction is still open.");
        }

        return current = new SqliteRegisterTransaction(database);
    }

    public void Dispose()
    {
        current?.Dispose();
        database.Dispose();
    }
}
