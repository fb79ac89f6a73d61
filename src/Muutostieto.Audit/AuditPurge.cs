namespace Muutostieto.Audit;

/// <summary>Whose persons were removed, their time being over.</summary>
/// <param name="Years">How long they had to be kept.</param>
/// <param name="Entries">Numbers of the entries, ascending.</param>
/// <param name="Files">Names of the files below the audit folder that had the persons of whole days; null when there were none.</param>
public sealed record AuditPurge(int Years, IReadOnlyList<long> Entries, IReadOnlyList<string>? Files = null);
