namespace Muutostieto.Audit;

/// <summary>An answer of the interface that holds a record of the person.</summary>
/// <param name="Entry">Its entry in the chain.</param>
/// <param name="Groups">Codes of the groups that the person's record had, in their order.</param>
/// <param name="User">X-Road-UserId, which may be an identity code: for the asker alone; null when the call had none.</param>
/// <param name="OfDuplicate">Whether the record was of a person who was merged into this one.</param>
public sealed record InterfaceDisclosure(AuditEntry Entry, IReadOnlyList<string> Groups, string? User, bool OfDuplicate);
