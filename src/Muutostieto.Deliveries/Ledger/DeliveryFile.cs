namespace Muutostieto.Deliveries.Ledger;

/// <param name="Name">Without a folder.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Records">How many records it holds; null for a manifest or a list of hashes.</param>
/// <param name="Sha256">64 lowercase hex digits.</param>
public sealed record DeliveryFile(string Name, long Bytes, long? Records, string Sha256);
