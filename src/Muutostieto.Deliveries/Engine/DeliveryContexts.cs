using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What a delivery is composed from, read from the ledger: its terms, its window, and what the chain before it says.</summary>
internal sealed class DeliveryContexts(ILedger ledger, DeliveryChains chains)
{
    /// <summary>The context of a delivery that has been planned.</summary>
    internal DeliveryContext Of(Delivery delivery)
    {
        var chain = chains.Back(delivery).ToList();
        return new DeliveryContext
        {
            Terms = delivery.Terms.Value,
            Kind = delivery.Kind,
            Number = delivery.Number,
            Planned = delivery.Planned,
            From = delivery.Window.From,
            To = delivery.Window.To,
            BeginsAtKey = delivery.BeginsAtKey,
            ChainBase = DeliveryChains.KeyOf(chain[^1]),
            AreaBefore = chain.Count > 1 ? chain[1].Terms.Value.Municipalities : delivery.Terms.Value.AreaAtKey,
            ChainAreas = AreasOf(chain),
            List = ListOf(delivery.Permit, delivery.Window),
            Covers = CoversOf(delivery),
            Predecessor = delivery.Predecessor is { } named
                ? new ManifestPredecessor(named.Delivery.Kind, named.Delivery.Number, named.ManifestSha256)
                : null,
        };
    }

    /// <summary>The context of the changes that would continue a delivery now.</summary>
    internal DeliveryContext After(Delivery head, Permit permit, DeliveryTerms terms, DateTimeOffset now, long to)
    {
        var chain = chains.Back(head).ToList();
        return new DeliveryContext
        {
            Terms = terms,
            Kind = DeliveryKind.Changes,
            Number = 1,
            Planned = now,
            From = head.Window.To,
            To = to,
            ChainBase = DeliveryChains.KeyOf(chain[^1]),
            AreaBefore = head.Terms.Value.Municipalities,
            ChainAreas = AreasOf(chain),
            List = ListNow(permit, head.Window.ListTo),
        };
    }

    /// <summary>The context of the changes that would begin a chain at a key now.</summary>
    /// <param name="key">Up to which key the recipient has the interface's data.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="terms">With the area as of the key.</param>
    /// <param name="now">The planned time.</param>
    /// <param name="to">The register's head.</param>
    internal DeliveryContext From(long key, Permit permit, DeliveryTerms terms, DateTimeOffset now, long to) => new()
    {
        Terms = terms,
        Kind = DeliveryKind.Changes,
        BeginsAtKey = true,
        Number = 1,
        Planned = now,
        From = key,
        To = to,
        ChainBase = key,
        AreaBefore = terms.AreaAtKey,
        List = ListNow(permit, ledger.ListPosition(permit.Id)),
    };

    /// <summary>The occurrences of the rhythm that a change delivery covers: its own, and before it those that were missed. None for a
    /// base.</summary>
    internal IReadOnlyList<Occurrence> CoversOf(Delivery delivery) =>
        chains.Before(delivery) is { } before && delivery.Terms.Value.Rhythm is { } rhythm
            ? rhythm.Between(before.Planned, delivery.Planned)
            : [];

    /// <summary>The part of a permit's list that a delivery planned now would cover; null for a permit with an area.</summary>
    internal ListWindow? ListNow(Permit permit, long? from) =>
        permit.Area.IsList
            ? ListOf(permit.Id, default(DeliveryWindow) with { ListFrom = from, ListTo = ledger.ListPosition(permit.Id) })
            : null;

    private ListWindow? ListOf(string permit, DeliveryWindow window) =>
        window.ListTo is { } to
            ? new ListWindow(ledger.ListMembers(permit, to), window.ListFrom is { } from ? ledger.ListChanges(permit, from, to) : [])
            {
                From = window.ListFrom,
                To = to,
            }
            : null;

    private static List<string> AreasOf(IEnumerable<Delivery> chain) =>
    [
        .. chain
            .Select(delivery => delivery.Terms.Value)
            .SelectMany(terms => terms.Municipalities.Concat(terms.AreaAtKey ?? []))
            .Distinct(),
    ];
}
