using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Register.Import;

/// <summary>
/// A person who has left the scope of a feed keeps the code by which the register last knew them, and the source does not say when that
/// code becomes another person's. When it does, the person who left gets a name of the register's own in its place: no data of the two are
/// mixed, and the one who left is in no delivery.
/// </summary>
internal sealed class StaleCodes(RegisterTransaction transaction, GroupCatalog catalog) : IDisposable
{
    private const string Event = "XAZ";
    private readonly StateChange change = new(catalog);

    /// <summary>
    /// Takes the codes that a record says are in force from persons out of scope who are not the record's own. A whole record lists all
    /// codes of its person: who has one of them in force, and another that it does not list, is another person, or has lost that one since.
    /// </summary>
    /// <param name="record">Not applied yet.</param>
    /// <param name="area">The municipalities of the scope.</param>
    public void Release(Record record, IReadOnlyCollection<string> area)
    {
        var own = record.Text(HeaderField.IdentityCode);
        var codes = RecordCodes.Of(record);
        var isWhole = record.Type == RecordType.New;
        foreach (var code in (isWhole ? codes.Own : codes.InForce).Append(own).Distinct().ToList())
        {
            if (transaction.HoldersOf(code).InForce is { } holder
                && transaction.Current(holder) is { } person
                && !area.Contains(person.Municipality)
                && (isWhole ? HasOthers(person, codes) : code != own && holder != transaction.HoldersOf(own).InForce))
            {
                Rename(person, record.Text(HeaderField.Registered));
            }
        }
    }

    public void Dispose() => change.Dispose();

    private bool HasOthers(PersonVersion person, RecordCodes codes)
    {
        var groups = new Record();
        change.Read(person, groups);
        return RecordCodes.Of(groups).Own.Except(codes.Own).Any(code => code != person.IdentityCode);
    }

    private void Rename(PersonVersion person, string registered)
    {
        var (groups, record) = (new Record(), new Record());
        change.Read(person, groups);
        record.Set(HeaderField.IdentityCode, person.IdentityCode);
        record.Set(HeaderField.Event, Event);
        record.Set(HeaderField.Registered, registered);
        record.Set(HeaderField.Type, [RecordType.Old]);
        record.Set(HeaderField.Role, "1");
        Add(record, ChangeAttribute.Added, $"#{person.PersonId.ToString("D10", CultureInfo.InvariantCulture)}", "1");
        Add(record, ChangeAttribute.Deleted, person.IdentityCode, "2");
        var state = new PersonState(groups);
        var entry = change.Enter(person.PersonId, state, record);
        transaction.Append(entry with { Version = entry.Version with { LostCodes = [person.IdentityCode] } });
    }

    private void Add(Record record, byte attribute, string code, string validity)
    {
        var group = record.Add(catalog.Newest(RecordCodes.Group)!, attribute);
        record.Set(group, "hetu", code);
        record.Set(group, "voimassaolo", validity);
    }
}
