using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>What is said of a delivery whose recipient has refused it, or answered with something that is no answer.</summary>
public static class DeliveryAdvice
{
    public static string Of(string title, ReceiptSource source) => source == ReceiptSource.Unclear
        ? $"{title}: a receipt cannot be understood, and whether the delivery is loaded is not known. "
            + "Read the reason, and ask its recipient for a right receipt."
        : $"{title}: its recipient has not loaded it. Read the reason, then redeliver or withdraw it.";

    /// <summary>Where the reason is read.</summary>
    public static Remedy RemedyOf(long id, ReceiptSource source) => new DeliveryRemedy.ReadAnswer(id, source != ReceiptSource.Unclear);
}
