using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Reconciliation;

namespace Muutostieto.Deliveries.Engine;

/// <summary>All that a delivery may have in its drop: its files, and beside them what its recipient was to compare its register with.</summary>
internal static class DroppedFiles
{
    /// <summary>For removal: the local files are not named.</summary>
    internal static DropDelivery Of(Delivery delivery, string recipient) => new(
        recipient,
        [new DropFile(Reconciler.NameOf(delivery), "", 0, ""), .. delivery.Files.Select(file => new DropFile(file.Name, "", file.Bytes, file.Sha256))]);
}
