namespace Muutostieto.Records.Manifests;

/// <summary>Which changes of the recipient's list a delivery covers.</summary>
/// <param name="From">After this position; null for a base, which is everybody on the list as of <paramref name="To"/>.</param>
/// <param name="To">Up to and with this position.</param>
/// <param name="Added">How often the recipient has put a person on the list in between.</param>
/// <param name="Removed">How often the recipient has taken a person off it in between; the delivery has no line of it.</param>
public sealed record ManifestList(long? From, long To, int Added, int Removed);
