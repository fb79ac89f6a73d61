using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Names;

/// <summary>Finnish and Swedish first names by frequency, weighed by the decade of birth: names have their time.</summary>
internal sealed class FirstNameTable
{
    private const int FirstDecade = 189;
    private const int LastDecade = 202;

    // In hundredths: a name of no particular time; a name far from its time; what is added at its height.
    private const int Timeless = 40;
    private const int OutOfTime = 2;
    private const int AtItsHeight = 300;

    // Half as common this many years from the height.
    private const long HalfYears = 10;
    private const long HalfYearsToFourth = HalfYears * HalfYears * HalfYears * HalfYears;

    private readonly List<Row> rows;
    private readonly Dictionary<(bool IsMale, bool IsSwedish, int Decade, bool IsFirst), WeightedChoice<string>> choices = [];

    public FirstNameTable() => rows =
    [
        .. ReferenceTable.Rows("first-names").Select(row => new Row(
            row[0],
            row[1] == "1",
            ReferenceTable.Number(row[2]),
            ReferenceTable.Number(row[3]),
            row[4] == "sv",
            [.. row[5].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(ReferenceTable.Number)])),
    ];

    public string Pick(bool isMale, bool isSwedish, int birthYear, bool isFirst, Dice dice)
    {
        var decade = Math.Clamp(birthYear / 10, FirstDecade, LastDecade);
        var key = (isMale, isSwedish, decade, isFirst);
        if (!choices.TryGetValue(key, out var choice))
        {
            choice = new WeightedChoice<string>(rows
                .Where(row => row.IsMale == isMale && (row.IsSwedish || !isSwedish))
                .Select(row => (row.Name, Weight(row, (decade * 10) + 5, isFirst))));
            choices.Add(key, choice);
        }

        return choice.Pick(dice);
    }

    private static long Weight(Row row, int year, bool isFirst)
    {
        var bearers = isFirst ? row.AsFirst : row.AsOther;
        return row.Peaks.Length == 0 ? bearers * Timeless : bearers * row.Peaks.Max(peak => Fashion(year - peak));
    }

    private static long Fashion(long years) =>
        OutOfTime + (AtItsHeight * HalfYearsToFourth / (HalfYearsToFourth + (years * years * years * years)));

    private sealed record Row(string Name, bool IsMale, long AsFirst, long AsOther, bool IsSwedish, int[] Peaks);
}
