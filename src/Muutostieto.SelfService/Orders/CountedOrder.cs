using Muutostieto.Deliveries.Composition.Measuring;

namespace Muutostieto.SelfService.Orders;

/// <summary>What an order would get now, as far as its customer may know.</summary>
/// <param name="Target">What is counted, by its name in orders.</param>
/// <param name="Count">How many at least, rounded down to a multiple of five; null when they are few or none, and then neither size
/// nor price is shown.</param>
/// <param name="IsTooFew">Whether so few fit that nothing would be delivered.</param>
/// <param name="Sizes">About how large each form would be; empty when not shown.</param>
/// <param name="Price">Euros of the count that is shown, free of value added tax; null when not shown, or while no prices are in
/// force.</param>
/// <param name="Refusal">Why it would not be delivered, in English; null when it would.</param>
public sealed record CountedOrder(
    string Target, long? Count, bool IsTooFew, IReadOnlyList<FormSize> Sizes, decimal? Price, string? Refusal)
{
    /// <summary>The count, or <c>&lt;5</c> in its place.</summary>
    public string Shown => Count is { } count
        ? count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"<{Muutostieto.Deliveries.Engine.DeliveryPlanner.SmallestFrame}");
}
