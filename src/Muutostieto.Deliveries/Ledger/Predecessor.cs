namespace Muutostieto.Deliveries.Ledger;

/// <summary>The delivery that a change delivery continues, as its manifest names it.</summary>
/// <param name="Kind">A base delivery for the first of a chain.</param>
/// <param name="Number">Its number in its kind.</param>
/// <param name="ManifestSha256">64 small hexadecimal digits.</param>
public sealed record Predecessor(DeliveryKind Kind, int Number, string ManifestSha256);
