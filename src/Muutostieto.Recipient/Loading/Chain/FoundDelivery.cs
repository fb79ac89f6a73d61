using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>A delivery as its manifest in the folder describes it.</summary>
/// <param name="ManifestPath">The manifest.</param>
/// <param name="Manifest">What it says.</param>
/// <param name="Sha256">Its own hash, in lower-case hexadecimal, by which the next delivery names it.</param>
internal sealed record FoundDelivery(string ManifestPath, Manifest Manifest, string Sha256)
{
    /// <summary>The manifest, byte for byte: what is hashed, and what was signed.</summary>
    internal ReadOnlyMemory<byte> Content { get; init; }

    internal ManifestDelivery Identity => Manifest.Delivery;

    internal bool IsBase => Identity.IsBase;

    /// <summary>The name that all files of the delivery begin with.</summary>
    internal string Stem => Path.GetFileNameWithoutExtension(ManifestPath);

    internal string Folder => Path.GetDirectoryName(ManifestPath) ?? ".";

    /// <summary>The journal key with which the delivery ends.</summary>
    internal long To => Identity.Window?.To ?? 0;

    /// <summary>As messages name it: <c>changes 003</c>.</summary>
    internal string Shown => Identity.Key.InPermit;
}
