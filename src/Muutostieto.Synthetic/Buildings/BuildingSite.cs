using Muutostieto.Records.Identity;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Places;
using Dwelling = Muutostieto.Synthetic.Places.Dwelling;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>Where the buildings of one municipality get their codes, ages and owners.</summary>
internal sealed class BuildingSite
{
    private const int OwnersLivingThere = 8200;
    private const int KnownMeasuresOfOld = 7000;

    private readonly Settlement settlement;
    private readonly BuildingDocuments documents;
    private readonly Dice dice;
    private readonly Action<NewBuildingVersion> onBuilding;
    private readonly BuildingOwners owners;
    private int next;

    public BuildingSite(Settlement settlement, BuildingDocuments documents, Dice dice, Action<NewBuildingVersion> onBuilding)
    {
        (this.settlement, this.documents, this.dice, this.onBuilding) = (settlement, documents, dice, onBuilding);
        owners = new BuildingOwners(settlement, documents, dice);

        // What is not lived in follows the codes of the population; the upper half of the municipality's codes is for what is built later.
        next = settlement.Living.Select(person => person.Home?.Dwelling?.Building.Number ?? 0).DefaultIfEmpty(0).Max() + 1;
        Last = BuildingCode.FirstArtificial + (settlement.Municipality.Index * AddressBook.BuildingsPerMunicipality)
            + (AddressBook.BuildingsPerMunicipality / 2) - 1;
    }

    private int Last { get; }

    /// <summary>Adds a building with dwellings.</summary>
    public void AddHome(
        BuildingKind kind, Dwelling first, IReadOnlyList<BuildingUnit> units, List<(Household Home, Person Resident)> homes)
    {
        var since = homes.Min(home => home.Home.Since);
        var completed = Completed(kind, since);
        var draft = Draft(kind, first.Building, first.Street, first.Number, completed) with { Units = units };
        var day = Math.Max(completed, Digits(since));
        var owned = kind != BuildingKind.House ? [owners.Company(kind, first.Street, first.Number, completed)]
            : dice.Hits(OwnersLivingThere) ? owners.Residents(homes[0].Resident, day)
            : [owners.Anyone(kind, day)];
        onBuilding(documents.Write(draft, owned, dice));
    }

    /// <summary>Adds a building that no one lives in.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="street">Where.</param>
    /// <param name="number">Its number, which may be that of the house it belongs to.</param>
    /// <param name="owner">Whose it is with the house; null: anybody's.</param>
    public void Add(BuildingKind kind, Street street, string number, Person? owner)
    {
        var completed = Completed(kind, settlement.AsOf);
        var draft = Draft(kind, NextCode(), street, number, completed);
        var owned = owner is not null ? owners.Residents(owner, completed)
            : kind.OwnerKind is "01" or "02" ? [owners.Anyone(kind, completed)]
            : [owners.Company(kind, street, number, completed)];
        onBuilding(documents.Write(draft, owned, dice));
    }

    /// <summary>Adds a house whose dwelling is empty.</summary>
    public void AddVacant(Street street, string number)
    {
        var (kind, code) = (BuildingKind.VacantHouse, NextCode());
        var completed = Completed(kind, settlement.AsOf);
        var draft = Draft(kind, code, street, number, completed) with { Units = new BuildingUnits(code).Empty(dice) };
        onBuilding(documents.Write(draft, [owners.Anyone(kind, completed)], dice));
    }

    private BuildingCode NextCode() => next <= Last ? BuildingCode.Create(next++)
        : throw new InvalidOperationException("The municipality has run out of building codes.");

    private BuildingDraft Draft(BuildingKind kind, BuildingCode code, Street street, string number, int completed) => new()
    {
        Code = code,
        Municipality = settlement.Municipality.Code,
        Kind = kind,
        Street = street,
        Number = number,
        Completed = completed,
        HasMeasures = completed / 10000 >= BuildingMaker.MeasuredSince || dice.Hits(KnownMeasuresOfOld),
    };

    /// <summary>A day before anyone moved in; of an old building the year alone.</summary>
    private int Completed(BuildingKind kind, DateOnly before)
    {
        var oldest = kind.Heats ? 1900 : 1930;
        var year = Math.Max(
            oldest,
            before.Year - 1 - (int)((long)dice.Below(before.Year - oldest) * (100 + dice.Below(900)) / 1000));
        return year < BuildingMaker.MeasuredSince && dice.Hits(8000)
            ? year * 10000
            : (year * 10000) + (dice.Between(1, 12) * 100) + dice.Between(1, 28);
    }

    private static int Digits(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;
}
