namespace Muutostieto.Deliveries.Engine;

/// <summary>What comparing a delivery's files with the ledger found.</summary>
/// <param name="Checked">How many files were looked at, in outbox and drop together.</param>
/// <param name="Differences">What is missing or different, by file and place; empty when all agrees.</param>
/// <param name="Unreachable">Why the drop could not be looked at, or null.</param>
public sealed record DeliveryVerification(int Checked, IReadOnlyList<string> Differences, string? Unreachable);
