namespace Muutostieto.Deliveries.Ledger;

/// <summary>What of a permit's deliveries belongs to its chain.</summary>
internal static class ChainDeliveries
{
    /// <summary>Bases and changes in the order of planning, those too that were withdrawn; extracts belong to no chain.</summary>
    internal static IEnumerable<Delivery> ListChain(this ILedger ledger, string permit) =>
        ledger.List(new DeliveryFilter(permit)).Where(delivery => delivery.Kind != DeliveryKind.Extract);

    /// <summary>Whether the last deliveries of the permit's chain were lost when the ledger was restored: only a base can follow.</summary>
    internal static bool HasLostChain(this ILedger ledger, string permit) =>
        ledger.ListChain(permit)
            .Reverse()
            .TakeWhile(delivery => delivery.State == DeliveryState.Withdrawn)
            .Any(delivery => delivery.IsLost);
}
