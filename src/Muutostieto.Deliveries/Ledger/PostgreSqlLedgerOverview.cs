using System.Data.Common;
using Muutostieto.PostgreSql;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The overview of a ledger in a PostgreSQL database.</summary>
internal sealed class PostgreSqlLedgerOverview(StoreDatabase database) : LedgerOverview
{
    private protected override string Place => database.Place;

    public override void Dispose()
    {
        // Its connections are the process's.
    }

    private protected override T Read<T>(Func<DbConnection, T> work) => database.Read(work);

    /// <summary>Opening it has looked for the tables.</summary>
    private protected override bool IsEmpty(DbConnection connection) => false;

    private protected override void RequireLatest(DbConnection connection)
    {
    }

    private protected override string JsonOf(string column, params string[] path) =>
        $"CAST({column} AS json) #>> '{{{string.Join(',', path)}}}'";
}
