namespace Muutostieto.Audit;

/// <summary>An entry of the chain that a verification keeps, without its line.</summary>
/// <param name="Place">Where its line is.</param>
/// <param name="Hash">The line's hash.</param>
/// <param name="Entry">What it says.</param>
internal sealed record KeptEntry(string Place, string Hash, AuditEntry Entry);
