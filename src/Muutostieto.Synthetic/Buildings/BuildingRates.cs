namespace Muutostieto.Synthetic.Buildings;

/// <summary>How many buildings there are that no one lives in: fewer where many people live. All together they are Finland's.</summary>
/// <param name="Leisure">Leisure homes of a thousand residents.</param>
/// <param name="Others">Buildings for work and services of a thousand residents.</param>
/// <param name="VacantHouses">Houses with one dwelling, which is empty, of a thousand residents.</param>
/// <param name="Saunas">Of ten thousand houses with one dwelling.</param>
/// <param name="Outbuildings">Of ten thousand houses with one dwelling.</param>
internal sealed record BuildingRates(int Leisure, int Others, int VacantHouses, int Saunas, int Outbuildings)
{
    /// <param name="population">Residents of the municipality, really.</param>
    public static BuildingRates Of(int population) => population switch
    {
        > 100_000 => new BuildingRates(15, 25, 6, 1800, 3600),
        > 20_000 => new BuildingRates(80, 40, 20, 6500, 9500),
        _ => new BuildingRates(205, 62, 45, 7000, 9800),
    };
}
