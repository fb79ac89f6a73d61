using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

public sealed partial class WindowTransitions
{
    /// <summary>Persons without an entry in the window who were added to the recipient's list or added again: in the order of their
    /// identity codes.</summary>
    public IEnumerable<PersonVersion> AddedWithoutEntry() => (window.List?.Changed ?? [])
        .Where(person => !entries.ContainsKey(person) && Of(person) == VisibilityTransition.Full)
        .Select(person => register.At(person, window.To)!)
        .OrderBy(person => person.IdentityCode, StringComparer.Ordinal);

    /// <summary>
    /// Persons that the recipient knows as separate ones, who were merged into another person on its list, where nothing else in the
    /// delivery says so in terms that the recipient understands. A merger's entry names the person's last code: a person whose code has
    /// changed since the last delivery, or who was merged into a third person by way of a second, would stay with the recipient for good.
    /// </summary>
    public IEnumerable<MergedPerson> UnseenMergers()
    {
        foreach (
            var person in (window.List?.Changed ?? [])
                .Where(person => window.List!.WasOn(person) && window.List.HasBecomeAnother(person))
                .Order())
        {
            if (register.At(person, window.From) is not { } known || !visibility.HadOfList(known))
            {
                continue;
            }

            var gone = register.At(person, window.To)!;
            var survivor = SurvivorOf(gone);
            var isNotified = gone.MergedInto == survivor.PersonId && gone.IdentityCode == known.IdentityCode;

            // Where the known code is the survivor's code in force, the survivor's own records take the place of what is known by it.
            if (!isNotified
                && known.IdentityCode != survivor.IdentityCode
                && window.List!.IsOn(survivor.PersonId)
                && visibility.OfList(survivor)
                && IsCodeOf(known.IdentityCode, survivor.PersonId))
            {
                yield return new MergedPerson(known.IdentityCode, survivor);
            }
        }
    }

    private VisibilityTransition OfListed(long person, ListWindow list)
    {
        var now = register.At(person, window.To);
        var before = list.WasOn(person) && visibility.HadOfList(register.At(person, window.From));
        var after = list.IsOn(person) && visibility.OfList(now);
        return (before, after) switch
        {
            (false, false) => VisibilityTransition.None,
            (false, true) => VisibilityTransition.Full,
            (true, false) => IsKeptFrom(now!, list) || HasLeftCodeBehind(now!, list)
                ? VisibilityTransition.Leaving
                : VisibilityTransition.None,
            _ => !list.HasChanged(person) && VisibleThroughout(person) ? VisibilityTransition.Changes : VisibilityTransition.Full,
        };
    }

    private bool VisibleThroughout(long person) =>
        !entries.TryGetValue(person, out var own) || own.TrueForAll(entry => visibility.OfList(register.At(person, entry.Key)));

    /// <summary>
    /// Whether the recipient still has the person on its list and may no longer know of them. A person that the recipient has removed needs
    /// no line, and a merged person is delivered with the survivor.
    /// </summary>
    private bool IsKeptFrom(PersonVersion person, ListWindow list)
    {
        var survivor = SurvivorOf(person);
        return list.IsOn(survivor.PersonId) && !visibility.OfList(survivor);
    }

    /// <summary>Whether the person was merged into another one, and the code by which the recipient knows the person cannot say so: it has
    /// also been a third person's.</summary>
    private bool HasLeftCodeBehind(PersonVersion person, ListWindow list) =>
        list.HasBecomeAnother(person.PersonId) && SurvivorOf(person) is var survivor && list.IsOn(survivor.PersonId)
        && !IsCodeOf(register.At(person.PersonId, window.From)!.IdentityCode, survivor.PersonId);

    private PersonVersion SurvivorOf(PersonVersion person)
    {
        while (person.MergedInto is { } other)
        {
            person = register.At(other, window.To)!;
        }

        return person;
    }
}
