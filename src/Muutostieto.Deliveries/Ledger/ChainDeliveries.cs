namespace Muutostieto.Deliveries.Ledger;

/// <summary>What of a permit's deliveries belongs to its chain.</summary>
internal static class ChainDeliveries
{
    /// <summary>Bases and changes in the order of planning, those too that were withdrawn; extracts belong to no chain.</summary>
    internal static IEnumerable<Delivery> ListChain(this ILedger ledger, string permit) =>
        ledger.List(new DeliveryFilter(permit)).Where(delivery => delivery.Kind != DeliveryKind.Extract);
}
