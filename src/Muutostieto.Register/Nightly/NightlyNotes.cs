using Muutostieto.Records.Groups;

namespace Muutostieto.Register.Nightly;

/// <summary>
/// Brings the notes beside the journal up to its last entry, and repeats the relations of every person of which recipients may now receive
/// more or less than before: a non-disclosure order of a person in them began or ended, a protected person came into them, or such
/// a person got a code that they name.
/// </summary>
internal sealed class NightlyNotes(GroupCatalog catalog, IRegister read)
{
    private readonly NotesOfPerson reader = new(catalog);

    /// <summary>Takes in what has been entered since the last run.</summary>
    /// <param name="write">The same register.</param>
    /// <param name="repeat">Enters the person's relations once more; false when there are none.</param>
    /// <param name="cancellation">Breaks off; nothing has happened then.</param>
    /// <returns>How many persons' relations were repeated.</returns>
    public long Update(IRegisterWriter write, Func<RegisterTransaction, long, bool> repeat, CancellationToken cancellation)
    {
        if (read.NotedUntil() == read.LatestKey() && HeldSince(read.NotedUntil()).Count == 0)
        {
            return 0;
        }

        // One transaction: what is noted is not looked at again.
        using var transaction = write.Begin();
        var notes = transaction.Notes;
        var (from, latest) = (notes.Until, transaction.LatestKey);
        var merged = new HashSet<long>();
        var codes = CodesOfChangedProtection(from, latest, merged, cancellation);
        var held = read.ProtectedSince(latest).HeldAtKey;
        var affected = new SortedSet<long>(codes.SelectMany(read.RelatedTo).Concat(merged));
        read.ShowChanged(from, (in VersionRow row) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var now = row.MergedInto is null ? reader.Of(row.Document) : new PersonNotes(null, [], []);
            notes.Keep(row.PersonId, now);
            if (now.Related.Any(codes.Contains) || HasNewProtected(row.PersonId, now.Related, from, latest, held))
            {
                affected.Add(row.PersonId);
            }
        });
        var repeated = affected.Count(person => repeat(transaction, person));
        notes.KeepUntil(transaction.LatestKey);
        transaction.Commit();
        return repeated;
    }

    /// <summary>Whether the set of related persons changed while one of those now in it is protected: that decides what of the rest may be
    /// disclosed.</summary>
    private bool HasNewProtected(long person, IReadOnlyList<string> related, JournalKey from, JournalKey latest, IReadOnlySet<string> held)
    {
        if (related.Count == 0 || from == JournalKey.BeforeEverything)
        {
            return false;
        }

        IReadOnlyList<string> before = [];
        read.Show(person, from, (in VersionRow row) => before = reader.Of(row.Document).Related);
        return before.Count > 0
            && !before.SequenceEqual(related)
            && before.Union(related).Any(code => held.Contains(code) || IsProtected(read.Find(code, latest)));
    }

    /// <summary>The codes of persons whose non-disclosure, or whose codes while under it, changed since a key; of all persons ever under it
    /// when nothing was noted before.</summary>
    /// <param name="from">What was noted before.</param>
    /// <param name="latest">The last entry.</param>
    /// <param name="merged">Gets those who became one with a person who had been under it, and have had no order of their own: no order's
    /// line repeats their relations.</param>
    /// <param name="cancellation">Breaks off.</param>
    private HashSet<string> CodesOfChangedProtection(
        JournalKey from, JournalKey latest, HashSet<long> merged, CancellationToken cancellation)
    {
        if (from == JournalKey.BeforeEverything)
        {
            return [.. read.CodesEverProtected(), .. HeldSince(from)];
        }

        var changed = new HashSet<long>();
        foreach (var entry in read.ReadJournal(from, latest))
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.PersonId is { } person && read.At(person, entry.Key) is { } then)
            {
                var (before, now) = (read.At(person, from), Survivor(then, latest));
                var was = IsProtected(before);
                if (was != IsProtected(then) || was != IsProtected(now) || (was && HasOtherCodes(before!, then)))
                {
                    changed.Add(now.PersonId);
                }
            }
        }

        merged.UnionWith(read.EverProtected(latest).Except(read.EverProtected(from)).Except(changed));
        changed.UnionWith(merged);
        return [.. changed.Count == 0 ? [] : read.CodesOf(changed), .. HeldSince(from)];
    }

    /// <summary>A protected person's code may be one that relations name for an earlier holder.</summary>
    private bool HasOtherCodes(PersonVersion before, PersonVersion then) =>
        !before.Document.Span.SequenceEqual(then.Document.Span)
        && !reader.CodesOf(before.Document.Span).SetEquals(reader.CodesOf(then.Document.Span));

    /// <summary>
    /// Codes for which a statement about an order was held since a key: it makes no entry, so one that came at the key itself may be new.
    /// </summary>
    private IReadOnlySet<string> HeldSince(JournalKey key) => read.ProtectedSince(key).HeldLater;

    private PersonVersion Survivor(PersonVersion version, JournalKey latest)
    {
        while (version.MergedInto is { } other)
        {
            version = read.At(other, latest)!;
        }

        return version;
    }

    private static bool IsProtected(PersonVersion? person) => person?.NonDisclosureEnd is not null;
}
