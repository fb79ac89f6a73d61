using Muutostieto.Records.Model;
using Muutostieto.Records.Places;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>
/// Fills the group of an owner's contact data (971): of each group of the person's record the first instance in force, the addresses on
/// one line.
/// </summary>
internal static class ContactFields
{
    private const string Postal = "103";
    private const string Abroad = "104";

    private static readonly (string Group, string From, string To)[] Fields =
    [
        ("204", "kuntanumero", "kotikunta"),
        ("002", "kielikoodi", "aidinkieli"),
        ("013", "kuolinpv", "kuolinpv"),
        (PersonAddress.Permanent, "postinumero", "postinumero"),
        (PersonAddress.Permanent, "alkupv", "alkupv"),
        (Postal, "postinumero", "postiosoitteen_postinumero"),
        (Abroad, "lahiosoite", "ulkomainen_lahiosoite"),
        (Abroad, "paikkakunta", "ulkomainen_paikkakunta"),
        (Abroad, "maa", "ulkomainen_maa"),
    ];

    internal static void Write(RecordView person, Record record, int group, PostTowns towns)
    {
        record.Set(group, "henkilotunnus", person.Text(HeaderField.IdentityCode));
        foreach (var (code, from, to) in Fields)
        {
            record.Set(group, to, PersonAddress.InForce(person, code) is >= 0 and var at ? person.Text(at, from) : "");
        }

        if (PersonAddress.InForce(person, PersonAddress.Permanent) is >= 0 and var home)
        {
            record.Set(group, "lahiosoite", PersonAddress.Line(person, home));
        }

        if (PersonAddress.InForce(person, Postal) is >= 0 and var postal)
        {
            record.Set(
                group,
                "postiosoite",
                person.Text(postal, "osoite_fi") is { Length: > 0 } finnish ? finnish : person.Text(postal, "osoite_sv"));
        }

        record.Set(group, "postitoimipaikka", towns.Of(record.Value(group, "postinumero"))?.Finnish ?? "");
        record.Set(
            group, "postiosoitteen_postitoimipaikka", towns.Of(record.Value(group, "postiosoitteen_postinumero"))?.Finnish ?? "");
    }
}
