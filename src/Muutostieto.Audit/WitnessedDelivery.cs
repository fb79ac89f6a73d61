using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>A delivery as the ledger knows it.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Head">Its entry in the chain; null when it was composed before the audit was kept, or is not composed.</param>
/// <param name="IsComposed">Whether its files have been made.</param>
/// <param name="LastLeft">When it was published last, else composed; null when neither.</param>
public sealed record WitnessedDelivery(DeliveryKey Key, AuditHead? Head, bool IsComposed, DateTimeOffset? LastLeft);
