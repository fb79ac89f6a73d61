namespace Muutostieto.Deliveries.Ledger;

/// <summary>The journal keys that a delivery is about: (From, To].</summary>
/// <param name="From">The last key of the delivery before; null for a base delivery, which is as of To.</param>
/// <param name="To">The last key that the delivery tells of.</param>
public readonly record struct DeliveryWindow(long? From, long To);
