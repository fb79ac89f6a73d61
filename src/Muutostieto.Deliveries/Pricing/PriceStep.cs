namespace Muutostieto.Deliveries.Pricing;

/// <summary>The price of each unit from a number of units on.</summary>
/// <param name="From">The first unit, from 1.</param>
/// <param name="Price">Of each unit from there to the next step, in euros.</param>
public sealed record PriceStep(long From, decimal Price);
