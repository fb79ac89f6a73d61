namespace Muutostieto.Audit;

/// <summary>The last entry of the chain on a day: <c>anchors/yyyy-MM-dd.json</c>. A copy kept elsewhere proves that nothing up to it has
/// been rewritten since.</summary>
/// <param name="Day">The day in Finland, yyyy-MM-dd.</param>
/// <param name="Sequence">Number of the last entry at that time.</param>
/// <param name="Head">Its hash.</param>
internal sealed record AuditAnchor(string Day, long Sequence, string Head);
