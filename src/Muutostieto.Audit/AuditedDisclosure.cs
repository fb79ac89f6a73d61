namespace Muutostieto.Audit;

/// <summary>A delivery whose files hold a record of the person.</summary>
/// <param name="Entry">Its entry in the chain.</param>
/// <param name="Groups">Codes of the groups that the person's records had, in their order.</param>
/// <param name="OfDuplicate">Whether the records were of a person who was merged into this one.</param>
public sealed record AuditedDisclosure(AuditEntry Entry, IReadOnlyList<string> Groups, bool OfDuplicate);
