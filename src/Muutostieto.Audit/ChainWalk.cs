namespace Muutostieto.Audit;

/// <summary>
/// One way through the whole chain, which looks whether each entry follows the one before. It keeps the entries that others name; of those
/// of the interface, of which there may be millions, only what is asked for.
/// </summary>
internal sealed class ChainWalk
{
    private readonly IAuditArchive archive;
    private readonly HashSet<long> wanted;
    private readonly Dictionary<long, AuditEntry> purges = [];
    private readonly Dictionary<string, AuditEntry> filePurges = new(StringComparer.Ordinal);
    private readonly List<(long From, long To)> answers = [];
    private long expected = 1;
    private string? previous = AuditEntry.NoHash;

    /// <param name="archive">Where the chain is.</param>
    /// <param name="wanted">Numbers of entries that are kept whatever they record.</param>
    internal ChainWalk(IAuditArchive archive, IEnumerable<long> wanted)
    {
        this.archive = archive;
        this.wanted = [.. wanted];

        // The head is read before the chain: it may be behind it, and not before it.
        var head = archive.ReadHead();
        var reader = archive.ReadChain();
        foreach (var part in reader.Parts())
        {
            Begin(part);
            foreach (var line in part.Lines)
            {
                Take(line);
            }
        }

        Findings.AddRange(reader.Findings);
        Notes.AddRange(reader.Notes);
        Compare(head, reader.IsTorn);
    }

    /// <summary>All entries but those of the interface, and those that were asked for.</summary>
    internal Dictionary<long, KeptEntry> Entries { get; } = [];

    internal List<AuditFinding> Findings { get; } = [];

    internal List<string> Notes { get; } = [];

    /// <summary>The files that entries of the interface share, by name.</summary>
    internal Dictionary<string, AnsweredDay> Days { get; } = new(StringComparer.Ordinal);

    /// <summary>How many lines there are.</summary>
    internal long Lines { get; private set; }

    /// <summary>The last line that is an entry; null when there is none.</summary>
    internal ChainLine? LastLine { get; private set; }

    /// <summary>The last entry; null when there is none.</summary>
    internal AuditHead? Head { get; private set; }

    /// <summary>How many entries had their persons removed.</summary>
    internal long Purged => purges.Count + filePurges.Keys.Sum(file => Days.GetValueOrDefault(file)?.Count ?? 0);

    /// <summary>Whether there is such an entry of the interface.</summary>
    internal bool IsAnswer(long sequence) => answers.Exists(run => run.From <= sequence && sequence <= run.To);

    /// <summary>The purge that removed an entry's persons; null when none did.</summary>
    internal AuditEntry? PurgeOf(AuditEntry entry) =>
        purges.GetValueOrDefault(entry.Sequence)
        ?? (entry.Payload is { Offset: not null } payload ? filePurges.GetValueOrDefault(payload.File) : null);

    /// <summary>The purge that removed a file of several entries; null when none did.</summary>
    internal AuditEntry? PurgeOf(string file) => filePurges.GetValueOrDefault(file);

    /// <summary>Takes in a purge.</summary>
    internal void Add(AuditEntry purge)
    {
        foreach (var sequence in purge.Purge!.Entries)
        {
            purges.TryAdd(sequence, purge);
        }

        foreach (var file in purge.Purge.Files ?? [])
        {
            filePurges.TryAdd(file, purge);
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    private void Begin(ChainPart part)
    {
        if (part.First > expected)
        {
            Findings.Add(
                new AuditFinding(
                    expected,
                    archive.PartName(expected),
                    $"the segment is missing, or the one before it was cut off: {part.Name} is next",
                    $"the entries {expected} to {part.First - 1}"));
            (expected, previous) = (part.First, null);
        }
    }

    private void Take(ChainLine line)
    {
        Lines++;
        if (line.Entry() is not { } entry)
        {
            Findings.Add(new AuditFinding(expected, line.Place, "it cannot be read", $"entry {expected}"));
            (expected, previous) = (expected + 1, line.Hash);
            return;
        }

        if (entry.Sequence != expected)
        {
            Findings.Add(
                new AuditFinding(
                    expected,
                    line.Place,
                    $"entry {entry.Sequence} is there",
                    $"entry {expected}: entries were removed, added or exchanged"));
        }
        else if (previous is not null && entry.Previous != previous)
        {
            var before = expected == 1 ? "the beginning" : $"entry {expected - 1}";
            Findings.Add(
                new AuditFinding(
                    expected - 1,
                    line.Place,
                    $"entry {expected} follows {Short(entry.Previous)}",
                    $"{Short(previous)}, the hash of {before}: one of the two was changed"));
        }

        Keep(line, entry);
        (expected, previous) = (entry.Sequence + 1, line.Hash);
        (LastLine, Head) = (line, new AuditHead(entry.Sequence, line.Hash));
    }

    private void Keep(ChainLine line, AuditEntry entry)
    {
        if (IsAnswer(entry))
        {
            TakeAnswer(line, entry);
            if (!wanted.Contains(entry.Sequence))
            {
                return;
            }
        }

        if (!Entries.TryAdd(entry.Sequence, new KeptEntry(line.Place, line.Hash, entry)))
        {
            Findings.Add(
                new AuditFinding(entry.Sequence, line.Place, $"entry {entry.Sequence} is there a second time", "each entry once"));
        }

        if (entry.Purge is not null)
        {
            Add(entry);
        }
    }

    private static bool IsAnswer(AuditEntry entry) => entry is { Interface: not null, Delivery: null, Question: null, Purge: null };

    private void TakeAnswer(ChainLine line, AuditEntry entry)
    {
        if (answers.Count > 0 && answers[^1].To + 1 == entry.Sequence)
        {
            answers[^1] = (answers[^1].From, entry.Sequence);
        }
        else
        {
            answers.Add((entry.Sequence, entry.Sequence));
        }

        if (entry.Payload is not { Offset: not null } payload || payload.File != PayloadName.Day(entry.At))
        {
            Findings.Add(
                new AuditFinding(
                    entry.Sequence,
                    line.Place,
                    $"its persons are in {entry.Payload?.File ?? "no file"}",
                    $"a part of {PayloadName.Day(entry.At)}, which is removed after its years"));
            return;
        }

        var day = Days.GetValueOrDefault(payload.File);
        Days[payload.File] = new AnsweredDay((day?.Count ?? 0) + 1, day?.Latest > entry.At ? day.Latest : entry.At);
    }

    private void Compare(NotedHead? head, bool isTorn)
    {
        if (head is null && Head is not null && archive.IsHeadMadeAnew)
        {
            Notes.Add($"{archive.HeadName} is missing or cannot be read: the next append makes it anew from the chain.");
        }
        else if (head is { Head: var (sequence, hash) } && sequence > (Head?.Sequence ?? 0) && !isTorn)
        {
            Findings.Add(
                new AuditFinding(
                    sequence,
                    head.Place,
                    $"entry {sequence} is missing, of {Lines} lines",
                    $"it, with the hash {Short(hash)} that {archive.HeadName} has: the chain was cut off"));
        }
    }
}
