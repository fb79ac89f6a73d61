using System.Globalization;
using System.Text;
using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Index;

/// <summary>
/// Dwellings to move to: on the streets that the register's people live on, in houses whose numbers the population did not have. A house's
/// building code follows
/// from its municipality, street and number, so that it is the same on every move there, in later runs too.
/// </summary>
internal sealed class Housing(ReferenceData data)
{
    private const int FirstNewNumber = 200;
    private const int LastNewNumber = 399;
    private const int StreetsElsewhere = 25;

    private readonly Dictionary<string, List<Street>> streets = new(StringComparer.Ordinal);
    private readonly HashSet<(string Municipality, string Street, string PostalCode)> known = [];
    private readonly StreetNames names = new();

    /// <summary>Learns the street that a person lives on.</summary>
    public void Note(PersonFile person)
    {
        if (!person.Has("101") || person.Municipality.Length == 0)
        {
            return;
        }

        var street = new Street(person.Text("101", "katu_fi"), person.Text("101", "katu_sv"), person.Text("101", "postinumero"));
        if (known.Add((person.Municipality, street.Finnish + "|" + street.Swedish, street.PostalCode)))
        {
            StreetsOf(person.Municipality).Add(street);
        }
    }

    /// <summary>Is given each dwelling that is about to be moved into, and its municipality; null for none.</summary>
    public Action<string, Dwelling>? OnTaken { get; set; }

    /// <summary>Is given a street of a municipality, by the name that it had, whose residents' addresses have a new name; null for
    /// none.</summary>
    public Action<string, string>? OnRenamed { get; set; }

    /// <summary>An empty dwelling of the municipality.</summary>
    public Dwelling Next(string municipality, Dice dice)
    {
        var dwelling = Choose(municipality, dice);
        OnTaken?.Invoke(municipality, dwelling);
        return dwelling;
    }

    private Dwelling Choose(string municipality, Dice dice)
    {
        var streets = StreetsOf(municipality);
        if (streets.Count < 3)
        {
            AddSome(municipality, streets);
        }

        var street = dice.Pick(streets);
        var number = dice.Between(FirstNewNumber, LastNewNumber);

        // Even numbers are blocks of flats, odd ones houses: a house number is one building of one kind.
        var isHouse = number % 2 == 1;
        var flat = isHouse ? 0 : dice.Between(1, 40);
        return new Dwelling(
            street,
            number.ToString(CultureInfo.InvariantCulture),
            Building(municipality, street, number),
            isHouse ? null : (char)('A' + ((flat - 1) / 9)),
            flat,
            null);
    }

    /// <summary>The dwelling of a person; null without a dwelling in Finland.</summary>
    public static Dwelling? Of(PersonFile person)
    {
        if (!person.Has("101") || !BuildingCode.TryParse(person.Text("909", "rakennustunnus"), out var building))
        {
            return null;
        }

        return new Dwelling(
            new Street(person.Text("101", "katu_fi"), person.Text("101", "katu_sv"), person.Text("101", "postinumero")),
            person.Text("101", "katunumero"),
            building,
            One(person.Text("101", "porraskirjain")),
            int.TryParse(person.Text("101", "huoneistonumero"), NumberStyles.None, CultureInfo.InvariantCulture, out var flat) ? flat : 0,
            One(person.Text("101", "jakokirjain")));
    }

    private static char? One(string text) => text.Length > 0 ? text[0] : null;

    private List<Street> StreetsOf(string municipality)
    {
        if (!this.streets.TryGetValue(municipality, out var streets))
        {
            this.streets.Add(municipality, streets = []);
        }

        return streets;
    }

    /// <summary>Streets of a municipality whose people the register does not have: the same ones always.</summary>
    private void AddSome(string code, List<Street> streets)
    {
        var municipality = data.Municipality(code);
        var dice = Dice.For(0, "streets", ReferenceTable.Number(code));
        foreach (var (finnish, swedish) in names.Of(municipality.Languages, dice).Take(StreetsElsewhere))
        {
            streets.Add(new Street(finnish, swedish, municipality.PostalCodes!.Pick(dice)));
        }
    }

    private BuildingCode Building(string municipality, Street street, int number)
    {
        // The lower half of a municipality's numbers is the population's, which hands them out from the bottom.
        const int half = AddressBook.BuildingsPerMunicipality / 2;
        var hash = 14695981039346656037;
        foreach (var one in Encoding.UTF8.GetBytes($"{street.Finnish}|{street.Swedish}|{street.PostalCode}|{number}"))
        {
            hash = (hash ^ one) * 1099511628211;
        }

        var first = BuildingCode.FirstArtificial + (data.Municipality(municipality).Index * AddressBook.BuildingsPerMunicipality) + half;
        return BuildingCode.Create(first + (int)(hash % half));
    }
}
