namespace Muutostieto.Records.Manifests;

/// <summary>Which journal entries a delivery covers.</summary>
/// <param name="From">After this key; null for a base, which is everything as of <paramref name="To"/>.</param>
/// <param name="To">Up to and with this key.</param>
public sealed record ManifestWindow(long? From, long To);
