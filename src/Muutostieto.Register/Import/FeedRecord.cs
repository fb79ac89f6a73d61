using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>One person's record as an interface gave it.</summary>
/// <param name="Record">Of type 1 when it is the whole person, else a change.</param>
/// <param name="Place">Where in the answer it is, as <c>muutokset[3]</c>; for messages.</param>
public sealed record FeedRecord(Record Record, string Place)
{
    /// <summary>Whether the source masked anything of it: the person is protected there.</summary>
    public bool IsMasked { get; init; }

    /// <summary>What the mapping has no place for.</summary>
    public IReadOnlyList<KeptGroup> Kept { get; init; } = [];
}
