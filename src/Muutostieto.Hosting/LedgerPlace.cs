using System.IO.Abstractions;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting;

/// <summary>Where an installation's ledger is: what chooses between a file of the data folder and a database.</summary>
internal abstract class LedgerPlace
{
    /// <summary>The file or database, for messages.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether there is a ledger with something in it.</summary>
    /// <exception cref="MuutostietoException">It cannot be determined.</exception>
    internal abstract bool IsThere { get; }

    internal static LedgerPlace Of(IFileSystem files, ServiceSettings settings) =>
        settings.Store is { } store ? new LedgerInDatabase(store) : new LedgerInFile(files, settings.LedgerPath);

    /// <summary>Opens it; a file is made when it is not there.</summary>
    internal abstract SqlLedger Open();

    /// <summary>Opens it for reading alone; null when it is empty or of an older version, which the next run converts.</summary>
    internal abstract SqlLedger? OpenRead();

    /// <summary>Opens it for reading all deliveries at once.</summary>
    internal abstract LedgerOverview OpenOverview();

    /// <summary>Keeps two runs off the ledger; those that share a database only off what each has claimed.</summary>
    /// <exception cref="MuutostietoException">Transient: another run is under way.</exception>
    internal abstract RunLock AcquireRunLock(IFileSystem files, string dataDirectory, TimeProvider clock, bool isShared);

    /// <summary>The run that is under way, as <c>process 12 since …</c>; null when there is none.</summary>
    internal abstract string? RunUnderWay(IFileSystem files, string dataDirectory);
}
