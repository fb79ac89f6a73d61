using System.Globalization;
using System.Text;

namespace Muutostieto.Register.Buildings;

/// <summary>The classes of buildings (1994 and 2018) and the largest plausible volume of each, from the reference data.</summary>
internal static class BuildingClasses
{
    private const string Table = "Muutostieto.Register.building-classes.csv";
    private const int HeaderLines = 2;

    /// <summary>Cubic metres by classification ("1994", "2018") and code; an upper level has none.</summary>
    public static IReadOnlyDictionary<(string Classification, string Code), int> ReadLargestVolumes()
    {
        using var stream = typeof(BuildingClasses).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"Table {Table} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var volumes = new Dictionary<(string, string), int>();
        for (var lines = 0; reader.ReadLine() is { } line; lines++)
        {
            if (lines >= HeaderLines && line.Split(';') is [var classification, var code, _, _, { Length: > 0 } volume])
            {
                volumes.Add((classification, code), int.Parse(volume, CultureInfo.InvariantCulture));
            }
        }

        return volumes;
    }
}
