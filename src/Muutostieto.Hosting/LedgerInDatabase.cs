using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting;

/// <summary>A ledger in a PostgreSQL database.</summary>
internal sealed class LedgerInDatabase(StoreSettings settings) : LedgerPlace
{
    // A database that is down now may be up at the next use.
    private readonly Lazy<PostgreSqlLedger> ledger = new(
        () => PostgreSqlLedger.Open(settings.ReadConnection()),
        LazyThreadSafetyMode.PublicationOnly);

    internal override string Name => ledger.Value.Place;

    internal override bool IsThere => !ledger.Value.IsUnused();

    internal override SqlLedger Open() => ledger.Value;

    internal override SqlLedger? OpenRead() => ledger.Value;

    internal override LedgerOverview OpenOverview() => ledger.Value.Overview();

    internal override RunLock AcquireRunLock(IFileSystem files, string dataDirectory, TimeProvider clock, bool isShared) =>
        ledger.Value.AcquireRunLock(files, dataDirectory, clock, isShared);

    /// <summary>Where the database cannot say it, the one of this machine.</summary>
    internal override string? RunUnderWay(IFileSystem files, string dataDirectory)
    {
        try
        {
            return ledger.Value.RunUnderWay();
        }
        catch (MuutostietoException)
        {
            return RunLock.HolderOf(files, dataDirectory);
        }
    }
}
