using System.Globalization;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Places;

/// <summary>Addresses in the countries that people move to from Finland.</summary>
internal sealed class AddressAbroadPicker(ReferenceData data)
{
    /// <summary>A country of which only the name is known.</summary>
    public const string CountryAsText = "998";

    private const string Sweden = "752";

    private static readonly (string Country, string Street)[] Streets =
    [
        (Sweden, "Storgatan"),
        ("578", "Storgata"),
        ("233", "Pikk"),
        ("276", "Hauptstraße"),
        ("826", "High Street"),
        ("840", "Main Street"),
        ("724", "Calle Mayor"),
        ("250", "Rue de la Gare"),
        ("208", "Nørregade"),
        ("380", "Via Roma"),
        ("756", "Bahnhofstrasse"),
        ("124", "Maple Avenue"),
        ("036", "Station Road"),
        ("764", "Sukhumvit Road"),
        ("616", "ul. Długa"),
        ("528", "Kerkstraat"),
    ];

    public AddressAbroad Pick(Dice dice)
    {
        if (dice.Hits(60))
        {
            return new AddressAbroad("PO Box 17", "", CountryAsText, "Entinen Jugoslavia");
        }

        var (country, street) = dice.Hits(3500) ? Streets[0] : dice.Pick(Streets);
        var cities = data.Cities(country);
        return new AddressAbroad(
            string.Create(CultureInfo.InvariantCulture, $"{street} {dice.Between(1, 180)}"),
            cities.Count == 0 ? "" : dice.Pick(cities),
            country,
            null);
    }
}
