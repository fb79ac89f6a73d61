namespace Muutostieto.Deliveries.Drops;

/// <summary>What was found in the drop, in the order of the delivery's files.</summary>
public sealed record DropInspection(IReadOnlyList<DropFileInspection> Files)
{
    /// <summary>Whether the recipient's folder itself was not there: then missing files say nothing about what the recipient did.</summary>
    public bool FolderMissing { get; init; }

    /// <summary>Whether every file is there and none differs.</summary>
    public bool IsWhole => Files.All(file => file.State == DropFileState.Present);

    /// <summary>Whether the manifest, which comes last, is gone from a folder that is there: of a published delivery only its recipient removes it.</summary>
    public bool ManifestGone => !FolderMissing && Files[^1].State == DropFileState.Missing;
}
