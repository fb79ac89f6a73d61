namespace Muutostieto.Deliveries.Pricing;

/// <summary>What a permit's deliveries of some days cost, free of value added tax.</summary>
/// <param name="Permit">Whose.</param>
/// <param name="From">The first day; null: from the beginning.</param>
/// <param name="To">The last day, itself included.</param>
/// <param name="Rows">
/// A row of the connection, if it was taken into use in those days, then one per delivery first published in them, in the order of
/// planning.
/// </param>
public sealed record Invoice(string Permit, DateOnly? From, DateOnly To, IReadOnlyList<InvoiceRow> Rows)
{
    /// <summary>The sum of the exact amounts, rounded once to cents; half a cent goes up.</summary>
    public decimal Total => decimal.Round(Rows.Sum(row => row.Amount), 2, MidpointRounding.AwayFromZero);
}
