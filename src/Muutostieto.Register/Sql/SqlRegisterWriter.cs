
namespace Muutostieto.Register.Sql;

internal sealed class SqlRegisterWriter(ISqlDatabase database) : IRegisterWriter
{
    private SqlRegisterTransaction? current;

    public RegisterTransaction Begin()
    {
        if (current is { IsOver: false })
        {
            throw new InvalidOperationException("The writer's last transaction is still open.");
        }

        return current = new SqlRegisterTransaction(database);
    }

    public void Dispose()
    {
        current?.Dispose();
        database.Dispose();
    }
}
