namespace Muutostieto.Audit;

/// <summary>Where the chain ends as a storage has noted it beside the chain.</summary>
/// <param name="Head">The last entry.</param>
/// <param name="Place">Where its line must be, as messages say it.</param>
internal sealed record NotedHead(AuditHead Head, string Place);
