using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Manifests;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>A delivery as its recipient may know it: not why it was withdrawn, nor what has been entered since.</summary>
/// <param name="Key">Which one.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Planned">When it was planned.</param>
/// <param name="Published">When it was published; null: not yet.</param>
/// <param name="Received">When its recipient had it; null: not yet.</param>
/// <param name="Withdrawn">When it was withdrawn; null: it was not.</param>
/// <param name="Order">The id of the order; null of what is delivered by a rhythm of the permit.</param>
/// <param name="Units">How many persons, buildings or dwellings it holds.</param>
/// <param name="Files">With sizes and SHA-256; none before it was published and after it was withdrawn.</param>
/// <param name="CanBeFetched">Whether its files may still be there.</param>
/// <param name="Refusal">The recipient's own reason when it has refused it; else null.</param>
public sealed record DeliveryView(
    DeliveryKey Key,
    DeliveryState State,
    DateTimeOffset Planned,
    DateTimeOffset? Published,
    DateTimeOffset? Received,
    DateTimeOffset? Withdrawn,
    string? Order,
    long Units,
    IReadOnlyList<DeliveryFile> Files,
    bool CanBeFetched,
    string? Refusal)
{
    internal static DeliveryView Of(Delivery delivery)
    {
        var isOut = delivery is { Published: not null, State: not DeliveryState.Withdrawn };
        return new DeliveryView(
            delivery.Key,
            delivery.State,
            delivery.Planned,
            delivery.Published,
            delivery.Received,
            delivery.Withdrawn,
            delivery.Terms.Value.Order?.Id,
            isOut ? delivery.Counts.Persons : 0,
            isOut ? delivery.Files : [],
            isOut && delivery.DropCleared is null,
            delivery.OpenRefusal?.Source == ReceiptSource.Refused ? delivery.OpenRefusal.Reason : null);
    }
}
