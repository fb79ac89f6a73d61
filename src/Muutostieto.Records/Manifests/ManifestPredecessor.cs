namespace Muutostieto.Records.Manifests;

/// <summary>The delivery before, of the same permit.</summary>
/// <param name="Kind"><see cref="DeliveryKey.Base"/> or <see cref="DeliveryKey.Changes"/>.</param>
/// <param name="Number">Its number.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest, in hexadecimal.</param>
public sealed record ManifestPredecessor(string Kind, int Number, string ManifestSha256)
{
    /// <summary>Which delivery it is, of the permit whose manifest names it.</summary>
    public DeliveryKey KeyIn(string permit) => new(permit, Kind, Number);
}
