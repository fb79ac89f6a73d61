using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>
/// An invented place of each municipality: a square of 20 km on a grid within the bounds of ETRS-TM35FIN in Finland. No two municipalities
/// share one, and none is where it really is.
/// </summary>
internal static class MunicipalSquare
{
    public const int Side = 20_000;

    private const int Columns = 32;
    private const int South = 6_630_000;
    private const int West = 80_000;

    /// <summary>The south-west corner.</summary>
    /// <param name="municipality">The number, 0 to 999.</param>
    public static (int North, int East) Corner(int municipality) =>
        (South + (municipality / Columns * 32_000), West + (municipality % Columns * Side));

    /// <summary>A point in it.</summary>
    public static (int North, int East) Point(int municipality, Dice dice)
    {
        var (north, east) = Corner(municipality);
        return (north + dice.Below(Side), east + dice.Below(Side));
    }
}
