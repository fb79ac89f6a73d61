namespace Muutostieto.Deliveries.Ledger;

/// <summary>A municipality whose residents the next change delivery is to bring in full.</summary>
/// <param name="Id">Its row in the ledger.</param>
/// <param name="Municipality">Three digits.</param>
/// <param name="Requested">When it was asked for.</param>
public sealed record RepairRequest(long Id, string Municipality, DateTimeOffset Requested);
