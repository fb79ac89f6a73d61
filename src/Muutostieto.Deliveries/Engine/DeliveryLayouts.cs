using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// The record layouts of deliveries, also of those planned with layouts that have changed since: the ledger keeps each that a delivery was
/// planned with.
/// </summary>
/// <param name="current">The layouts of persons.</param>
/// <param name="ledger">Keeps the former ones.</param>
/// <param name="buildings">Gives the layouts of buildings; null where there are none, which refuses extracts of them.</param>
internal sealed class DeliveryLayouts(GroupCatalog current, ILedger ledger, Func<GroupCatalog>? buildings = null)
{
    private readonly Dictionary<string, GroupCatalog> former = [];

    /// <summary>The layouts of persons.</summary>
    internal GroupCatalog Persons => current;

    /// <summary>The layouts that a delivery of the terms is planned with.</summary>
    internal GroupCatalog For(DeliveryTerms terms) => terms.Order?.Target is null
        ? current
        : (buildings ?? throw new InvalidOperationException("The engine was set up without the layouts of buildings."))();

    /// <summary>The layouts that a delivery is composed with.</summary>
    /// <exception cref="MuutostietoException">Integrity: neither the configuration nor the ledger has them.</exception>
    internal GroupCatalog Of(Delivery delivery) =>
        Find(delivery.CatalogDigest)
        ?? throw new MuutostietoException(
            FailureKind.Integrity,
            $"{delivery.Title}: it was planned with other record layouts than config has now. Put the former groups.json or "
                + "building-groups.json back, or withdraw the delivery.");

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
