namespace Muutostieto.Deliveries.Ledger;

/// <summary>Which deliveries to list; null means all.</summary>
public sealed record DeliveryFilter(string? Permit = null, DeliveryKind? Kind = null, DeliveryState? State = null);
