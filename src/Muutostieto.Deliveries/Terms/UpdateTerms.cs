namespace Muutostieto.Deliveries.Terms;

/// <summary>What an order says of customers' files.</summary>
/// <param name="MinimumRows">Rows that a file must have.</param>
/// <param name="OnlyChanges">Whether later results of a file have only the rows whose answer has changed.</param>
public sealed record UpdateTerms(int MinimumRows, bool OnlyChanges)
{
    /// <summary>By which methods rows are matched, by their codes.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];
}
