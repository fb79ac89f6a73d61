namespace Muutostieto.Recipient.Manifests;

/// <summary>
/// A manifest that is not what was sent, byte for byte: the chain names each by its hash, so that it must not be taken for the truth.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Permit">Whose it says to be; null when that cannot be read.</param>
internal sealed record DamagedManifest(string Path, string What, string? Permit)
{
    /// <summary>What happened and what to do.</summary>
    internal string Message =>
        $"{System.IO.Path.GetFileName(Path)}: a manifest damaged in transfer ({What}); nothing of it was used. Fetch it again in binary "
            + "mode";
}
