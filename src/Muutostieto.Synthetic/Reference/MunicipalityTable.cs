using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Reference;

/// <summary>Puts the tables that are kept by municipality together.</summary>
internal static class MunicipalityTable
{
    private const int AgeGroups = 20;

    public static IEnumerable<Municipality> Read()
    {
        var ages = ReferenceTable.Rows("ages").ToDictionary(
            row => (row[0], row[1]),
            row => row.Skip(2).Take(AgeGroups).Select(ReferenceTable.Number).ToArray());
        var postalCodes = ReferenceTable.Rows("postal-codes").ToLookup(row => row[1], row => (row[0], (long)ReferenceTable.Number(row[2])), StringComparer.Ordinal);

        return ReferenceTable.Rows("municipalities").Select((row, index) => new Municipality
        {
            Code = row[0],
            Index = index,
            County = row[3],
            Languages = row[4] switch { "fi" => LanguageRelation.Finnish, "sv" => LanguageRelation.Swedish, _ => LanguageRelation.Bilingual },
            Men = ages[(row[0], "1")],
            Women = ages[(row[0], "2")],
            SwedishInTenThousand = (int)(ReferenceTable.Number(row[7]) * 10_000L / (ReferenceTable.Number(row[5]) + ReferenceTable.Number(row[6]))),
            ForeignInTenThousand = ReferenceTable.Number(row[8]) * 10,
            PostalCodes = new WeightedChoice<string>(postalCodes[row[0]]),
        });
    }
}
