using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>By which codes a recipient knows persons who do not come line by line: such a code may be another person's by the time their record comes.</summary>
public sealed partial class WindowTransitions
{
    /// <summary>The key of the person's first entry in the window.</summary>
    public JournalKey FirstEntry(long person) => entries[person][0].Key;

    /// <summary>
    /// Whether somebody who comes anew in full has first to leave: the code by which the recipient knows the person has been another person's too, or is the person's no more. Until
    /// the full record comes the recipient would take whoever has the code for this person.
    /// </summary>
    public bool LeavesCodeBehind(long person) =>
        register.At(person, window.From) is { } known && WasVisible(known)
        && (!IsCodeOf(known.IdentityCode, person) || register.MergedInto(person, window.To).Any(merged => register.CodesOf(merged).Contains(known.IdentityCode)));

    private bool WasVisible(PersonVersion known) =>
        window.List is { } list ? list.WasOn(known.PersonId) && visibility.HadOfList(known) : visibility.Had(known, window.AreaBefore);

    /// <summary>Whether a code has been nobody else's up to the window's end, and still names the person then.</summary>
    private bool IsCodeOf(string code, long person) =>
        register.EverHeldBy(code, window.To) is [var only] && only == person && register.FindAll(code, window.To) is [{ PersonId: var now }] && now == person;
}
