using System.Globalization;
using Muutostieto.Records.Identity;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>Makes new buildings, with dice of their own: the persons' life is the same with buildings as without.</summary>
/// <param name="world">The persons.</param>
/// <param name="registrar">Where buildings are entered.</param>
/// <param name="seed">The same seed gives the same buildings.</param>
internal sealed class BuildingWorks(LifeWorld world, BuildingRegistrar registrar, ulong seed) : IDisposable
{
    private const int SetAside = 40_000;

    private readonly BuildingDocuments documents = new();
    private LifeDay? today;

    /// <summary>The day, with dice of the buildings.</summary>
    public LifeDay Day => today ?? throw new InvalidOperationException("No day has begun.");

    public Dice Dice => Day.Dice;

    public void Begin(LifeDay day) => today = day with { Dice = Dice.For(seed, "life of buildings", day.Date.DayNumber) };

    /// <summary>A building completed lately.</summary>
    public NewBuildingVersion Made(
        BuildingKind kind, BuildingCode code, string municipality, Street street, string number, IReadOnlyList<BuildingUnit> units)
    {
        var draft = new BuildingDraft
        {
            Code = code,
            Municipality = municipality,
            Kind = kind,
            Street = street,
            Number = number,
            Completed = int.Parse(LifeDay.Text(Day.Date.AddDays(-Dice.Between(3, 60))), CultureInfo.InvariantCulture),
            HasMeasures = true,
            Units = units,
        };
        return documents.Write(draft, [Owner(kind, municipality, street, number, draft.Completed)], Dice);
    }

    /// <summary>A dwelling of a building.</summary>
    /// <param name="building">Its building.</param>
    /// <param name="at">Running number in the building, for the permanent id.</param>
    /// <param name="stair">A capital, or null.</param>
    /// <param name="flat">0 in a house of one dwelling.</param>
    public BuildingUnit Unit(BuildingCode building, int at, char? stair, int flat) => new(
        string.Create(CultureInfo.InvariantCulture, $"H{building.Number:D9}{at:D4}"),
        stair,
        flat,
        null,
        flat == 0 ? Dice.Between(80, 180) : Dice.Between(26, 92),
        IsLivedIn: true);

    /// <summary>A code of those that neither the population nor its moves take.</summary>
    public BuildingCode? NewCode(string municipality)
    {
        const int half = AddressBook.BuildingsPerMunicipality / 2;
        var index = world.Data.Municipality(municipality).Index;
        var first = BuildingCode.FirstArtificial + (index * AddressBook.BuildingsPerMunicipality) + half - SetAside;
        for (var tries = 0; tries < 100; tries++)
        {
            var code = BuildingCode.Create(first + Dice.Below(SetAside));
            if (registrar.Transaction.Buildings.FindId(code.ToString()) is null)
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>An adult resident other than those given; null when none is found.</summary>
    public int? Buyer(Func<int, bool>? isOther = null) =>
        world.PickPerson(Day, slot => slot.IsAdultOn(Day.Date)) is { } person && isOther?.Invoke(person) != false ? person : null;

    public void Dispose() => documents.Dispose();

    private BuildingOwner Owner(BuildingKind kind, string municipality, Street street, string number, int since)
    {
        var isPrivate = kind.OwnerKind is "01" or "02";
        return isPrivate && Buyer() is { } person
            ? new BuildingOwner(person, "", documents.Owner(one => one.Text("omistajalaji"u8, kind.OwnerKind).Date("alkupv"u8, since)))
            : BuildingOwners.Company(documents, isPrivate ? BuildingKind.Row : kind, municipality, street, number, since, Dice);
    }
}
