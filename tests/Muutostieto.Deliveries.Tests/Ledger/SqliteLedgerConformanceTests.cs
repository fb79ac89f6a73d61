using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>The ledger in a SQLite file keeps the contract of every ledger.</summary>
public sealed class SqliteLedgerConformanceTests : LedgerConformance
{
    private DirectoryInfo folder = null!;
    private SqliteLedger ledger = null!;

    private protected override ILedger Ledger => ledger;

    private string FilePath => Path.Combine(folder.FullName, "data", "ledger.db");

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto-ledger-");
        ledger = SqliteLedger.Open(FilePath);
    }

    [TearDown]
    public void TearDown()
    {
        ledger.Dispose();
        folder.Delete(recursive: true);
    }

    private protected override void Reopen()
    {
        ledger.Dispose();
        ledger = SqliteLedger.Open(FilePath);
    }

    private protected override ILedger OpenAnother() => SqliteLedger.Open(FilePath, busySeconds: 60);

    private protected override LedgerOverview OpenOverview() => LedgerOverview.Open(FilePath);
}
