using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Non-disclosure orders that were entered after a delivery's window: its files know nothing of them and could carry the address that the order is to hide.
/// </summary>
internal sealed class LateOrders(IRegister register)
{
    /// <summary>Whether such an order was entered for somebody in a delivery before it was recorded as handed over.</summary>
    internal bool Overtook(Delivery delivery, DeliveryContexts contexts) =>
        delivery is { State: DeliveryState.Planned or DeliveryState.Composed } && Concern(contexts.Of(delivery));

    /// <summary>Whether such an order concerns somebody of whom the delivery may tell. Costs a look at each entry made since.</summary>
    internal bool Concern(DeliveryContext delivery)
    {
        var (to, latest) = (new JournalKey(delivery.To), register.LatestKey());
        if (latest <= to)
        {
            return false;
        }

        HashSet<string> area = [.. delivery.Terms.Municipalities, .. delivery.AreaBefore ?? []];
        return register.ReadJournal(to, latest).Any(entry =>
            entry.PersonId is { } person
            && HasOrder(person, entry.Key, latest)
            && register.At(person, to) is { NonDisclosureEnd: null } told
            && (delivery.List is { } list
                ? list.WasOn(person) || list.IsOn(person)
                : area.Contains(told.Municipality) || (delivery.From is { } from && register.At(person, new JournalKey(from)) is { } before && area.Contains(before.Municipality))));
    }

    /// <summary>Whether the person, or who they turned out to be, is under an order after an entry.</summary>
    private bool HasOrder(long person, JournalKey key, JournalKey latest)
    {
        var version = register.At(person, key);
        return version?.NonDisclosureEnd is not null || (version?.MergedInto is { } survivor && register.At(survivor, latest)?.NonDisclosureEnd is not null);
    }
}
