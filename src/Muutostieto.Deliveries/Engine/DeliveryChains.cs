using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Follows a chain of deliveries back: each change delivery names the one before it, up to the base, or to the changes that begin at a key.
/// </summary>
internal sealed class DeliveryChains(ILedger ledger)
{
    /// <summary>The delivery that this one continues; null for the first of a chain.</summary>
    internal Delivery? Before(Delivery delivery) =>
        delivery.Predecessor is not { } predecessor
            ? null
            : ledger.Find(predecessor.Delivery)
                ?? throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{delivery.Title}: the ledger lacks {predecessor.Delivery.Kind} {predecessor.Delivery.Number}, which it continues. "
                        + "Restore the ledger from a backup.");

    /// <summary>The delivery and those before it, back to the one that the chain began with.</summary>
    internal IEnumerable<Delivery> Back(Delivery delivery)
    {
        for (var current = delivery; current is not null; current = Before(current))
        {
            yield return current;
        }
    }

    /// <summary>As of which key the recipient got whole persons: that of the base, or the key of the interface where the chain
    /// begins.</summary>
    internal static long KeyOf(Delivery first) => first.Window.From ?? first.Window.To;
}
