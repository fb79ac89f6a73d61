namespace Muutostieto.Register;

/// <summary>A statement about the non-disclosure order of a person not in the register yet.</summary>
/// <param name="Id">Its number, in the order in which the statements came.</param>
/// <param name="At">The journal's last key when it came.</param>
/// <param name="Record">The record's header and its groups 015: compact UTF-8 JSON.</param>
public sealed record HeldStatement(long Id, JournalKey At, ReadOnlyMemory<byte> Record);
