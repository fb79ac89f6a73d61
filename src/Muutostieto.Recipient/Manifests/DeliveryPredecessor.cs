namespace Muutostieto.Recipient.Manifests;

/// <summary>The delivery before, of the same permit.</summary>
/// <param name="Kind">Base or changes.</param>
/// <param name="Number">Its number.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest, in hexadecimal.</param>
public sealed record DeliveryPredecessor(string Kind, int Number, string ManifestSha256);
