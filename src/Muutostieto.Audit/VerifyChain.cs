using Muutostieto.Records;

namespace Muutostieto.Audit;

/// <summary>Compare the audit chain with itself, the ledger and its anchors.</summary>
public sealed record VerifyChain : Remedy;
