using System.Globalization;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>
/// Makes the buildings of a municipality whose persons have been made: one for every address of a resident, and those without residents, as
/// many as there are in Finland.
/// </summary>
internal sealed class BuildingMaker(ulong seed, BuildingDocuments documents)
{
    /// <summary>Since when a building's measures are always known; of earlier ones some may be missing.</summary>
    public const int MeasuredSince = 1981;

    private const int FirstFreeNumber = 400;

    public void Make(Settlement settlement, Action<NewBuildingVersion> onBuilding)
    {
        var dice = Dice.For(seed, "buildings", ReferenceTable.Number(settlement.Municipality.Code));
        var site = new BuildingSite(settlement, documents, dice, onBuilding);
        var rates = BuildingRates.Of(settlement.Municipality.Population);
        var streets = new List<Street>();
        foreach (var homes in Homes(settlement))
        {
            streets.Add(homes[0].Home.Dwelling!.Street);
            AddResidential(site, homes, rates, dice);
        }

        streets = [.. streets.Distinct()];
        if (streets.Count == 0)
        {
            return;
        }

        for (var left = settlement.Living.Count * rates.Leisure / 1000; left > 0; left--)
        {
            site.Add(BuildingKind.Leisure, dice.Pick(streets), FreeNumber(dice), null);
        }

        for (var left = settlement.Living.Count * rates.Others / 1000; left > 0; left--)
        {
            site.Add(dice.Pick(BuildingKind.Others), dice.Pick(streets), FreeNumber(dice), null);
        }

        // After all others, which do not depend on how many of these there are.
        for (var left = settlement.Living.Count * rates.VacantHouses / 1000; left > 0; left--)
        {
            site.AddVacant(dice.Pick(streets), FreeNumber(dice));
        }
    }

    /// <summary>The homes of each building, each with one of its residents, in the order of the building codes.</summary>
    private static List<List<(Household Home, Person Resident)>> Homes(Settlement settlement)
    {
        var buildings = new SortedDictionary<int, List<(Household Home, Person Resident)>>();
        var seen = new HashSet<Household>(ReferenceEqualityComparer.Instance);
        foreach (var person in settlement.Living)
        {
            if (person.Home is { Dwelling: { } dwelling } home && seen.Add(home))
            {
                if (!buildings.TryGetValue(dwelling.Building.Number, out var homes))
                {
                    buildings.Add(dwelling.Building.Number, homes = []);
                }

                homes.Add((home, person));
            }
        }

        return [.. buildings.Values];
    }

    private static void AddResidential(
        BuildingSite site, List<(Household Home, Person Resident)> homes, BuildingRates rates, Dice dice)
    {
        var first = homes[0].Home.Dwelling!;
        var units = new BuildingUnits(first.Building).Of(homes.ConvertAll(home => home.Home.Dwelling!), dice);
        var kind = units.Count switch
        {
            1 => BuildingKind.House,
            2 => BuildingKind.Twin,
            <= 8 => BuildingKind.Row,
            <= 12 => BuildingKind.SmallBlock,
            _ => BuildingKind.Block,
        };
        site.AddHome(kind, first, units, homes);
        if (kind != BuildingKind.House)
        {
            return;
        }

        var owner = homes[0].Resident;
        if (dice.Hits(rates.Saunas))
        {
            site.Add(BuildingKind.Sauna, first.Street, first.Number, owner);
        }

        if (dice.Hits(rates.Outbuildings))
        {
            site.Add(BuildingKind.Outbuilding, first.Street, first.Number, owner);
        }
    }

    private static string FreeNumber(Dice dice) =>
        dice.Between(FirstFreeNumber, FirstFreeNumber + 599).ToString(CultureInfo.InvariantCulture);
}
