namespace Muutostieto.Drops;

/// <summary>What was found in the drop, in the order of the delivery's files.</summary>
public sealed record DropInspection(IReadOnlyList<DropFileInspection> Files)
{
    /// <summary>Whether every file is there and none differs.</summary>
    public bool IsWhole => Files.All(file => file.State == DropFileState.Present);
}
