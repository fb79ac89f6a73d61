using Muutostieto.Deliveries.Terms;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Which persons, buildings or dwellings an order gets.</summary>
/// <param name="Units">The persons, buildings or dwellings, by surrogate id, in the order of the extract.</param>
/// <param name="Frame">How many fit before a sample was drawn.</param>
/// <param name="Banned">How many, of those that no column of the register rules out, were left out by a ban on the purpose. For operators
/// alone.</param>
/// <param name="Protected">How many of those were left out because of a non-disclosure order. For operators alone.</param>
/// <param name="Sample">How the sample was drawn; null when all are in the extract that fit.</param>
public sealed record OrderChoice(IReadOnlyList<long> Units, long Frame, long Banned, long Protected, ManifestSample? Sample)
{
    public OrderCounts Counts { get; init; } = new();

    /// <summary>The deliveries whose persons were left out; null: none.</summary>
    public IReadOnlyList<ExcludedMark>? Excluded { get; init; }
}
