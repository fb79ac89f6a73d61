using System.Data.Common;
using Muutostieto.PostgreSql;
using Npgsql;

namespace Muutostieto.SelfService.Store;

/// <summary>The store in a PostgreSQL database, for several services at once.</summary>
internal sealed class PostgreSqlSelfServiceStore(string connectionString) : SelfServiceStore
{
    private readonly StoreDatabase database = StoreDatabase.Open(connectionString, Scripts);

    public override bool IsShared => true;

    public override void Dispose()
    {
        // Its connections are the process's.
    }

    internal override T Run<T>(Func<DbTransaction, T> work) => Do(work, database.BeginStep);

    internal override T Look<T>(Func<DbTransaction, T> work) => Do(work, database.BeginRead);

    internal override DateTimeOffset Now(DbTransaction transaction, TimeProvider clock) => transaction.Query(
        "SELECT clock_timestamp()", row => new DateTimeOffset(row.GetDateTime(0), TimeSpan.Zero))[0];

    private T Do<T>(Func<DbTransaction, T> work, Func<StoreTransaction> begin)
    {
        try
        {
            using var transaction = begin();
            var result = work(transaction.Own);
            transaction.Commit();
            return result;
        }
        catch (NpgsqlException failure)
        {
            throw database.Failure(failure);
        }
    }
}
