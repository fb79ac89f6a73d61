using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting;

/// <summary>A ledger in a SQLite file.</summary>
internal sealed class LedgerInFile(IFileSystem files, string path) : LedgerPlace
{
    internal override string Name => path;

    internal override bool IsThere => Presence.IsThere(files, path);

    internal override SqlLedger Open() => SqliteLedger.Open(path);

    internal override SqlLedger? OpenRead() => SqliteLedger.OpenRead(path);

    internal override LedgerOverview OpenOverview() => LedgerOverview.Open(path);

    internal override RunLock AcquireRunLock(IFileSystem files, string dataDirectory, TimeProvider clock, bool isShared) =>
        RunLock.Acquire(files, dataDirectory, clock);

    internal override string? RunUnderWay(IFileSystem files, string dataDirectory) => RunLock.HolderOf(files, dataDirectory);
}
