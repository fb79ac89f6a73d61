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

    /// <summary>
    /// By which codes a recipient that loaded base data inside the window may know a person, but the code that it knew when the window
    /// began.
    /// </summary>
    public IEnumerable<string> CodesOnTheWay(long person)
    {
        var atBeginning = WasVisible(person) ? register.At(person, window.From)!.IdentityCode : null;
        return entries[person]
            .Select(entry => register.At(person, entry.Key))
            .Where(version => window.List is null ? visibility.Had(version, window.AnyArea) : visibility.HadOfList(version))
            .Select(version => version!.IdentityCode)
            .Distinct()
            .Where(code => code != atBeginning);
    }

    /// <summary>Whether a code is this person's alone at the window's end, in force or not.</summary>
    public bool Names(string code, long person) => register.FindAll(code, window.To) is [{ PersonId: var named }] && named == person;

    /// <summary>
    /// Whether the person's code has changed in the window and another person has had one of those: a recipient that loaded base data
    /// inside the window may know either by it.
    /// </summary>
    public bool HasSharedCode(long person)
    {
        var codes = entries[person]
            .Select(entry => register.At(person, entry.Key))
            .Prepend(register.At(person, window.From))
            .Where(version => version is not null)
            .Select(version => version!.IdentityCode)
            .Distinct()
            .ToArray();
        return codes.Length > 1 && codes.Any(code => register.EverHeldBy(code, window.To) is not [var only] || only != person);
    }

    /// <summary>Whether the person was visible to the recipient when the window began.</summary>
    public bool WasVisible(long person) => register.At(person, window.From) is { } known && WasVisible(known);

    private bool WasVisible(PersonVersion known) =>
        window.List is { } list ? list.WasOn(known.PersonId) && visibility.HadOfList(known) : visibility.Had(known, window.AreaBefore);

    /// <summary>Whether a code has been only this person's up to the window's end, and still names the person then.</summary>
    private bool IsCodeOf(string code, long person) =>
        register.EverHeldBy(code, window.To) is [var only]
        && only == person
        && register.FindAll(code, window.To) is [{ PersonId: var now }]
        && now == person;
}
