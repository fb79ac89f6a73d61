using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Register.Import;

/// <summary>
/// A former code that is given to another person names that person alone from then on. Each previous holder loses it by a separate entry
/// with a lower key, so that
/// recipients lose it too and no record lists as a former code what is another person's code in force.
/// </summary>
internal sealed class CodeReassignment(RegisterTransaction transaction, GroupCatalog catalog) : IDisposable
{
    private const string Event = "XAZ";
    private readonly StateChange change = new(catalog);

    /// <summary>Removes the version's code in force from all others who have it as a former code.</summary>
    /// <param name="version">About to be appended.</param>
    /// <param name="registered">Day of registration of the record that gives the code away, VVVVKKPP.</param>
    public void Take(NewVersion version, string registered)
    {
        var code = version.IdentityCode;
        foreach (
            var other in transaction
                .HoldersOf(code)
                .Former.Where(person => person != version.PersonId && !version.MergedPersons.Contains(person)))
        {
            var (groups, record) = (new Record(), new Record());
            var person = transaction.Current(other)!;
            change.Read(person, groups);
            record.Set(HeaderField.IdentityCode, person.IdentityCode);
            record.Set(HeaderField.Event, Event);
            record.Set(HeaderField.Registered, registered);
            record.Set(HeaderField.Type, [RecordType.Old]);
            record.Set(HeaderField.Role, "1");
            var group = record.Add(catalog.Newest(RecordCodes.Group)!, ChangeAttribute.Deleted);
            record.Set(group, "hetu", code);
            record.Set(group, "voimassaolo", "2");
            var entry = change.Enter(other, new PersonState(groups), record);
            transaction.Append(entry with { Version = entry.Version with { LostCodes = [code] } });
        }
    }

    public void Dispose() => change.Dispose();
}
