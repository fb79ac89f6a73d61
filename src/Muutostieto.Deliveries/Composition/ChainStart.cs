using Muutostieto.Disclosure.Windows;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// What is different in the first changes of a chain that begins at a key: their recipient is a client of the interface. It may have got to
/// know persons inside the window; and what it got up to the key was judged by the orders of that moment, which may have come after the
/// key.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="window">From the key on.</param>
/// <param name="showsProtected">Whether persons under an order have records.</param>
internal sealed class ChainStart(IRegister register, DisclosureWindow window, bool showsProtected)
{
    /// <summary>
    /// Whether the recipient may have got to know a person by this code over the interface. Of a list, persons on it may leave who are
    /// protected: where those are shown, no one leaves.
    /// </summary>
    internal bool MayHaveLearnt(string code) =>
        window.List is not { } list
        || (!showsProtected && register.FindAll(code, window.To).Any(named => list.IsOn(named.PersonId)));

    /// <summary>
    /// What becomes of a person's entries. The interface has also left out or masked a person because of a later order of another, who has
    /// become one with this person since; no entry of this person's own says that it may be shown again.
    /// </summary>
    internal VisibilityTransition Of(long person, VisibilityTransition transition) =>
        transition == VisibilityTransition.Changes
        && !HadOrder(person)
        && register.MergedInto(person, window.To).Any(HadOrder)
            ? VisibilityTransition.Full
            : transition;

    private bool HadOrder(long person)
    {
        for (
            var version = register.At(person, window.To);
            version is not null && (version.To is null || version.To > window.From);
            version = register.At(person, new JournalKey(version.From.Value - 1)))
        {
            if (version.NonDisclosureEnd is not null)
            {
                return true;
            }
        }

        return false;
    }
}
