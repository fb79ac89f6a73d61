using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>A file on its way to its recipient.</summary>
/// <param name="File">Its name, size and SHA-256.</param>
/// <param name="Content">Is read once. It fails before its last byte when it is not what the ledger recorded, so that no one takes it for
/// whole.</param>
public sealed record DeliveryDownload(DeliveryFile File, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
