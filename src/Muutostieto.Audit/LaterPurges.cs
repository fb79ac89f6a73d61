namespace Muutostieto.Audit;

/// <summary>
/// The removals recorded in the chain since it was read: a run may remove persons during a lookup. It records a removal before doing it, so
/// that a reader that misses a file finds the reason on a second look.
/// </summary>
/// <param name="archive">Where the chain is.</param>
/// <param name="read">The chain as it was read, which takes in what is found.</param>
internal sealed class LaterPurges(IAuditArchive archive, ChainWalk read)
{
    private ChainLine? last = read.LastLine;

    /// <summary>The entry that records the removal of an entry's persons; null when there is none.</summary>
    internal AuditEntry? Of(AuditEntry entry)
    {
        if (read.PurgeOf(entry) is { } known)
        {
            return known;
        }

        LookAgain();
        return read.PurgeOf(entry);
    }

    /// <summary>Only what continues the chain that was read counts.</summary>
    private void LookAgain()
    {
        if (last is null || archive.ReadChain().LinesAfter(last) is not { } lines)
        {
            return;
        }

        foreach (var line in lines)
        {
            if (line.Entry() is not { } entry || entry.Previous != last.Hash)
            {
                return;
            }

            if (entry.Purge is not null)
            {
                read.Add(entry);
            }

            last = line;
        }
    }
}
