using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>What happens to buildings on a day: some are built, altered, demolished, sold and renumbered.</summary>
/// <param name="works">Makes new ones.</param>
/// <param name="registrar">Where it is entered.</param>
/// <param name="known">How many buildings the register had when the life began; they have the ids from 1.</param>
internal sealed class BuildingLife(BuildingWorks works, BuildingRegistrar registrar, long known)
{
    // Of a hundred thousand buildings in a year.
    private const int BuiltOf = 900;
    private const int AlteredOf = 1600;
    private const int DemolishedOf = 350;
    private const int SoldOf = 3200;
    private const int RenumberedOf = 300;

    private Dice Dice => works.Dice;

    /// <summary>What happens without anybody's moving.</summary>
    public void Happen()
    {
        var day = works.Day;
        Repeat(BuiltOf, () => Build(day));
        Repeat(AlteredOf, () => Alter(day));
        Repeat(SoldOf, () => Sell(day));
        Repeat(DemolishedOf, () => Demolish(day));
        Repeat(RenumberedOf, () => Renumber(day));
    }

    private void Repeat(int ofHundredThousand, Action happen)
    {
        // The part of the year's events that this day has, in thousand-millionths, with the rest thrown.
        var millionths = (long)((Int128)known * ofHundredThousand * works.Day.Share / 100_000_000);
        var count = (millionths / 1_000_000) + (Dice.Below(1_000_000L) < millionths % 1_000_000 ? 1 : 0);
        for (var left = count; left > 0; left--)
        {
            happen();
        }
    }

    /// <summary>A new leisure home, outbuilding or other building where there are houses already.</summary>
    private void Build(LifeDay day)
    {
        if (Any() is not { } beside)
        {
            return;
        }

        var groups = registrar.Groups(beside);
        var at = groups.IndexOf("936");
        var street = new Street(groups.Text(at, "katunimi_fi"), groups.Text(at, "katunimi_sv"), groups.Text(at, "postinumero"));
        var kind = Dice.Below(10) switch
        {
            < 3 => BuildingKind.Leisure,
            < 5 => BuildingKind.Outbuilding,
            < 6 => BuildingKind.Sauna,
            < 8 => BuildingKind.House,
            _ => Dice.Pick(BuildingKind.Others),
        };
        if (works.NewCode(beside.Municipality) is not { } code)
        {
            return;
        }

        var number = $"{Dice.Between(1000, 1999)}";
        IReadOnlyList<BuildingUnit> units = kind == BuildingKind.House ? [works.Unit(code, 1, null, 0)] : [];
        registrar.EnterNew(works.Made(kind, code, beside.Municipality, street, number, units), day);
    }

    /// <summary>Renovated: the day of it, ground heat, solar panels.</summary>
    private void Alter(LifeDay day)
    {
        if (Any() is not { } building)
        {
            return;
        }

        var groups = registrar.Groups(building);
        var isWaterHeated = Town(groups, "948", "lammitystapa") == "1" && Town(groups, "949", "lammitysaine") is not "";
        registrar.Begin(building.Code, BuildingEvent.Altered, day);
        if (isWaterHeated && Dice.Hits(4000))
        {
            registrar.Add("949", ChangeAttribute.Changed, "lammitysaine", "09");
        }

        if (Town(groups, "962", "sahko_verkostoliittymatieto") == "1" && Dice.Hits(2000))
        {
            registrar.Add("957", ChangeAttribute.Changed, "aurinkopaneeli_varustetieto", "1");
        }

        registrar.Add("967", ChangeAttribute.Added, "perusparannuspv", LifeDay.Text(day.Lately()));
        registrar.Enter();
    }

    private void Sell(LifeDay day)
    {
        if (Any() is not { } building || registrar.Transaction.Buildings.OwnersOf(building.BuildingId) is not { Count: > 0 } owners
            || owners.Any(owner => owner.BusinessId.Length > 0))
        {
            return;
        }

        if (works.Buyer(person => !owners.Any(owner => owner.PersonId == person)) is not { } buyer)
        {
            return;
        }

        var sold = LifeDay.Text(day.Lately());
        registrar.Begin(building.Code, BuildingEvent.Sold, day);
        foreach (var owner in owners)
        {
            registrar.Record.Set(registrar.AddOwner(owner, ChangeAttribute.Changed), "loppupv", sold);
        }

        var group = registrar.Add(BuildingState.Owner, ChangeAttribute.Added);
        registrar.Record.Set(group, "omistajalaji", "02");
        registrar.Record.Set(group, "henkilotunnus", registrar.Transaction.Current(buyer)!.IdentityCode);
        registrar.Record.Set(group, "alkupv", sold);
        registrar.Enter();
    }

    private void Demolish(LifeDay day)
    {
        if (Empty() is { } building)
        {
            registrar.Begin(building.Code, BuildingEvent.Demolished, day);
            var group = registrar.Add(BuildingState.Use, ChangeAttribute.Changed);
            registrar.Record.Set(group, "kayttotila", Dice.Below(10) switch { < 4 => "06", < 9 => "07", _ => "08" });
            registrar.Record.Set(group, "ilmoituspv", day.Digits);
            registrar.Enter();
        }
    }

    /// <summary>A building without residents gets another number of its street, or any building another code.</summary>
    private void Renumber(LifeDay day)
    {
        if (Dice.Hits(3000) && Any() is { } any && works.NewCode(any.Municipality) is { } code)
        {
            registrar.Begin(any.Code, BuildingEvent.Renumbered, day);
            var old = registrar.Add(BuildingState.Codes, ChangeAttribute.Changed);
            registrar.Record.Set(old, "tunnus", any.Code);
            registrar.Record.Set(old, "voimassaolo", "2");
            var group = registrar.Add(BuildingState.Codes, ChangeAttribute.Added);
            registrar.Record.Set(group, "tunnus", code.ToString());
            registrar.Record.Set(group, "voimassaolo", "1");
            registrar.Enter();
        }
        else if (Empty() is { } building)
        {
            var groups = registrar.Groups(building);
            registrar.Begin(building.Code, BuildingEvent.Renumbered, day);
            var group = registrar.Record.Copy(groups, groups.IndexOf("936"), ChangeAttribute.Changed);
            registrar.Record.Set(group, "katunumero", $"{Dice.Between(2000, 2999)}");
            registrar.Enter();
        }
    }

    /// <summary>A random building that exists.</summary>
    private BuildingVersion? Any()
    {
        for (var tries = 0; tries < 20 && known > 0; tries++)
        {
            if (registrar.Transaction.Buildings.Current(1 + Dice.Below(known)) is { Stands: true } building)
            {
                return building;
            }
        }

        return null;
    }

    /// <summary>A random building that exists and has no dwellings.</summary>
    private BuildingVersion? Empty()
    {
        for (var tries = 0; tries < 20; tries++)
        {
            if (Any() is { } building && registrar.Groups(building).IndexOf(BuildingState.Unit) < 0)
            {
                return building;
            }
        }

        return null;
    }

    private static string Town(Record groups, string code, string field) =>
        groups.IndexOf(code) is var group and >= 0 ? groups.Text(group, field) : "";
}
