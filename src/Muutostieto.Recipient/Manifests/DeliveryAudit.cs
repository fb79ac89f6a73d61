namespace Muutostieto.Recipient.Manifests;

/// <summary>The delivery's entry in the sender's audit chain. Kept, it lets an auditor prove later that the sender has not rewritten the chain.</summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Head">Its hash, in hexadecimal.</param>
public sealed record DeliveryAudit(long Sequence, string Head);
