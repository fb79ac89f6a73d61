using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>
/// Finds whom a record concerns. A change of code carries the old one in its header and the new one in group 001; persons who turn out to be one are merged:
/// the one in the header stays, the others go, and their codes become former ones.
/// </summary>
internal sealed class Identities(PersonTable persons, GroupTables groups)
{
    /// <summary>The person that a record concerns, or null when nobody known has any of its codes.</summary>
    internal KnownPerson? Find(Record record, CodeGroups codes, out bool byFormerCode)
    {
        var header = record.Text(HeaderField.IdentityCode);
        byFormerCode = false;
        if (persons.Find(header) is { } current)
            return current;

        byFormerCode = true;
        if (persons.FindFormer(header) is { } former && !IsSomebodyElse(record, codes, former))
            return former;

        foreach (var code in codes.Own)
        {
            if (persons.Find(code) is { } other)
                return other;
        }

        byFormerCode = false;
        return null;
    }

    /// <summary>Makes everybody who has one of the record's codes this person.</summary>
    internal void Merge(KnownPerson person, CodeGroups codes)
    {
        foreach (var code in codes.Own)
        {
            if (code != person.Code && persons.Find(code) is { } other && other.Id != person.Id)
            {
                groups.Delete(other.Id, groups.Codes);
                persons.MoveFormer(other.Id, person.Id);
                persons.Delete(other.Id);
                persons.AddFormer(other.Code, person.Id);
            }
        }
    }

    /// <summary>Keeps the former codes after a record has been applied.</summary>
    /// <param name="person">As it is now.</param>
    /// <param name="before">The code that was in force before.</param>
    /// <param name="record">What was applied.</param>
    /// <param name="codes">Its codes.</param>
    internal void Remember(KnownPerson person, string before, Record record, CodeGroups codes)
    {
        foreach (var code in codes.Deleted)
            persons.RemoveFormer(code);

        foreach (var code in codes.Own.Append(before).Append(record.Text(HeaderField.IdentityCode)))
        {
            if (code != person.Code && !codes.Deleted.Contains(code))
                persons.AddFormer(code, person.Id);
        }

        if (before != person.Code || record.Type == RecordType.New)
            persons.RemoveFormer(person.Code);
    }

    /// <summary>A full record under a former code that tells the person's codes, but not the one in force, is somebody who was wrongly taken for the person.</summary>
    private static bool IsSomebodyElse(Record record, CodeGroups codes, KnownPerson former) =>
        record.Type == RecordType.New && codes.Own.Count > 0 && !codes.Own.Contains(former.Code);
}
