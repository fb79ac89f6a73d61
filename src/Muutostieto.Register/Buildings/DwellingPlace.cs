using System.Globalization;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Buildings;

/// <summary>
/// Where a dwelling is in its building: what follows the building code in a dwelling's identifier (asuinpaikkatunnus). Six ASCII
/// characters: address number, staircase, three digits, split letter; a blank for a missing letter, 000 for no number.
/// </summary>
public readonly record struct DwellingPlace
{
    /// <summary>Characters of a place.</summary>
    public const int Length = 6;

    private readonly string? text;

    private DwellingPlace(string text) => this.text = text;

    /// <param name="addressNumber">Which of the building's addresses; empty: 1, the first.</param>
    /// <param name="stair">One letter, or empty.</param>
    /// <param name="number">Up to three digits; empty for none.</param>
    /// <param name="split">One letter, or empty.</param>
    /// <exception cref="FormatException">A value is longer, or no number.</exception>
    public static DwellingPlace Of(string addressNumber, string stair, string number, string split)
    {
        var digits = 0;
        if (addressNumber.Length > 1 || stair.Length > 1 || split.Length > 1 || number.Length > 3
            || (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out digits)))
        {
            throw new FormatException("a dwelling has an address number, a staircase and a split letter of 1 character and up to 3 digits");
        }

        return new DwellingPlace(string.Create(
            CultureInfo.InvariantCulture, $"{One(addressNumber, '1')}{One(stair, ' ')}{digits:D3}{One(split, ' ')}"));
    }

    /// <summary>The place that a person's group 909 names.</summary>
    public static DwellingPlace OfResidence(RecordView record, int group) => Of(
        record.Text(group, "osoitenumero"),
        record.Text(group, "porraskirjain"),
        record.Text(group, "huoneistonumero"),
        record.Text(group, "jakokirjain"));

    /// <summary>The place that a building's group 968 gives.</summary>
    public static DwellingPlace OfUnit(RecordView record, int group) => Of(
        record.Text(group, "osoitenumero"),
        record.Text(group, "huoneistokirjain"),
        record.Text(group, "huoneistonumero"),
        record.Text(group, "jakokirjain"));

    /// <summary>The six characters; that of the default value is a house of one dwelling.</summary>
    public override string ToString() => text ?? "1 000 ";

    internal static DwellingPlace Stored(string text) => new(text);

    private static char One(string text, char blank) => text is [var one] ? one : blank;
}
