using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// The record layouts of deliveries, also of those planned with layouts that have changed since: the ledger keeps each that a delivery was
/// planned with.
/// </summary>
internal sealed class DeliveryLayouts(GroupCatalog current, ILedger ledger)
{
    private readonly Dictionary<string, GroupCatalog> former = [];

    /// <summary>The layouts that a delivery is composed with.</summary>
    /// <exception cref="MuutostietoException">Integrity: neither the configuration nor the ledger has them.</exception>
    internal GroupCatalog Of(Delivery delivery) =>
        Find(delivery.CatalogDigest)
        ?? throw new MuutostietoException(
            FailureKind.Integrity,
            $"{delivery.Title}: it was planned with other record layouts than config/groups.json has now. Put the former groups.json back, "
                + "or withdraw the delivery.");

    /// <summary>
    /// Whether one of the groups is laid out otherwise now than in a delivery. Of a delivery older than the keeping of layouts nothing can
    /// be said: false.
    /// </summary>
    internal bool HaveChangedSince(Delivery delivery, IEnumerable<string> groups)
    {
        if (delivery.CatalogDigest == current.Digest || Find(delivery.CatalogDigest) is not { } then)
        {
            return false;
        }

        return groups.Any(code => (current.Newest(code), then.Newest(code)) switch
        {
            ({ } now, { } before) => !now.HasTheLayoutOf(before),
            (null, null) => false,
            _ => true,
        });
    }

    private GroupCatalog? Find(string digest)
    {
        if (digest == current.Digest)
        {
            return current;
        }

        if (!former.TryGetValue(digest, out var catalog)
            && ledger.FindLayouts(digest) is { } kept
            && GroupCatalogReader.Read(kept).Catalog is { } read)
        {
            read.TakeResidences(current);
            former.Add(digest, catalog = read);
        }

        return catalog;
    }
}
