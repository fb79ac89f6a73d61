using Muutostieto.Records;
using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Reference;

/// <summary>The country's codes and figures, read once from the tables.</summary>
internal sealed class ReferenceData
{
    private readonly Dictionary<string, Municipality> municipalities;
    private readonly Dictionary<string, string[]> cities;

    public ReferenceData()
    {
        municipalities = MunicipalityTable.Read().ToDictionary(municipality => municipality.Code, StringComparer.Ordinal);
        NationalAges =
        [
            .. ReferenceTable.Rows("ages-national").Select(row => (ReferenceTable.Number(row[1]), ReferenceTable.Number(row[2]))),
        ];

        var languages = ReferenceTable
            .Rows("languages")
            .Select(row =>
                (
                    Language: new Language(row[0], row[2].Split(',', StringSplitOptions.RemoveEmptyEntries), row[3]),
                    Speakers: (long)ReferenceTable.Number(row[1])))
            .ToList();
        Finnish = languages.Single(pair => pair.Language.IsFinnish).Language;
        Swedish = languages.Single(pair => pair.Language.IsSwedish).Language;
        Sami = languages.Single(pair => pair.Language.Code == "se").Language;
        Foreign = new WeightedChoice<Language>(languages.Where(pair => !pair.Language.IsDomestic));

        ForeignCountries = new WeightedChoice<string>(
            ReferenceTable.Rows("countries").Where(row => row[0] != "246").Select(row => (row[0], (long)ReferenceTable.Number(row[2]))));
        this.cities = ReferenceTable
            .Rows("places")
            .GroupBy(row => row[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(row => row[1]).ToArray(), StringComparer.Ordinal);
        Occupations = [.. ReferenceTable.Rows("occupations").Select(row => (row[0], row[1]))];
        FormerMunicipalities = MunicipalityCodes.Former();
        AnyMunicipality = new WeightedChoice<string>(
            Municipalities.Select(municipality => (municipality.Code, (long)municipality.Population)));
    }

    /// <summary>All municipalities in force, by code.</summary>
    public IEnumerable<Municipality> Municipalities => municipalities.Values;

    /// <summary>Men and women of each age 0-100 in the whole country; 100 includes all older ones.</summary>
    public IReadOnlyList<(int Men, int Women)> NationalAges { get; }

    public Language Finnish { get; }

    public Language Swedish { get; }

    public Language Sami { get; }

    public WeightedChoice<Language> Foreign { get; }

    public WeightedChoice<string> ForeignCountries { get; }

    public WeightedChoice<string> AnyMunicipality { get; }

    /// <summary>Code (may be empty) and name.</summary>
    public IReadOnlyList<(string Code, string Name)> Occupations { get; }

    /// <summary>Codes of merged municipalities, by the code of what they are part of now.</summary>
    public ILookup<string, string> FormerMunicipalities { get; }

    /// <exception cref="MuutostietoException">No municipality in force has the code.</exception>
    public Municipality Municipality(string code) => municipalities.TryGetValue(code, out var found)
        ? found
        : throw new MuutostietoException(FailureKind.Usage, NoMunicipality(code));

    /// <summary>Some towns of the country; none when only the country itself is known.</summary>
    public IReadOnlyList<string> Cities(string country) => this.cities.TryGetValue(country, out var cities) ? cities : [];

    private string NoMunicipality(string code)
    {
        var successor = FormerMunicipalities.FirstOrDefault(group => group.Contains(code))?.Key;
        return successor is null
            ? $"municipality {code}: no municipality in force has this code. Give three digits, e.g. 205 for Kajaani."
            : $"municipality {code}: it was merged into {successor}. Give {successor} instead.";
    }
}
