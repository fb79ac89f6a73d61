using System.Globalization;
using System.Text;

namespace Muutostieto.Register.Buildings;

/// <summary>The classes of buildings (1994 and 2018) and the largest plausible volume of each, from the reference data.</summary>
public static class BuildingClasses
{
    private const string Table = "Muutostieto.Register.building-classes.csv";
    private const int HeaderLines = 2;
    private const int TopLevel = 2;

    /// <summary>
    /// The codes of a classification and of all its upper levels, in order: a code of an upper level, two digits at least, begins the codes
    /// of its classes.
    /// </summary>
    /// <param name="classification"><c>1994</c> or <c>2018</c>.</param>
    public static IReadOnlyList<string> ReadLevels(string classification) =>
    [
        .. Rows()
            .Where(row => row.Classification == classification)
            .SelectMany(row => Enumerable.Range(TopLevel, row.Code.Length - TopLevel + 1).Select(length => row.Code[..length]))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Cubic metres by classification ("1994", "2018") and code; an upper level has none.</summary>
    internal static IReadOnlyDictionary<(string Classification, string Code), int> ReadLargestVolumes() => Rows()
        .Where(row => row.Volume.Length > 0)
        .ToDictionary(row => (row.Classification, row.Code), row => int.Parse(row.Volume, CultureInfo.InvariantCulture));

    private static List<(string Classification, string Code, string Volume)> Rows()
    {
        using var stream = typeof(BuildingClasses).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"Table {Table} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<(string, string, string)>();
        for (var lines = 0; reader.ReadLine() is { } line; lines++)
        {
            if (lines >= HeaderLines && line.Split(';') is [var classification, var code, _, _, var volume])
            {
                rows.Add((classification, code, volume));
            }
        }

        return rows;
    }
}
