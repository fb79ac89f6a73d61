using Muutostieto.Records.Manifests;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>A file of a delivery that a user fetches.</summary>
/// <param name="Delivery">Which one.</param>
/// <param name="Recipient">Whose.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">64 lowercase hex digits.</param>
public sealed record FetchedFile(DeliveryKey Delivery, string Recipient, string Name, long Bytes, string Sha256);
