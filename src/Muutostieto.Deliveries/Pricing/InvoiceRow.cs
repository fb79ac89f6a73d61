using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;

namespace Muutostieto.Deliveries.Pricing;

/// <summary>A delivery on an invoice, or the permit's connection of the interface.</summary>
/// <param name="Delivery">Which; null for the connection.</param>
/// <param name="Day">The day on which it was first published, or the first one of the connection, in Finland.</param>
/// <param name="Fee">What the delivery costs without its persons, or the connection.</param>
/// <param name="PersonPrice">What each person costs.</param>
/// <param name="Persons">How many are priced: those included, each counted once.</param>
/// <param name="Note">Why it costs nothing; null when it has a price.</param>
public sealed record InvoiceRow(Delivery? Delivery, DateOnly Day, decimal Fee, decimal PersonPrice, long Persons, string? Note)
{
    /// <summary>Exact: only the invoice's total is rounded.</summary>
    public decimal Amount => Fee + (PersonPrice * Persons) + Units;

    /// <summary>In cents; half a cent goes up. The invoice's total is the sum of the exact amounts, and may differ from the sum of
    /// these.</summary>
    public decimal Rounded => decimal.Round(Amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>The end customer whose order it answers; null for everything else.</summary>
    public OrderCustomer? Customer => Delivery?.Terms.Value.Order?.Customer;

    /// <summary>What the units of data of an extract cost together; 0 for everything else.</summary>
    public decimal Units { get; init; }
}
