using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine.Receipts;

/// <summary>
/// What a recipient's user says of a delivery in the browser: the same receipts as those in <c>upload/</c>, in the ledger at once. A
/// delivery that was answered already keeps its answers.
/// </summary>
/// <param name="ledger">Open for writing.</param>
/// <param name="clock">Says when.</param>
public sealed class RecipientAnswers(ILedger ledger, TimeProvider clock)
{
    /// <summary>Characters of a refusal's reason.</summary>
    public const int LongestReason = 200;

    private const string Mark = "self-service";

    /// <summary>The recipient has loaded it. Repeated, nothing changes.</summary>
    /// <param name="delivery">Published.</param>
    /// <exception cref="MuutostietoException">Usage: it is not in the drop, or was withdrawn.</exception>
    public Delivery Accept(Delivery delivery)
    {
        Require(delivery);
        var now = clock.GetUtcNow();
        return ledger.RecordReceipt(delivery.Id, new DeliveryReceipt(ReceiptSource.Accepted, now, now, null, null, $"{Mark} OK"));
    }

    /// <summary>The recipient cannot use it. A delivery that it has accepted stays so.</summary>
    /// <param name="delivery">Published.</param>
    /// <param name="reason">Why; identity codes and long numbers in it are left out.</param>
    /// <exception cref="MuutostietoException">Usage: it is not in the drop, was withdrawn, or is received already.</exception>
    public Delivery Refuse(Delivery delivery, string reason)
    {
        Require(delivery);
        if (delivery.State == DeliveryState.Received)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{delivery.Title}: it has been received, and is not refused any more. Ask the operator.");
        }

        var now = clock.GetUtcNow();
        return ledger.RecordReceipt(
            delivery.Id,
            new DeliveryReceipt(
                ReceiptSource.Refused,
                now,
                now,
                ReasonText.Clean(reason) ?? "no reason was given",
                null,
                string.Create(CultureInfo.InvariantCulture, $"{Mark} ERR {now.UtcTicks}")));
    }

    private static void Require(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.State is not (DeliveryState.Published or DeliveryState.Overdue or DeliveryState.Received))
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{delivery.Title}: it is {delivery.State.WireName()}, and there is nothing to answer.");
        }
    }
}
