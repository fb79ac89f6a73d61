using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Determines, for a delivery whose publishing was stopped, whether its recipient can have it. Every file is in the drop under a hidden
/// name before the ledger notes that publishing begins; then each is renamed, the manifest last. So the manifest's hidden name proves that
/// the manifest was never visible; when both names are missing, it was visible and has been removed since.
/// </summary>
internal sealed class PublicationProgressReader(ILedger ledger, DroppedFiles dropped)
{
    /// <summary>Checks the progress of an unfinished delivery, and clears the ledger's mark when the manifest was proved never visible: the
    /// proof is lost with the hidden files.</summary>
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

        // Published a second time because the first is uncertain, the hidden files are of the second time and prove nothing.
        if (manifest.HasArrivedHidden && delivery.Redelivered is null)
        {
            _ = ledger.ClearPublishing(delivery.Id);
            return PublicationProgress.NotBegun;
        }

        return await dropped.IsAnsweredAsync(delivery, cancellation).ConfigureAwait(false)
            ? PublicationProgress.Answered
            : PublicationProgress.Uncertain;
    }
}
