using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Tells of a delivery whose handing over was stopped whether anybody can have it. Every file stands in the drop under a hidden name before the ledger notes that handing over begins; then each is renamed,
/// the manifest last. So the manifest's hidden name, while it is there, proves that the manifest was never visible; when both names are missing, it was visible and somebody has taken it away.
/// </summary>
internal sealed class PublicationProgressReader(ILedger ledger, DroppedFiles dropped)
{
    /// <summary>Looks where an unfinished delivery stands, and takes the ledger's mark off what was proved never to have been visible: the proof goes with the hidden files.</summary>
    internal async Task<PublicationProgress> OfAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.State == DeliveryState.Planned)
        {
            return PublicationProgress.NotBegun;
        }

        var manifest = await dropped.ManifestAsync(delivery, cancellation).ConfigureAwait(false);
        if (manifest.State == DropFileState.Present)
        {
            return PublicationProgress.Visible;
        }

        if (delivery.PublishingSince is null)
        {
            return PublicationProgress.NotBegun;
        }

        // Noted, and its hidden name is gone: it was renamed, and the drop has damaged it since.
        if (manifest is { State: DropFileState.Different, HasArrivedHidden: false })
        {
            return PublicationProgress.Visible;
        }

        // Handed over a second time because the first is uncertain, its hidden files are of the second time and prove nothing.
        if (manifest.HasArrivedHidden && delivery.Redelivered is null)
        {
            _ = ledger.ClearPublishing(delivery.Id);
            return PublicationProgress.NotBegun;
        }

        return await dropped.IsAnsweredAsync(delivery, cancellation).ConfigureAwait(false) ? PublicationProgress.Answered : PublicationProgress.Uncertain;
    }
}
