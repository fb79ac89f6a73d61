namespace Muutostieto.Audit;

/// <summary>One section of a payload.</summary>
/// <param name="Code">The group's code; null for the persons' own.</param>
/// <param name="Count">How many bits are set.</param>
/// <param name="Length">Bytes when decompressed.</param>
/// <param name="Bytes">Bytes in the file.</param>
internal sealed record PayloadSection(string? Code, long Count, int Length, int Bytes);
