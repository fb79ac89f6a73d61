using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What deliveries have in their drops.</summary>
internal sealed class DroppedFiles(Func<string, IDrop> drops, ILedger ledger)
{
    /// <summary>The delivery's files in a folder of the outbox.</summary>
    /// <param name="delivery">Which one.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="token">The claim under which they are sent, or were; null when it does not matter.</param>
    internal static DropDelivery Of(Delivery delivery, string folder, long? token = null) => new(
        delivery.Terms.Value.Recipient,
        [
            .. delivery.Files.Select(file =>
                new DropFile(file.Name, Path.Combine(folder, file.Name), file.Bytes, file.Sha256) { Token = token }),
        ]);

    /// <summary>
    /// Looks for the manifest of a delivery that has been composed, and for its hidden name under the claim that last wrote the delivery:
    /// what another worker has sent proves nothing about that one.
    /// </summary>
    internal async Task<DropFileInspection> ManifestAsync(Delivery delivery, CancellationToken cancellation)
    {
        var sent = Of(delivery, "", ledger.TokenOf(delivery.Id));
        var inspection = await DropOf(delivery).InspectAsync(sent, verifyContent: false, cancellation).ConfigureAwait(false);
        return inspection.Files.Single(file => file.File.Name == delivery.Manifest!.Name);
    }

    /// <summary>Whether its recipient has answered it, whatever the answer says.</summary>
    internal async Task<bool> IsAnsweredAsync(Delivery delivery, CancellationToken cancellation)
    {
        var recipient = delivery.Terms.Value.Recipient;
        return (await DropOf(delivery)
                    .ReadReceiptsAsync(recipient, [Path.GetFileNameWithoutExtension(delivery.Manifest!.Name)], cancellation)
                    .ConfigureAwait(false)
            ).Count > 0;
    }

    /// <summary>Removes all that is there of it: its files, and beside them what its recipient was to compare its register with.</summary>
    internal Task RemoveAsync(Delivery delivery, CancellationToken cancellation)
    {
        var whole = Of(delivery, "");
        return DropOf(delivery)
            .RemoveAsync(
                new DropDelivery(whole.Recipient, [new DropFile(delivery.ReconciliationName!, "", 0, ""), .. whole.Files]),
                cancellation);
    }

    /// <summary>Removes what has arrived and was not given its own name.</summary>
    internal async Task RemoveHiddenAsync(Delivery delivery, CancellationToken cancellation)
    {
        var whole = Of(delivery, "");
        var found = await DropOf(delivery).InspectAsync(whole, verifyContent: false, cancellation).ConfigureAwait(false);
        var hidden = found
            .Files.Where(file => file is { State: DropFileState.Missing, IsHidden: true })
            .Select(file => file.File)
            .ToList();
        if (hidden.Count > 0)
        {
            await DropOf(delivery).RemoveAsync(new DropDelivery(whole.Recipient, hidden), cancellation).ConfigureAwait(false);
        }
    }

    private IDrop DropOf(Delivery delivery) => drops(delivery.Terms.Value.Drop);
}
