namespace Muutostieto.Audit;

/// <summary>Something that the audit does not agree with.</summary>
/// <param name="Entry">The number of the entry that it is about; null when it is about none.</param>
/// <param name="Place">The file, and in the chain the line.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What should be.</param>
public sealed record AuditFinding(long? Entry, string Place, string Found, string Expected)
{
    public override string ToString() => $"{Place}: {Found}, expected {Expected}";
}
