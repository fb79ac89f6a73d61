using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Reference;

/// <summary>Puts the tables that are kept by municipality together.</summary>
internal static class MunicipalityTable
{
    private const int AgeGroups = 20;

    public static IEnumerable<Municipality> Read()
    {
        var ages = ReferenceTable
            .Rows("ages")
            .ToDictionary(row => (row[0], row[1]), row => row.Skip(2).Take(AgeGroups).Select(ReferenceTable.Number).ToArray());
        var postalCodes = ReferenceTable
            .Rows("postal-codes")
            .ToLookup(row => row[1], row => (row[0], (long)ReferenceTable.Number(row[2])), StringComparer.Ordinal);

        var figures = ReferenceTable.Rows("municipality-figures").ToDictionary(row => row[0], StringComparer.Ordinal);

        return MunicipalityCodes
            .InForce()
            .Select((municipality, index) => (municipality.Code, municipality.County, Index: index, Row: figures[municipality.Code]))
            .Select(read => new Municipality
            {
                Code = read.Code,
                Index = read.Index,
                County = read.County,
                Languages = read.Row[1] switch
                {
                    "fi" => LanguageRelation.Finnish,
                    "sv" => LanguageRelation.Swedish,
                    _ => LanguageRelation.Bilingual,
                },
                Men = ages[(read.Code, "1")],
                Women = ages[(read.Code, "2")],
                SwedishInTenThousand = (int)(
                    ReferenceTable.Number(read.Row[4]) * 10_000L / (ReferenceTable.Number(read.Row[2]) + ReferenceTable.Number(read.Row[3]))
                ),
                ForeignInTenThousand = ReferenceTable.Number(read.Row[5]) * 10,
                PostalCodes = new WeightedChoice<string>(postalCodes[read.Code]),
            });
    }
}
