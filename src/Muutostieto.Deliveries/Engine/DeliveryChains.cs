using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Follows a chain of deliveries back: each change delivery names the one before it, the first one its base.</summary>
internal sealed class DeliveryChains(ILedger ledger)
{
    /// <summary>The delivery that this one continues; null for a base.</summary>
    internal Delivery? Before(Delivery delivery) =>
        delivery.Predecessor is not { } predecessor
            ? null
            : ledger.Find(predecessor.Delivery)
                ?? throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{delivery.Title}: the ledger lacks {predecessor.Delivery.Kind} {predecessor.Delivery.Number}, which it continues. "
                        + "Restore the ledger from a backup.");

    /// <summary>The delivery and those before it, back to the base that the chain began with.</summary>
    internal IEnumerable<Delivery> Back(Delivery delivery)
    {
        for (var current = delivery; current is not null; current = Before(current))
        {
            yield return current;
        }
    }

    /// <summary>The base delivery that the chain began with; a base itself.</summary>
    internal Delivery BaseOf(Delivery delivery) => Back(delivery).Last();
}
