namespace Muutostieto.Drops;

/// <summary>What was found under one file's name.</summary>
/// <param name="File">The file as it was delivered.</param>
/// <param name="State">How the drop compares with it.</param>
/// <param name="Bytes">The size found; null when the file is missing.</param>
/// <param name="ContentVerified">Whether the SHA-256 was compared too, not the size alone.</param>
public sealed record DropFileInspection(DropFile File, DropFileState State, long? Bytes, bool ContentVerified)
{
    /// <summary>Whether the file, or a part of it, exists under its hidden name: uploaded, but not renamed yet.</summary>
    public bool HasArrivedHidden { get; init; }

    /// <summary>Whether it exists under a hidden name, whichever worker sent it.</summary>
    public bool IsHidden { get; init; }
}
