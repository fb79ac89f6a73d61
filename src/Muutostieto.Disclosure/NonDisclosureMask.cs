using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

/// <summary>
/// What replaces the address of a person under a non-disclosure order, for a recipient with the right of 37 §: one permanent address whose
/// street is a text. Every protected person has it, whatever addresses the register knows, so that its presence reveals nothing.
/// </summary>
internal static class NonDisclosureMask
{
    internal const string Group = "101";
    internal const string Municipality = "000";
    internal const string DwellingNumber = "huoneistonumero";
    internal const string Finnish = "***Lisätietoja Digi- ja väestötietovirastosta";
    internal const string Swedish = "***Ytterligare upplysningar hos Myndigheten för digitalisering och befolkningsdata";

    /// <summary>Puts the mask in the place of the address.</summary>
    /// <param name="record">The record.</param>
    /// <param name="address">The group of the address.</param>
    /// <param name="attribute">The change attribute.</param>
    /// <param name="version">Which mask, see <see cref="DisclosureTerms.Mask"/>.</param>
    internal static void AddTo(Record record, GroupSpec address, byte attribute, int version)
    {
        var group = record.Add(address, attribute);
        record.Set(group, "katu_fi", Finnish);
        record.Set(group, "katu_sv", Swedish);
        if (version > 0 && address.Field(DwellingNumber) is { } dwelling)
        {
            // The genuine masks have blanks there and zeros in the fields after it.
            record.Set(group, dwelling.Name, new string(' ', dwelling.Length));
        }

        MoveToItsPlace(record, group);
    }

    /// <summary>Puts the mask in the place of the municipality of residence, for a recipient who may know of the order only.</summary>
    internal static void AddMunicipality(Record record, GroupSpec municipality, byte attribute)
    {
        var group = record.Add(municipality, attribute);
        record.Set(group, "kuntanumero", Municipality);
        MoveToItsPlace(record, group);
    }

    /// <summary>Moves the last group to where its code belongs.</summary>
    internal static void MoveToItsPlace(Record record, int group)
    {
        var (place, code) = (0, record.Spec(group).Code);
        while (place < group && string.CompareOrdinal(record.Spec(place).Code, code) < 0)
        {
            place = EndOfBundle(record, place, group);
        }

        record.MoveLastTo(place);
    }

    /// <summary>The group after this one and all that clarifies it.</summary>
    private static int EndOfBundle(Record record, int group, int count)
    {
        var next = group + 1;
        while (next < count && record.Spec(next).Clarifies.Count > 0)
        {
            next++;
        }

        return next;
    }
}
