namespace Muutostieto.Records.Reconciliation;

/// <summary>The delivery as of whose end registers are compared.</summary>
/// <param name="Kind"><c>base</c> or <c>changes</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest.</param>
/// <param name="JournalKey">The last journal key that it covers: <c>window.to</c> of its manifest.</param>
public sealed record ReconciledDelivery(string Kind, int Number, string ManifestSha256, long JournalKey);
