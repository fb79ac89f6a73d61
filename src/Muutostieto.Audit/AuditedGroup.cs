namespace Muutostieto.Audit;

/// <summary>Which of an entry's persons have a group.</summary>
/// <param name="Code">The group's code.</param>
/// <param name="Count">How many have it.</param>
/// <param name="Bits">A bit a person, in the order of their ids; the lowest bit of a byte comes first.</param>
public sealed record AuditedGroup(string Code, long Count, ReadOnlyMemory<byte> Bits);
