using System.IO.Abstractions;

namespace Muutostieto.Audit;

/// <summary>
/// The removals recorded in the chain since it was read: a run may remove persons during a lookup. It records a removal before doing it, so
/// that a reader that misses a file finds the reason on a second look.
/// </summary>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">The audit folder.</param>
/// <param name="read">The chain as it was read.</param>
internal sealed class LaterPurges(IFileSystem files, string folder, ChainFile read)
{
    private readonly Dictionary<long, AuditEntry> purges = [];

    /// <summary>The entry that records the removal of an entry's persons; null when there is none.</summary>
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
        var (known, lines) = (read.Lines, ChainFile.Read(files, folder).Lines);
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
