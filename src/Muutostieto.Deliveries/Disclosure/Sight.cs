using Muutostieto.Register;

namespace Muutostieto.Deliveries.Disclosure;

/// <summary>
/// Whether a recipient of changes has a person in sight: the municipality is in the area; alive, or the death came after the chain's base, so that its
/// corrections arrive; and, unless protected persons are shown, not under a non-disclosure order. Of a list: living or dead, wherever they are.
/// </summary>
internal sealed class Sight(IRegister register, bool showsProtected, DisclosureWindow window)
{
    /// <summary>Whether the person is in sight as of a key, in an area.</summary>
    internal bool Has(PersonVersion? person, IReadOnlySet<string> area) =>
        person is not null
        && (person.Alive ? area : window.ChainAreas).Contains(person.Municipality)
        && (showsProtected || person.NonDisclosureEnd is null)
        && (person.Alive || DiedAfterBase(person));

    /// <summary>Whether a person of the list may be told of; somebody who has turned out to be another person is that one.</summary>
    internal bool OfList(PersonVersion? person) => person is { MergedInto: null } && (showsProtected || person.NonDisclosureEnd is null);

    private bool DiedAfterBase(PersonVersion dead)
    {
        for (PersonVersion? version = dead; version is not null && !version.Alive; version = register.At(version.PersonId, new JournalKey(version.From.Value - 1)))
        {
            if (version.From <= window.ChainBase)
            {
                return false;
            }
        }

        return true;
    }
}
