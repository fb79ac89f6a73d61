namespace Muutostieto.Deliveries.Composition;

/// <summary>The delivery's entry in the sender's audit chain. It tells the recipient of nobody; kept by the recipient it proves that the chain has not been rewritten since.</summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Head">Its hash, which vouches for all entries before it too.</param>
public sealed record ManifestAudit(long Sequence, string Head);
