namespace Muutostieto.SelfService.Deliveries;

/// <summary>An upload has more bytes than may be sent; nothing of it is kept.</summary>
/// <param name="largest">Bytes that it may have.</param>
public sealed class UploadTooLargeException(long largest) : Exception($"The upload has more than {largest} bytes.")
{
    public long Largest { get; } = largest;
}
