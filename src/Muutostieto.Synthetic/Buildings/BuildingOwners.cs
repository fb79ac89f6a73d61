using System.Globalization;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>Owners of the buildings of one municipality: its residents, companies that do not exist, and some outside persons.</summary>
internal sealed class BuildingOwners(Settlement settlement, BuildingDocuments documents, Dice dice)
{
    private const string PrivatePerson = "02";
    private const int OutsideInTenThousand = 1800;

    private static readonly (string Surname, string FirstNames)[] Outside =
        [("Esimerkki", "Ulla"), ("Exempel", "Sven"), ("Beispiel", "Hans"), ("Näide", "Mart"), ("Primer", "Ivan")];

    /// <summary>Those who live there: a person, and the partner that the person lives with.</summary>
    public IReadOnlyList<BuildingOwner> Residents(Person resident, int since)
    {
        var adult = resident.IsAdult ? resident
            : resident.Guardians.Select(custody => custody.Guardian).FirstOrDefault(one => one is not null);
        return adult is null ? [Anyone(BuildingKind.House, since)]
            : adult.Partner is { } partner && dice.Hits(6500) ? [One(adult, PrivatePerson, since), One(partner, PrivatePerson, since)]
            : [One(adult, PrivatePerson, since)];
    }

    /// <summary>Any adult of the municipality, or an outside person.</summary>
    public BuildingOwner Anyone(BuildingKind kind, int since) =>
        settlement.Adults.Count == 0 || (kind.OwnerKind == PrivatePerson && dice.Hits(OutsideInTenThousand)) ? Outsider(since)
            : One(dice.Pick(settlement.Adults), kind.OwnerKind is "01" or PrivatePerson ? kind.OwnerKind : PrivatePerson, since);

    /// <summary>A company, an authority or an association, by the kind of owner.</summary>
    public BuildingOwner Company(BuildingKind kind, Street street, string number, int since) =>
        Company(documents, kind, settlement.Municipality.Code, street, number, since, dice);

    /// <summary>A company, an authority or an association of a municipality, by the kind of owner.</summary>
    public static BuildingOwner Company(
        BuildingDocuments documents, BuildingKind kind, string municipality, Street street, string number, int since, Dice dice)
    {
        var name = street.Finnish.Length > 0 ? street.Finnish : street.Swedish;
        var id = BusinessId(dice.Below(1_000_000));
        var owner = kind.OwnerKind switch
        {
            "03" => $"Asunto Oy {name} {number}",
            "04" => $"Kiinteistö Oy {name} {number}",
            "10" => $"Kunta {municipality}",
            "13" => $"{name}n yhdistys",
            _ => $"{name} Oy",
        };
        return new BuildingOwner(null, id, documents.Owner(builder => builder
            .Text("omistajalaji"u8, kind.OwnerKind)
            .Text("y_tunnus"u8, id)
            .Text("virallinen_nimi"u8, owner)
            .Date("alkupv"u8, since)));
    }

    /// <summary>An identifier of the series 9xxxxxx, which no company has, with its right check digit.</summary>
    internal static string BusinessId(int number)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2];
        for (var candidate = number % 1_000_000; ; candidate = (candidate + 1) % 1_000_000)
        {
            var digits = string.Create(CultureInfo.InvariantCulture, $"9{candidate:D6}");
            var rest = digits.Select((digit, at) => (digit - '0') * weights[at]).Sum() % 11;
            if (rest != 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{digits}-{(rest == 0 ? 0 : 11 - rest)}");
            }
        }
    }

    private BuildingOwner One(Person person, string kind, int since) =>
        new(person.RegisterId, "", documents.Owner(builder => builder.Text("omistajalaji"u8, kind).Date("alkupv"u8, since)));

    private BuildingOwner Outsider(int since)
    {
        var (surname, firstNames) = dice.Pick(Outside);
        var born = new DateOnly(1940, 1, 1).AddDays(dice.Below(21_000));
        return new BuildingOwner(null, "", documents.Owner(builder => builder
            .Text("omistajalaji"u8, PrivatePerson)
            .Text("sukunimi"u8, surname)
            .Text("etunimet"u8, firstNames)
            .Date("syntymapv"u8, born)
            .Date("alkupv"u8, since)));
    }
}
