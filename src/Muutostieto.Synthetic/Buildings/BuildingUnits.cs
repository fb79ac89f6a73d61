using System.Globalization;
using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>The dwellings of a building: those that are lived in, and the empty ones between and beside them.</summary>
internal sealed class BuildingUnits(BuildingCode building)
{
    private const int FlatsPerStair = 9;
    private const string StairLetters = "ABCDEFGHJKLMNPRSTUV";

    private readonly List<BuildingUnit> units = [];

    /// <param name="dwellings">Those that are lived in, each once.</param>
    /// <param name="dice">What areas and empty dwellings are thrown from.</param>
    public List<BuildingUnit> Of(IReadOnlyList<Dwelling> dwellings, Dice dice)
    {
        foreach (var dwelling in dwellings)
        {
            Add(dwelling.Stair, dwelling.Flat, dwelling.Part, Area(dwelling.Flat, dice), isLivedIn: true);
        }

        // A divided flat has another part, a building with flats has at least two.
        foreach (var divided in dwellings.Where(dwelling => dwelling.Part is not null))
        {
            var other = divided.Part == 'a' ? 'b' : 'a';
            if (!units.Exists(unit => unit.Number == divided.Flat && unit.Part == other))
            {
                Add(divided.Stair, divided.Flat, other, Area(divided.Flat, dice), isLivedIn: false);
            }
        }

        var last = dwellings.Max(dwelling => dwelling.Flat);
        if (last == 0)
        {
            return units;
        }

        var empty = Math.Max(last < 2 ? 1 : 0, last < 9 ? dice.Below(2) : dice.Below((last / 12) + 2));
        for (var flat = last + 1; flat <= last + empty; flat++)
        {
            var stair = StairLetters[Math.Min((flat - 1) / FlatsPerStair, StairLetters.Length - 1)];
            Add(stair, flat, null, Area(flat, dice), isLivedIn: false);
        }

        return units;
    }

    /// <summary>The only dwelling of a house, which is empty.</summary>
    /// <param name="dice">What its area is thrown from.</param>
    public List<BuildingUnit> Empty(Dice dice)
    {
        Add(null, 0, null, Area(0, dice), isLivedIn: false);
        return units;
    }

    private void Add(char? stair, int flat, char? part, int area, bool isLivedIn) => units.Add(new BuildingUnit(
        string.Create(CultureInfo.InvariantCulture, $"H{building.Number:D9}{units.Count + 1:D4}"), stair, flat, part, area, isLivedIn));

    private static int Area(int flat, Dice dice) => flat == 0 ? dice.Between(70, 190) : dice.Between(24, 98);
}
