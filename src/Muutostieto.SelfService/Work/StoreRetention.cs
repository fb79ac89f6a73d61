using System.Globalization;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Work;

/// <summary>
/// Forgets what was decided or withdrawn, and what was uploaded, after its time: contact persons are named there. What a decision made is
/// in the configuration's files, what an upload did in the ledger, and both are in the audit.
/// </summary>
/// <param name="store">Has them.</param>
/// <param name="options">How long what is kept.</param>
/// <param name="clock">Says when.</param>
public sealed class StoreRetention(SelfServiceStore store, ResidentOptions options, TimeProvider clock)
{
    /// <summary>Forgets what is over.</summary>
    internal void Clear()
    {
        var before = clock.GetUtcNow() - options.HistoryTime;
        _ = new MatterRows(store, clock).Remove(before);
        _ = store.Run(transaction => transaction.Execute(
            "DELETE FROM upload WHERE at < @before", ("@before", before.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))));
    }
}
