namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>What an extract made now would hold.</summary>
/// <param name="Choice">How its persons were chosen.</param>
/// <param name="Counted">Its persons and records; it has no files.</param>
/// <param name="Sizes">About how large each form would be; empty where this would say something of single persons, and where it would be
/// refused.</param>
/// <param name="Refusal">Why it would be refused, where that shows when it is composed only; null when it would not.</param>
public sealed record CountedExtract(OrderChoice Choice, ComposedDelivery Counted, IReadOnlyList<FormSize> Sizes, string? Refusal)
{
    /// <summary>How many must fit the criteria at least: fewer are refused, of a table of areas more than of persons.</summary>
    public long Smallest { get; init; }
}
