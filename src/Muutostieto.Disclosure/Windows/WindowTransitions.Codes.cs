using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>
/// By which codes a recipient knows persons who do not come line by line: such a code may be another person's by the time their record
/// comes.
/// </summary>
public sealed partial class WindowTransitions
{
    /// <summary>The key of the person's first entry in the window.</summary>
    public JournalKey FirstEntry(long person) => entries[person][0].Key;

    /// <summary>
    /// Whether a leaving line must precede a person's new full record: the code by which the recipient knows the person has also been
    /// another person's, or is no longer this person's. Until the full record comes, the recipient would take the code's other holder for
    /// this person.
    /// </summary>
    public bool LeavesCodeBehind(long person) =>
        register.At(person, window.From) is { } known
        && WasVisible(known)
        && (!IsCodeOf(known.IdentityCode, person)
            || register.MergedInto(person, window.To).Any(merged => register.CodesOf(merged).Contains(known.IdentityCode)));

    private bool WasVisible(PersonVersion known) =>
        window.List is { } list ? list.WasOn(known.PersonId) && visibility.HadOfList(known) : visibility.Had(known, window.AreaBefore);

    /// <summary>Whether a code has been only this person's up to the window's end, and still names the person then.</summary>
    private bool IsCodeOf(string code, long person) =>
        register.EverHeldBy(code, window.To) is [var only]
        && only == person
        && register.FindAll(code, window.To) is [{ PersonId: var now }]
        && now == person;
}
