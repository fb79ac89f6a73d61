namespace Muutostieto.Audit;

/// <summary>A number whose delivery a restored ledger has lost, and with it those between the ledger's last one and this one.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Kind"><c>base</c>, <c>changes</c> or <c>extract</c>.</param>
/// <param name="Number">The highest number that is not used again.</param>
/// <param name="ManifestSha256">Of the delivery that was published under it; null when it is not known.</param>
public sealed record AuditedLoss(string Permit, string Kind, int Number, string? ManifestSha256);
