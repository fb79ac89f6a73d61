using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>Where a page ends, and whose entries it has.</summary>
/// <param name="To">The last key of the page.</param>
/// <param name="Persons">Every person that the page may concern.</param>
/// <param name="Replaced">The persons of which an entry replaces everything.</param>
internal sealed record PageEnd(JournalKey To, IReadOnlySet<long> Persons, IReadOnlySet<long> Replaced)
{
    private const string Replacement = "1";

    /// <summary>
    /// Goes forward from a key until the next person would be one too many. Never ends between the entries of a merger.
    /// </summary>
    /// <param name="register">Open for reading.</param>
    /// <param name="from">The client's key.</param>
    /// <param name="head">The last key that a page may have.</param>
    /// <param name="limits">How many.</param>
    /// <param name="concerns">Whether the client may learn something of a person because of an entry.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal static PageEnd Find(
        IRegister register,
        JournalKey from,
        JournalKey head,
        PageLimits limits,
        Func<long, JournalKey, bool> concerns,
        CancellationToken cancellation)
    {
        var (to, persons, replaced) = (from, new HashSet<long>(), new HashSet<long>());
        var (newPersons, newReplaced) = (new HashSet<long>(), new HashSet<long>());
        var (entries, isWhole) = (0, true);
        foreach (var entry in register.ReadJournal(from, head))
        {
            cancellation.ThrowIfCancellationRequested();
            entries++;
            var isSafe = true;
            if (entry.PersonId is { } person)
            {
                if (!persons.Contains(person) && !newPersons.Contains(person) && concerns(person, entry.Key))
                {
                    if (persons.Count + newPersons.Count >= limits.Persons && to > from)
                    {
                        isWhole = false;
                        break;
                    }

                    newPersons.Add(person);
                }

                if (entry.Type == Replacement)
                {
                    newReplaced.Add(person);
                }

                isSafe = register.At(person, entry.Key) is not { MergedInto: not null };
            }

            if (isSafe)
            {
                to = entry.Key;
                persons.UnionWith(newPersons);
                replaced.UnionWith(newReplaced);
                newPersons.Clear();
                newReplaced.Clear();
                if (entries >= limits.Entries)
                {
                    isWhole = false;
                    break;
                }
            }
        }

        // The journal passes over buildings: their keys may be the last.
        return new PageEnd(isWhole ? head : to, persons, replaced);
    }
}
