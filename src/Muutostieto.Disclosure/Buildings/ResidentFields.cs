using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.Places;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>Fills the group of a dwelling's residents (970).</summary>
internal static class ResidentFields
{
    private static readonly string[] Place = ["huoneistotunnus", "osoitenumero", "huoneistokirjain", "huoneistonumero", "jakokirjain"];

    /// <summary>Which dwelling it is.</summary>
    internal static void WriteDwelling(RecordView building, int unit, Record record, int group)
    {
        foreach (var name in Place)
        {
            record.Set(group, name, building.Text(unit, name));
        }
    }

    /// <summary>The oldest resident, with the permanent address on one line.</summary>
    internal static void WriteOldest(RecordView person, Record record, int group, PostTowns towns)
    {
        record.Set(group, "vanhin_asukas", person.Text(HeaderField.IdentityCode));
        if (PersonAddress.InForce(person, "004") is >= 0 and var name)
        {
            record.Set(group, "sukunimi", person.Text(name, "sukunimi"));
            record.Set(group, "etunimet", person.Text(name, "etunimet"));
        }

        if (PersonAddress.InForce(person, PersonAddress.Permanent) is >= 0 and var home)
        {
            record.Set(group, "lahiosoite", PersonAddress.Line(person, home));
            record.Set(group, "postinumero", person.Text(home, "postinumero"));
            record.Set(group, "postitoimipaikka", towns.Of(person.Value(home, "postinumero"))?.Finnish ?? "");
            record.Set(group, "alkupv", person.Text(home, "alkupv"));
        }
    }

    internal static void WriteCounts(int permanent, int temporary, Record record, int group)
    {
        record.Set(group, "vakinaisia", permanent.ToString(CultureInfo.InvariantCulture));
        record.Set(group, "tilapaisia", temporary.ToString(CultureInfo.InvariantCulture));
    }
}
