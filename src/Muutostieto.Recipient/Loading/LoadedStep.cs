using Muutostieto.Recipient.Loading.People;

namespace Muutostieto.Recipient.Loading;

/// <summary>A delivery that was loaded.</summary>
/// <param name="Kind">Base or changes.</param>
/// <param name="Number">Its number.</param>
/// <param name="File">Name of the file that was read.</param>
/// <param name="Counts">What was counted.</param>
public sealed record LoadedStep(string Kind, int Number, string File, LoadCounts Counts)
{
    /// <summary>The delivery's other files that are there, but not as they were sent; by their sizes, they are not hashed.</summary>
    public IReadOnlyList<DamagedNeighbour> Damaged { get; init; } = [];

    public override string ToString() => $"{Kind} {Number:D3}";
}
