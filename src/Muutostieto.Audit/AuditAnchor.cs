namespace Muutostieto.Audit;

/// <summary>Where the chain stood on a day: <c>anchors/yyyy-MM-dd.json</c>. Copied to another place, it proves that nothing up to it has been rewritten since.</summary>
/// <param name="Day">The day in Finland, yyyy-MM-dd.</param>
/// <param name="Sequence">Number of the last entry then.</param>
/// <param name="Head">Its hash.</param>
public sealed record AuditAnchor(string Day, long Sequence, string Head);
