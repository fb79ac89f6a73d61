using System.Text;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// Which persons of a window a list of identity codes names, at its beginning or at its end. Only persons with entries in the window are
/// asked for: what it costs follows the entries, not the list, which may be a whole register of the client's.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The groups of the register's documents.</param>
/// <param name="codes">The list.</param>
internal sealed class NamedPersons(IRegister register, GroupCatalog catalog, IReadOnlySet<string> codes)
{
    private readonly Dictionary<long, string[]> known = [];
    private readonly JsonRecordReader reader = new(catalog);
    private readonly Record record = new();

    /// <summary>Whether the list has a code.</summary>
    internal bool IsNamed(string code) => codes.Contains(code);

    /// <summary>Whether one of the codes is or was the person's.</summary>
    internal bool MayName(long person) => CodesOf(person).Length > 0;

    /// <summary>Whether one of the codes names the person as of a key, be it one that the person gets only later.</summary>
    private bool Names(long person, JournalKey asOf) =>
        CodesOf(person).Any(code => register.Find(code, asOf)?.PersonId == person);

    /// <summary>
    /// Whether one of the codes names the person as of a key and is in the person's groups then: the client may know the person by it.
    /// Where the client does know a person and this says no, a full record comes: that is safe.
    /// </summary>
    private bool Named(long person, JournalKey asOf) =>
        register.At(person, asOf) is { } version
        && CodesOf(person).Any(code => IsOwn(code, version) && register.Find(code, asOf)?.PersonId == person);

    /// <summary>Whether a code is in the person's own groups: that of another person may be in those of a relation.</summary>
    private bool IsOwn(string code, PersonVersion version)
    {
        if (code == version.IdentityCode)
        {
            return true;
        }

        if (version.Document.Span.IndexOf(Encoding.ASCII.GetBytes(code)) < 0)
        {
            return false;
        }

        reader.Read(version.Document.Span, record);
        return PersonCodes.Of(record).Former.Contains(code);
    }

    /// <summary>
    /// The list as the recipient's, in the shape that a list of a permit has: who was on it when the window began, and who is on it at its
    /// end. A person stays on it whatever becomes of the code, and one merged into another gives way to that one.
    /// </summary>
    internal ListWindow Of(IEnumerable<long> persons, JournalKey from, JournalKey to)
    {
        var before = new HashSet<long>();
        var after = new HashSet<long>();
        foreach (var person in persons)
        {
            var wasNamed = Named(person, from);
            if (wasNamed)
            {
                before.Add(person);
            }

            if (wasNamed || Names(person, to))
            {
                after.Add(SurvivorOf(person, to));
            }
        }

        var position = 0L;
        return new ListWindow(
            after,
            [
                .. before.Except(after).Order().Select(person => new ListChange(++position, person, IsAdded: false, IsUploaded: false)),
                .. after.Except(before).Order().Select(person => new ListChange(++position, person, IsAdded: true, IsUploaded: true)),
            ])
        {
            From = 0,
            To = position,
        };
    }

    private long SurvivorOf(long person, JournalKey to)
    {
        while (register.At(person, to) is { MergedInto: { } other })
        {
            person = other;
        }

        return person;
    }

    private string[] CodesOf(long person)
    {
        if (!known.TryGetValue(person, out var own))
        {
            known.Add(person, own = [.. register.CodesOf(person).Where(codes.Contains)]);
        }

        return own;
    }
}
