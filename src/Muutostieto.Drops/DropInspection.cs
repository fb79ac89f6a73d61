using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>What was found in the drop, in the order of the delivery's files.</summary>
public sealed record DropInspection(IReadOnlyList<DropFileInspection> Files)
{
    /// <summary>Why the delivery's files could not be looked at, one of several in one look; null when they were.</summary>
    public MuutostietoException? Failure { get; init; }

    /// <summary>Whether every file is there and none differs.</summary>
    public bool IsWhole => Failure is null && Files.All(file => file.State == DropFileState.Present);
}
