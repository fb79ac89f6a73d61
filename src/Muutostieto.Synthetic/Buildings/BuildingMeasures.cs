using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>How large a building is; 0 is not known.</summary>
/// <param name="FloorArea">Gross floor area, square metres.</param>
/// <param name="TotalArea">Square metres.</param>
/// <param name="Volume">Cubic metres.</param>
/// <param name="Storeys">1 or more.</param>
internal readonly record struct BuildingMeasures(int FloorArea, int TotalArea, int Volume, int Storeys)
{
    public static BuildingMeasures Of(BuildingDraft draft, Dice dice)
    {
        var kind = draft.Kind;
        var dwellings = draft.Units.Sum(unit => unit.Area);
        var floor = dwellings > 0 ? dwellings * dice.Between(104, 118) / 100 : dice.Between(kind.SmallestArea, kind.LargestArea);
        var total = floor * dice.Between(102, 125) / 100;
        var volume = total * dice.Between(26, 34) / 10;
        var storeys = StoreysOf(draft, dice);
        if (draft.HasMeasures)
        {
            return new BuildingMeasures(floor, total, volume, storeys);
        }

        // Of the oldest ones the census took few measures.
        return new BuildingMeasures(dice.Hits(6000) ? floor : 0, 0, dice.Hits(3000) ? volume : 0, dice.Hits(8000) ? storeys : 0);
    }

    private static int StoreysOf(BuildingDraft draft, Dice dice) => draft.Kind.Use switch
    {
        "032" => 2,
        "039" => Math.Clamp((draft.Units.Count / 8) + dice.Below(3), 2, 14),
        "011" => dice.Hits(3500) ? 2 : 1,
        "012" or "021" => dice.Hits(3000) ? 2 : 1,
        "111" or "691" or "041" or "931" or "941" => 1,
        "151" or "163" => dice.Between(1, 5),
        _ => dice.Hits(2000) ? 2 : 1,
    };
}
