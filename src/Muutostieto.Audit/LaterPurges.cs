namespace Muutostieto.Audit;

/// <summary>
/// The removals that the chain tells of since it was read: a run may remove persons while somebody looks through them. It says so before it does, so that whoever misses a file and looks again finds why.
/// </summary>
/// <param name="folder">The audit folder.</param>
/// <param name="read">The chain as it was read.</param>
internal sealed class LaterPurges(string folder, ChainFile read)
{
    private readonly Dictionary<long, AuditEntry> purges = [];

    /// <summary>The entry that tells of the removal of an entry's persons; null when none does.</summary>
    internal AuditEntry? Of(long sequence)
    {
        if (!purges.ContainsKey(sequence))
        {
            LookAgain();
        }

        return purges.GetValueOrDefault(sequence);
    }

    /// <summary>Only what continues the chain that was read counts.</summary>
    private void LookAgain()
    {
        var (known, lines) = (read.Lines, ChainFile.Read(folder).Lines);
        if (known.Count == 0 || lines.Count <= known.Count || lines[known.Count - 1].Hash != known[^1].Hash)
        {
            return;
        }

        var previous = known[^1].Hash;
        foreach (var line in lines.Skip(known.Count))
        {
            if (line.Entry() is not { } entry || entry.Previous != previous)
            {
                return;
            }

            (entry.Purge?.Entries ?? []).ToList().ForEach(purged => purges.TryAdd(purged, entry));
            previous = line.Hash;
        }
    }
}
