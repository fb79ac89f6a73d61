namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>What is to be done next.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Refusal">Why it cannot be loaded, and what to ask for; null when it can.</param>
internal sealed record LoadStep(FoundDelivery Delivery, string? Refusal)
{
    /// <summary>
    /// The key where the delivery begins a chain, when it is not known whether the database is as of it; else null. It is not loaded before
    /// the recipient says so.
    /// </summary>
    internal long? NeedsKey { get; init; }
}
