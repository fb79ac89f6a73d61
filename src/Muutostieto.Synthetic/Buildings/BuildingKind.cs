namespace Muutostieto.Synthetic.Buildings;

/// <summary>A kind of building: its classes and how large it usually is.</summary>
/// <param name="Use">Use by the classification of 1994.</param>
/// <param name="Class">Class of 2018.</param>
/// <param name="SmallestArea">Gross floor area, square metres; of a residential building by its dwellings.</param>
/// <param name="LargestArea">Gross floor area, square metres.</param>
/// <param name="State">State of use (kayttotila) while it exists.</param>
/// <param name="OwnerKind">The usual kind of owner (omistajalaji).</param>
/// <param name="Heats">Whether it is usually heated.</param>
internal sealed record BuildingKind(
    string Use, string Class, int SmallestArea, int LargestArea, string State, string OwnerKind, bool Heats)
{
    public static readonly BuildingKind House = new("011", "0110", 60, 240, "01", "02", true);

    /// <summary>A house of one dwelling in which no one lives: beside those of hidden persons alone it would give these away.</summary>
    public static readonly BuildingKind VacantHouse = House with { State = "05" };

    public static readonly BuildingKind Twin = new("012", "0111", 100, 300, "01", "03", true);
    public static readonly BuildingKind Row = new("021", "0112", 180, 900, "01", "03", true);
    public static readonly BuildingKind SmallBlock = new("032", "0120", 500, 1500, "01", "03", true);
    public static readonly BuildingKind Block = new("039", "0121", 600, 9000, "01", "03", true);
    public static readonly BuildingKind Leisure = new("041", "0211", 20, 95, "03", "02", false);
    public static readonly BuildingKind Sauna = new("931", "1910", 10, 40, "11", "02", false);
    public static readonly BuildingKind Outbuilding = new("941", "1911", 12, 120, "11", "02", false);

    /// <summary>Kinds that serve work and the public, more of those that there are more of.</summary>
    public static readonly BuildingKind[] Others =
    [
        new("111", "0310", 300, 4000, "02", "05", true),
        new("119", "0319", 80, 900, "02", "05", true),
        new("141", "0330", 80, 500, "02", "05", true),
        new("151", "0400", 150, 3000, "02", "05", true),
        new("163", "0513", 200, 4000, "02", "04", false),
        new("214", "0610", 300, 4000, "02", "10", true),
        new("231", "0810", 200, 1500, "02", "10", true),
        new("511", "0820", 500, 6000, "02", "10", true),
        new("331", "0720", 60, 400, "02", "13", true),
        new("341", "0730", 120, 900, "02", "13", true),
        new("359", "0749", 100, 2500, "02", "10", true),
        new("691", "0910", 200, 5000, "02", "05", true),
        new("692", "0920", 300, 4000, "02", "04", true),
        new("719", "1211", 100, 3000, "02", "05", false),
        new("721", "1310", 150, 900, "02", "10", true),
        new("811", "1410", 150, 2500, "02", "01", false),
        new("899", "1492", 60, 900, "02", "01", false),
        new("899", "1492", 60, 900, "02", "01", false),
        new("891", "1491", 40, 200, "02", "01", false),
        new("999", "1919", 10, 200, "11", "02", false),
    ];
}
