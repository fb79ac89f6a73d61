namespace Muutostieto.Deliveries.Composition;

/// <summary>The delivery before this one in the chain.</summary>
/// <param name="Kind"><c>base</c> or <c>changes</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest.</param>
public sealed record ManifestPredecessor(string Kind, int Number, string ManifestSha256);
