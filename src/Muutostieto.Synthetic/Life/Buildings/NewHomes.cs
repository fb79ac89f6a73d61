using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Dwelling = Muutostieto.Synthetic.Places.Dwelling;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>Homes that are moved into: a household that moves into a new house finds it in the register.</summary>
internal sealed class NewHomes(BuildingWorks works, BuildingRegistrar registrar)
{
    private const int FlatsOfNewBlock = 40;
    private const int FlatsPerStair = 9;

    /// <summary>Sees to it that a dwelling that is about to be moved into is in the register.</summary>
    public void Ensure(string municipality, Dwelling dwelling)
    {
        var code = dwelling.Building.ToString();
        var place = DwellingPlace.Of("1", $"{dwelling.Stair}", dwelling.Flat == 0 ? "" : $"{dwelling.Flat}", $"{dwelling.Part}");
        var buildings = registrar.Transaction.Buildings;
        if (buildings.Resolve(code, place) is not null)
        {
            return;
        }

        if (buildings.FindId(code) is null)
        {
            registrar.EnterNew(Home(municipality, dwelling), works.Day);
            if (buildings.Resolve(code, place) is not null)
            {
                return;
            }
        }

        AddUnit(code, dwelling);
    }

    private NewBuildingVersion Home(string municipality, Dwelling dwelling)
    {
        var isHouse = dwelling.Flat == 0;
        var flats = Math.Max(FlatsOfNewBlock, dwelling.Flat);
        List<BuildingUnit> units = isHouse
            ? [works.Unit(dwelling.Building, 1, null, 0)]
            : [.. Enumerable.Range(1, flats).Select(flat => works.Unit(dwelling.Building, flat, Stair(flat), flat))];
        var kind = isHouse ? BuildingKind.House : BuildingKind.Block;
        return works.Made(kind, dwelling.Building, municipality, dwelling.Street, dwelling.Number, units);
    }

    private void AddUnit(string code, Dwelling dwelling)
    {
        registrar.Begin(code, BuildingEvent.Altered, works.Day);
        var group = registrar.Add(BuildingState.Unit, ChangeAttribute.Added);
        registrar.Record.Set(
            group,
            "huoneistotunnus",
            string.Create(
                CultureInfo.InvariantCulture,
                $"H{dwelling.Building.Number:D9}L{works.Day.Digits[2..]}{works.Dice.Below(1000):D3}"));
        registrar.Record.Set(group, "osoitenumero", "1");
        registrar.Record.Set(group, "huoneistokirjain", $"{dwelling.Stair}");
        registrar.Record.Set(group, "huoneistonumero", dwelling.Flat == 0 ? "" : $"{dwelling.Flat:D3}");
        registrar.Record.Set(group, "jakokirjain", $"{dwelling.Part}");
        registrar.Record.Set(group, "huoneistotyyppi", "01");
        registrar.Record.Set(group, "kaytossaolo", "VAKINAISESSA_ASUINKAYTOSSA");
        registrar.Record.Set(group, "pinta_ala", $"{works.Dice.Between(26, 92):D5}");
        registrar.Record.Set(group, "wc_varustetieto", "1");
        registrar.Enter();
    }

    private static char Stair(int flat) => (char)('A' + ((flat - 1) / FlatsPerStair));
}
