using Muutostieto.Audit.Copy;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Copy;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;
using Muutostieto.Register.Copy;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Hosting;

/// <summary>
/// Copies an installation's stores between the files of its data folder and its database, while no run is under way. The settings name the
/// database in both directions.
/// </summary>
public static class InstallationCopy
{
    /// <summary>Copies all stores, or nothing.</summary>
    /// <param name="work">Whose stores.</param>
    /// <param name="to">Where to; the other side is copied from, and stays as it is.</param>
    /// <param name="others">Stores of projects above this one, whose files are of this program's version, or missing.</param>
    /// <param name="observer">Follows it.</param>
    /// <param name="cancellation">Breaks it off: nothing is copied.</param>
    /// <returns>What was copied, table by table.</returns>
    /// <exception cref="MuutostietoException">
    /// Usage: the settings name no database, the source is missing, or the target is not empty. Transient: another run is under way, or the
    /// database cannot be reached. Integrity: what was written differs from what was read, or the source contradicts the outbox.
    /// </exception>
    public static IReadOnlyList<CopiedRows> Run(
        Installation work,
        StoreSide to,
        IReadOnlyList<StoreFile> others,
        ICopyObserver observer,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var settings = work.Configuration.Settings;
        var connection = (settings.Store ?? throw new MuutostietoException(
            FailureKind.Usage,
            "The settings name no database (Store), which one side of the copy is. Add it, for the copy to the files too."))
            .ForOwner().ReadConnection();
        work.Data.Require();
        using var runLock = work.AcquireRunLock();
        var copy = new StoreCopy(work.Disk, observer, cancellation) { Folders = [new AuditCopy(settings.AuditPath)] };
        if (to == StoreSide.Database)
        {
            PrepareFiles(work, settings);
            return copy.ToDatabase([.. Stores(settings), .. others], connection);
        }

        PostgreSqlRegister.OpenRead(connection).Dispose();
        _ = work.Data.HasLedger();
        return copy.ToFiles(connection, [.. Stores(settings), .. others]);
    }

    /// <summary>The register first: it appears last in the data folder, and without it nothing is delivered.</summary>
    private static IReadOnlyList<StoreFile> Stores(ServiceSettings settings) =>
        [new(RegisterCopy.Part, settings.RegisterPath), new(LedgerCopy.Part, settings.LedgerPath)];

    /// <summary>Files of an older version are converted, as the next run would.</summary>
    private static void PrepareFiles(Installation work, ServiceSettings settings)
    {
        SqliteRegister.OpenWrite(settings.RegisterPath).Dispose();
        if (new DataFolder(work.Disk.Files, settings with { Store = null }).HasLedger())
        {
            SqliteLedger.Open(settings.LedgerPath).Dispose();
        }
    }
}
