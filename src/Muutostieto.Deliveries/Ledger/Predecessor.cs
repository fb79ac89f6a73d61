using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The delivery that a change delivery continues, as its manifest names it.</summary>
/// <param name="Delivery">A base delivery for the second of a chain, unless that began at a key.</param>
/// <param name="ManifestSha256">64 lowercase hex digits.</param>
public sealed record Predecessor(DeliveryKey Delivery, string ManifestSha256);
