namespace Muutostieto.Records.Manifests;

/// <summary>
/// The delivery's entry in the sender's audit chain. It discloses no person; kept by the recipient it proves that the chain has not been
/// rewritten since.
/// </summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Head">Its hash, which covers all entries before it too, in hexadecimal.</param>
public sealed record ManifestAudit(long Sequence, string Head);
