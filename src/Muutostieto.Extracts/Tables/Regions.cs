using System.Collections.Frozen;

namespace Muutostieto.Extracts.Tables;

/// <summary>The region (maakunta) of each municipality, as <c>config/reference/regions.csv</c> gives it.</summary>
internal sealed class Regions
{
    private const string Table = "Muutostieto.Extracts.regions.csv";
    private const int Digits = 3;
    private readonly FrozenDictionary<string, string> regions;

    private Regions(FrozenDictionary<string, string> regions) => this.regions = regions;

    /// <summary>The table that came with the program.</summary>
    internal static Regions Shipped()
    {
        using var stream = typeof(Regions).Assembly.GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(stream);
        var regions = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(';') is [{ Length: Digits } municipality, var region])
            {
                regions.Add(municipality, region);
            }
        }

        return new Regions(regions.ToFrozenDictionary());
    }

    /// <summary>Two digits; empty for a municipality that is not known.</summary>
    internal string Of(string municipality) => regions.GetValueOrDefault(municipality, "");
}
