using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class PostgreSqlLedgerPropertyTests : LedgerProperties
{
    [SeededProperty(MaxTest = 15)]
    public void Numbers_have_no_gap_states_go_forward_and_windows_chain(FsCheck.DoNotSize<uint>[] steps) => Hold(steps);

    private protected override IDisposable NewPlace(out Func<SqlLedger> open)
    {
        var database = LedgerDatabase.New();
        open = () => PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
        return database;
    }
}
