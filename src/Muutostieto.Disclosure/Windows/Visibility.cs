using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>
/// Whether a person is visible to a recipient of changes: the municipality is in the area; alive, or the death came after the chain's base,
/// so that its corrections arrive; and, unless protected persons are shown, not under a non-disclosure order. Of a list: living or dead,
/// wherever they are.
/// </summary>
internal sealed class Visibility(IRegister register, bool showsProtected, DisclosureWindow window, Protection protection)
{
    /// <summary>Whether the person was visible to the recipient when the window began, in an area: judged as it was then.</summary>
    internal bool Had(PersonVersion? person, IReadOnlySet<string> area) =>
        person is not null
        && (person.Alive ? area : window.ChainAreas).Contains(person.Municipality)
        && (showsProtected || person.NonDisclosureEnd is null)
        && (person.Alive || DiedAfterBase(person));

    /// <summary>Whether the person is visible as of a key after that, in an area.</summary>
    internal bool Has(PersonVersion? person, IReadOnlySet<string> area) => Had(person, area) && IsShown(person!);

    /// <summary>Whether the recipient knew of a person of the list when the window began; a merged person counts as the survivor.</summary>
    internal bool HadOfList(PersonVersion? person) => person is { MergedInto: null } && (showsProtected || person.NonDisclosureEnd is null);

    /// <summary>Whether the recipient may know of a person of the list as of a key after that.</summary>
    internal bool OfList(PersonVersion? person) => HadOfList(person) && IsShown(person!);

    private bool IsShown(PersonVersion person) => showsProtected || !protection.Masks(person.PersonId);

    private bool DiedAfterBase(PersonVersion dead)
    {
        for (
            var version = dead;
            version is not null && !version.Alive;
            version = register.At(version.PersonId, new JournalKey(version.From.Value - 1)))
        {
            if (version.From <= window.ChainBase)
            {
                return false;
            }
        }

        return true;
    }
}
