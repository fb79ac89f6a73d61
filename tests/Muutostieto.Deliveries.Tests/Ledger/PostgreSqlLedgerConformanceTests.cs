using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>The ledger in a PostgreSQL database keeps the contract of every ledger.</summary>
public sealed class PostgreSqlLedgerConformanceTests : LedgerConformance
{
    private PostgreSqlDatabase database = null!;
    private PostgreSqlLedger ledger = null!;

    private protected override ILedger Ledger => ledger;

    [SetUp]
    public void SetUp()
    {
        database = LedgerDatabase.New();
        ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
    }

    [TearDown]
    public void TearDown()
    {
        ledger.Dispose();
        database.Dispose();
    }

    private protected override void Reopen()
    {
        ledger.Dispose();
        ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
    }

    private protected override ILedger OpenAnother() => PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database), busySeconds: 60);

    private protected override LedgerOverview OpenOverview() => ledger.Overview();
}
