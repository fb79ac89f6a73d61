using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Reconciliation;
using Muutostieto.Deliveries.Terms;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What deliveries have in their drops.</summary>
internal sealed class DroppedFiles(Func<string, IDrop> drops)
{
    /// <summary>The delivery's files, as they stand in a folder of the outbox.</summary>
    internal static DropDelivery Of(Delivery delivery, string folder) => new(
        DeliveryTerms.FromJson(delivery.Terms).Recipient,
        [.. delivery.Files.Select(file => new DropFile(file.Name, Path.Combine(folder, file.Name), file.Bytes, file.Sha256))]);

    /// <summary>Whether its manifest is visible. One that is not composed has none.</summary>
    internal async Task<bool> IsOutAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Manifest is not { } manifest)
        {
            return false;
        }

        var inspection = await DropOf(delivery).InspectAsync(Of(delivery, ""), verifyContent: false, cancellation).ConfigureAwait(false);
        return inspection.Files.Any(file => file.File.Name == manifest.Name && file.State == DropFileState.Present);
    }

    /// <summary>Removes all that is there of it: its files, and beside them what its recipient was to compare its register with.</summary>
    internal Task RemoveAsync(Delivery delivery, CancellationToken cancellation)
    {
        var whole = Of(delivery, "");
        return DropOf(delivery).RemoveAsync(new DropDelivery(whole.Recipient, [new DropFile(Reconciler.NameOf(delivery), "", 0, ""), .. whole.Files]), cancellation);
    }

    private IDrop DropOf(Delivery delivery) => drops(DeliveryTerms.FromJson(delivery.Terms).Drop);
}
