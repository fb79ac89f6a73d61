namespace Muutostieto.Deliveries.Evidence;

/// <summary>What was published for a permit, as known outside the ledger: it does not grow with time.</summary>
/// <param name="Permit">The id.</param>
/// <param name="Numbers">One of each kind that was ever published.</param>
internal sealed record PublishedPermit(string Permit, IReadOnlyList<PublishedNumber> Numbers)
{
    /// <summary>The last number of a kind; null when none was published.</summary>
    internal PublishedNumber? Of(string kind) => Numbers.FirstOrDefault(number => number.Kind == kind);

    /// <summary>The same with another last number of its kind.</summary>
    internal PublishedPermit With(PublishedNumber number) =>
        this with
        {
            Numbers =
            [
                .. Numbers.Where(known => known.Kind != number.Kind).Append(number).OrderBy(known => known.Kind, StringComparer.Ordinal),
            ],
        };
}
