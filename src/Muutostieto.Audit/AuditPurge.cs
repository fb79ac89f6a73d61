namespace Muutostieto.Audit;

/// <summary>Whose persons were removed, their time being over.</summary>
/// <param name="Years">How long they had to be kept.</param>
/// <param name="Entries">Numbers of the entries, ascending.</param>
public sealed record AuditPurge(int Years, IReadOnlyList<long> Entries);
