using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>The fields of an owner's row that are the person's: they come from the person's record, whatever the building's says.</summary>
internal static class OwnerFields
{
    private static readonly (string Group, string From, string To)[] Fields =
    [
        ("004", "sukunimi", "sukunimi"),
        ("004", "etunimet", "etunimet"),
        ("901", "syntymapv", "syntymapv"),
        ("003", "sukupuoli", "sukupuoli"),
        ("007", "maa", "kansalaisuuskoodi"),
    ];

    /// <summary>Of a group with several instances the first in force.</summary>
    internal static void Write(RecordView person, Record record, int group)
    {
        record.Set(group, "henkilotunnus", person.Text(HeaderField.IdentityCode));
        foreach (var (code, from, to) in Fields)
        {
            record.Set(group, to, PersonAddress.InForce(person, code) is >= 0 and var at ? person.Text(at, from) : "");
        }
    }
}
