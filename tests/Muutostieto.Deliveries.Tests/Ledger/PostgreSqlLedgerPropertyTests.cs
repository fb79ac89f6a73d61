using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class PostgreSqlLedgerPropertyTests : LedgerProperties
{
    private protected override IDisposable NewPlace(out Func<SqlLedger> open)
    {
        var database = LedgerDatabase.New();
        open = () => PostgreSqlLedger.Open(database.ConnectionString);
        return database;
    }
}
