namespace Muutostieto.Audit;

/// <summary>A position in the audit chain: the number and the hash of an entry, which vouch for all entries up to it.</summary>
/// <param name="Sequence">The entry's number, from 1.</param>
/// <param name="Hash">SHA-256 of the entry's line, 64 lowercase hex digits.</param>
public sealed record AuditHead(long Sequence, string Hash);
