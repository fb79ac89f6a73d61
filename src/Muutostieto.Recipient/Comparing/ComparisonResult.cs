namespace Muutostieto.Recipient.Comparing;

/// <summary>How a database compares with what the sender says it should be.</summary>
/// <param name="AsOf">The delivery that the file speaks of: <c>changes 003</c>.</param>
/// <param name="NotComparable">Why the two cannot be compared, and what to do; null when they were.</param>
/// <param name="Municipalities">How many municipalities were compared.</param>
/// <param name="Persons">How many living residents the sender has.</param>
/// <param name="Differences">Those that differ, in the order of their numbers.</param>
/// <param name="Advice">What to ask for; null when nothing differs.</param>
public sealed record ComparisonResult(
    string AsOf, string? NotComparable, int Municipalities, long Persons, IReadOnlyList<MunicipalityDifference> Differences, string? Advice)
{
    /// <summary>Whether everything was compared and is the same.</summary>
    public bool IsEqual => NotComparable is null && Differences.Count == 0;
}
