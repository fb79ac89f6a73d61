namespace Muutostieto.Recipient.Manifests;

/// <summary>A file of a delivery.</summary>
/// <param name="Name">Its name, without a folder: it lies beside the manifest.</param>
/// <param name="Form"><c>fixed</c>, <c>csv</c> or <c>sha256</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Records">How many records it holds; null where it holds none.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record ManifestFile(string Name, string Form, long Bytes, long? Records, string Sha256)
{
    /// <summary>False when the file has genuine groups only, and the delivery others besides (9xx); null when it has all that the delivery has.</summary>
    public bool? OwnGroups { get; init; }

    internal bool HasAll => OwnGroups != false;
}
