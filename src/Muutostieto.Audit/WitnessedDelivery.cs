namespace Muutostieto.Audit;

/// <summary>A delivery as the ledger knows it.</summary>
/// <param name="Title">Permit, kind and number: <c>kainuu-laajat base 1</c>.</param>
/// <param name="Head">Its entry in the chain; null when it was composed before the audit was kept, or is not composed.</param>
/// <param name="IsComposed">Whether its files have been made.</param>
/// <param name="LastLeft">When it was published last, else composed; null when neither.</param>
public sealed record WitnessedDelivery(string Title, AuditHead? Head, bool IsComposed, DateTimeOffset? LastLeft);
