namespace Muutostieto.Deliveries.Ledger;

/// <summary>One sign of what a recipient did with a delivery.</summary>
/// <param name="Source">How it is known.</param>
/// <param name="At">When it happened: as the recipient or the drop's log says, else when it was seen.</param>
/// <param name="Seen">When this program saw it.</param>
/// <param name="Reason">Why it was refused or is unclear, cleaned of whatever may not be shown; else null.</param>
/// <param name="File">The file that was fetched; else null.</param>
/// <param name="Digest">Distinguishes this sign from any other of the delivery: the same one, seen again, is recorded once.</param>
public sealed record DeliveryReceipt(
    ReceiptSource Source,
    DateTimeOffset At,
    DateTimeOffset Seen,
    string? Reason,
    string? File,
    string Digest)
{
    /// <summary>Whether an operator must look: the delivery is not in the recipient's register.</summary>
    public bool IsAlert => Source is ReceiptSource.Refused or ReceiptSource.Unclear;
}
