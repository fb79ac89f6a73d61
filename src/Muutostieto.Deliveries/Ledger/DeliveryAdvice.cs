namespace Muutostieto.Deliveries.Ledger;

/// <summary>What is said of a delivery whose recipient has refused it, or answered with something that is no answer.</summary>
public static class DeliveryAdvice
{
    public static string Of(string title, long id, ReceiptSource source) => source == ReceiptSource.Unclear
        ? $"{title}: a receipt cannot be understood, and whether the delivery is loaded is not known. \"deliveries show {id}\" has the reason; ask its recipient for a right receipt."
        : $"{title}: its recipient has not loaded it. \"deliveries show {id}\" has the reason; then redeliver or withdraw it.";
}
