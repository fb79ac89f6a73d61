using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>
/// The residents of a dwelling that may be shown: how many there are, and which of the permanent ones is the oldest.
/// </summary>
/// <param name="gate">Judges each; keeps the record of the oldest.</param>
internal sealed class HouseholdMembers(NamedPersonGate gate)
{
    private const string BirthDay = "901";
    private readonly HashSet<long> permanent = [];
    private readonly HashSet<long> temporary = [];
    private (string Born, string Code) first;

    /// <summary>Those who are counted, by surrogate id.</summary>
    internal IEnumerable<long> All => permanent.Concat(temporary);

    internal int Permanent => permanent.Count;

    internal int Temporary => temporary.Count;

    /// <summary>The surrogate id; null without a permanent resident. The gate has kept the record.</summary>
    internal long? Oldest { get; private set; }

    /// <summary>Those whose dwelling id names the dwelling by any code that the building has had.</summary>
    internal void AddPermanent(RecordView building, int unit, DwellingResidents residents)
    {
        var place = DwellingPlace.OfUnit(building, unit);
        foreach (var code in Codes(building))
        {
            foreach (var resident in residents.PermanentOf(code, place))
            {
                if (gate.Judge(resident) is { } person && permanent.Add(person))
                {
                    KeepOldest(person);
                }
            }
        }
    }

    /// <summary>Those whose temporary address it is and who do not live there permanently.</summary>
    internal void AddTemporary(RecordView building, int unit, DwellingResidents residents)
    {
        foreach (var key in Keys(building, unit))
        {
            foreach (var resident in residents.TemporaryOf(key))
            {
                if (gate.Judge(resident) is { } person && !permanent.Contains(person))
                {
                    temporary.Add(person);
                }
            }
        }
    }

    /// <summary>Of two born on one day the one whose code is first; who has no day of birth comes after all others.</summary>
    private void KeepOldest(long person)
    {
        var record = gate.Person;
        var born = PersonAddress.InForce(record, BirthDay) is >= 0 and var group ? record.Text(group, "syntymapv") : "";
        var next = (Born: born.Length > 0 ? born : "99999999", Code: record.Text(HeaderField.IdentityCode));
        if (Oldest is null || string.CompareOrdinal(next.Born + next.Code, first.Born + first.Code) < 0)
        {
            (Oldest, first) = (person, next);
            gate.Keep();
        }
    }

    private static HashSet<string> Codes(RecordView building)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { building.Text(HeaderField.IdentityCode) };
        for (var group = building.IndexOf(BuildingState.Codes); group >= 0; group = building.IndexOf(BuildingState.Codes, group + 1))
        {
            codes.Add(building.Text(group, "tunnus"));
        }

        return codes;
    }

    private static List<string> Keys(RecordView building, int unit)
    {
        var address = Address(building, building.Text(unit, "osoitenumero"));
        return address < 0
            ? []
            : [
                .. new[] { building.Text(address, "katunimi_fi"), building.Text(address, "katunimi_sv") }
                    .Where(street => street.Length > 0)
                    .Select(street => PersonAddress.Key(
                        street,
                        building.Text(address, "katunumero"),
                        building.Text(address, "postinumero"),
                        building.Text(unit, "huoneistokirjain"),
                        building.Text(unit, "huoneistonumero"),
                        building.Text(unit, "jakokirjain")))
                    .Distinct(StringComparer.Ordinal),
            ];
    }

    /// <summary>The address of a number; without one the first.</summary>
    private static int Address(RecordView building, string number)
    {
        var address = building.IndexOf(BuildingState.Address);
        while (number.Length > 0 && address >= 0 && building.Text(address, "osoitenumero") != number)
        {
            address = building.IndexOf(BuildingState.Address, address + 1);
        }

        return address;
    }
}
