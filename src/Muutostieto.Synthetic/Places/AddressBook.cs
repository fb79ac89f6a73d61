using System.Globalization;
using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Places;

/// <summary>
/// The dwellings of one municipality, handed out one after the other: houses of one dwelling, rows of a few, and blocks of flats in towns.
/// A street has one postal code; a house number of a street is one building.
/// </summary>
internal sealed class AddressBook
{
    /// <summary>Building codes set aside for a municipality, so that what is made for one never depends on another.</summary>
    public const int BuildingsPerMunicipality = 320_000;

    private const string StairLetters = "ABCDEFGHJKLMNPRSTUV";
    private const int FlatsPerStair = 9;
    private const int HouseholdsPerStreet = 14;

    private readonly Dice dice;
    private readonly WeightedChoice<StreetInUse[]> byPostalCode;
    private readonly int flatsInTenThousand;
    private readonly int firstBuilding;
    private int buildings;

    public AddressBook(Municipality municipality, StreetNames names, int persons, Dice dice)
    {
        this.dice = dice;
        firstBuilding = BuildingCode.FirstArtificial + (municipality.Index * BuildingsPerMunicipality);
        flatsInTenThousand = municipality.Population switch { > 100_000 => 8500, > 20_000 => 6500, > 5_000 => 3500, _ => 1500 };

        var postalCodes = municipality.PostalCodes
            ?? throw new ArgumentException("There is no Finnish address there.", nameof(municipality));
        var shuffled = names.Of(municipality.Languages, dice);
        var wanted = Math.Clamp(persons / 2 / HouseholdsPerStreet, postalCodes.Items.Count * 2, shuffled.Count);

        // Every postal code gets a street, the rest fall where the people are.
        var streets = postalCodes.Items.ToDictionary(code => code, _ => new List<StreetInUse>(), StringComparer.Ordinal);
        for (var i = 0; i < wanted; i++)
        {
            var postalCode = i < postalCodes.Items.Count ? postalCodes.Items[i] : postalCodes.Pick(dice);
            streets[postalCode].Add(new StreetInUse(new Street(shuffled[i].Finnish, shuffled[i].Swedish, postalCode)));
        }

        byPostalCode = postalCodes.Select(code => streets[code].ToArray());
    }

    public Dwelling Next()
    {
        var street = this.dice.Pick(byPostalCode.Pick(this.dice));
        if (!this.dice.Hits(flatsInTenThousand))
        {
            return new Dwelling(street.Street, street.NextNumber(this.dice), NextBuilding(), null, 0, null);
        }

        if (street.FlatsLeft == 0)
        {
            var isRow = this.dice.Hits(4000);
            street.Open(NextBuilding(), isRow ? this.dice.Between(2, 8) : this.dice.Between(9, 90), this.dice);
        }

        var flat = street.NextFlat();
        char? part = this.dice.Hits(40) ? this.dice.Pick("ab") : null;
        return new Dwelling(street.Street, street.Number, street.Building, StairLetters[(flat - 1) / FlatsPerStair], flat, part);
    }

    private BuildingCode NextBuilding() => buildings < BuildingsPerMunicipality
        ? BuildingCode.Create(firstBuilding + buildings++)
        : throw new InvalidOperationException("The municipality has run out of building codes.");

    private sealed class StreetInUse(Street street)
    {
        private int lastNumber;
        private int lastFlat;

        public Street Street => street;

        public int FlatsLeft { get; private set; }

        /// <summary>Of the building with flats left.</summary>
        public string Number { get; private set; } = "";

        public BuildingCode Building { get; private set; }

        public void Open(BuildingCode building, int flats, Dice dice)
        {
            (Building, FlatsLeft, lastFlat, Number) = (building, flats, 0, NextNumber(dice));
        }

        public int NextFlat()
        {
            FlatsLeft--;
            return ++lastFlat;
        }

        public string NextNumber(Dice dice)
        {
            var number = lastNumber += dice.Between(1, 2);
            if (number < 100 && dice.Hits(600))
            {
                if (dice.Hits(5000))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{number}-{lastNumber += 2}");
                }

                return dice.Hits(5000)
                    ? string.Create(CultureInfo.InvariantCulture, $"{number}a-{number}b")
                    : string.Create(CultureInfo.InvariantCulture, $"{number}b");
            }

            return number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
