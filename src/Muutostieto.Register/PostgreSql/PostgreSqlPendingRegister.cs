using Muutostieto.PostgreSql;
using Muutostieto.Register.Sql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>A register that is filled within one transaction, in which each transaction of the writer is a savepoint.</summary>
internal sealed class PostgreSqlPendingRegister : IPendingRegister
{
    private readonly StoreTransaction transaction;
    private readonly StoreDatabase store;

    public PostgreSqlPendingRegister(StoreDatabase store, RegisterOrigin origin, DateTimeOffset created)
    {
        this.store = store;
        var loader = PostgreSqlRegisterLoader.Begin(store, origin, created);
        try
        {
            transaction = loader.Finish();
        }
        catch
        {
            loader.Dispose();
            throw;
        }
    }

    public IRegister OpenRead() => new PostgreSqlRegisterReader(new PostgreSqlSession(store, transaction));

    public IRegisterWriter OpenWrite() => new SqlRegisterWriter(new PostgreSqlSession(store, transaction));

    public void Complete() => transaction.Commit();

    public void Dispose() => transaction.Dispose();
}
