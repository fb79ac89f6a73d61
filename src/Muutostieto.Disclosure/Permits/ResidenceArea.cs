using Muutostieto.Records;

namespace Muutostieto.Disclosure.Permits;

/// <summary>The residents of municipalities.</summary>
public abstract record ResidenceArea : Area
{
    private protected ResidenceArea()
    {
    }

    /// <summary>The codes as the permit or the county has them, whatever became of the municipalities.</summary>
    public abstract IEnumerable<string> CodesIn(MunicipalityDirectory directory);

    /// <summary>
    /// The codes of the municipalities on a day, sorted, each once: one that has been merged by then counts as the one it is part of.
    /// </summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when the directory knows no such county or
    /// municipality.</exception>
    public IReadOnlyList<string> Resolve(MunicipalityDirectory directory, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return FaultIn(directory) is { } fault
            ? throw new MuutostietoException(FailureKind.Usage, $"area: {fault}. Correct the permit's area, or config/reference.")
            : [.. CodesIn(directory).Select(code => OnDay(directory, code, day)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The codes of the municipalities that it has on a day and of those that it had before they were merged, sorted, each once: a client
    /// may go on from a key of before a merger. What another area had is not among them, as it comes into this one by the merger.
    /// </summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> as of <see cref="Resolve"/>.</exception>
    public IReadOnlyList<string> ResolveEver(MunicipalityDirectory directory, DateOnly day) =>
        [.. Resolve(directory, day).Union(CodesIn(directory)).Union(FormerIn(directory)).Order(StringComparer.Ordinal)];

    /// <summary>Municipalities that it had and that the directory has as merged ones only.</summary>
    private protected virtual IEnumerable<string> FormerIn(MunicipalityDirectory directory) => [];

    /// <summary>What a code of the area is on a day.</summary>
    private protected virtual string OnDay(MunicipalityDirectory directory, string code, DateOnly day) => directory.OnDay(code, day)!;

    /// <summary>What the directory lacks of it; null for nothing.</summary>
    private protected abstract string? FaultIn(MunicipalityDirectory directory);
}
