namespace Muutostieto.Deliveries.Ledger;

/// <summary>A receipt as <c>deliveries list --json</c> writes it. A written contract: keys are added, never changed or removed.</summary>
/// <param name="Source"><c>accepted</c>, <c>refused</c>, <c>unclear</c>, <c>manifest-removed</c> or <c>downloaded</c>.</param>
/// <param name="At">When.</param>
/// <param name="File">The file that was downloaded; else null.</param>
/// <param name="Reason">Why it was refused or is unclear; else null.</param>
public sealed record ReceiptSummary(string Source, DateTimeOffset At, string? File, string? Reason);
