using Muutostieto.Records;

namespace Muutostieto.Disclosure.Permits;

/// <summary>
/// Whom a permit is about: the residents of a county's municipalities, or of the municipalities of a list; or, wherever they live, the persons on a list of identity
/// codes that the recipient maintains.
/// </summary>
public sealed record Area
{
    private Area(string? county, IReadOnlyList<string> municipalities) => (County, Municipalities) = (county, municipalities);

    /// <summary>Two digits; null for municipalities and for a list of persons.</summary>
    public string? County { get; }

    /// <summary>The list as the permit has it; empty for a county and for a list of persons.</summary>
    public IReadOnlyList<string> Municipalities { get; }

    /// <summary>Whether the recipient's list of identity codes says whom the permit is about, and not where they live.</summary>
    public bool IsList => County is null && Municipalities.Count == 0;

    public static Area OfCounty(string county) => new(county, []);

    public static Area OfMunicipalities(IEnumerable<string> municipalities) => new(null, [.. municipalities]);

    /// <summary>The persons on the list that the recipient maintains.</summary>
    public static Area OfList() => new(null, []);

    /// <summary>
    /// The codes of the municipalities on a day, sorted, each once: one that has been merged by then counts as the one it is part of. None for a list of persons.
    /// </summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when the directory knows no such county or municipality.</exception>
    public IReadOnlyList<string> Resolve(MunicipalityDirectory directory, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (IsList)
        {
            return [];
        }

        string[] codes = County is null
            ? [.. Municipalities]
            : [.. directory.MunicipalitiesOf(County).Select(municipality => municipality.Code)];
        string? unknown = Array.Find(codes, code => directory.Municipality(code) is null);
        if (unknown is not null || codes.Length == 0)
        {
            string what = unknown is null ? $"the county {County} has no municipalities" : $"there is no municipality {unknown}";
            throw new MuutostietoException(FailureKind.Usage, $"area: {what}. Correct the permit's area, or config/reference.");
        }

        return [.. codes.Select(code => directory.OnDay(code, day)!).Distinct().Order(StringComparer.Ordinal)];
    }
}
