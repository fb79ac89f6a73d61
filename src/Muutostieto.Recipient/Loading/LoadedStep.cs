using Muutostieto.Recipient.Loading.People;

namespace Muutostieto.Recipient.Loading;

/// <summary>A delivery that was loaded.</summary>
/// <param name="Kind">Base or changes.</param>
/// <param name="Number">Its number.</param>
/// <param name="File">Name of the file that was read.</param>
/// <param name="Counts">What was counted.</param>
public sealed record LoadedStep(string Kind, int Number, string File, LoadCounts Counts)
{
    public override string ToString() => $"{Kind} {Number:D3}";
}
