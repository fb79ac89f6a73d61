namespace Muutostieto.Deliveries.Ledger;

/// <summary>How many rows of a customer's file had a true outcome. For operators alone.</summary>
/// <param name="Outcome">The code, 1 to 11.</param>
/// <param name="Method">The method that ended the search; null when none found a person.</param>
/// <param name="Rows">How many.</param>
public sealed record UpdateOutcome(int Outcome, string? Method, long Rows);
