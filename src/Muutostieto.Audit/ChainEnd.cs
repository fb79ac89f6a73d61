using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>
/// The end of the chain, where the holder of the <see cref="AuditLock"/> appends: the cost does not depend on what was appended before.
/// What an append that was broken off has left behind is taken in or cut away first.
/// </summary>
internal sealed class ChainEnd
{
    /// <summary>A segment of at least this size gets no further entry.</summary>
    internal const long SegmentBytes = 16 << 20;

    private readonly IDiskSync disk;
    private readonly string folder;
    private readonly long segmentBytes;
    private readonly ChainReader chain;
    private ChainHead head = ChainHead.None;
    private AuditIndex? index;

    private ChainEnd(IDiskSync disk, string folder, long segmentBytes) =>
        (this.disk, this.folder, this.segmentBytes, chain) = (disk, folder, segmentBytes, new ChainReader(disk.Files, folder));

    /// <summary>The last entry; null when there is none.</summary>
    internal AuditHead? Head => head.Sequence == 0 ? null : new AuditHead(head.Sequence, head.Hash);

    /// <summary>Looks where the chain ends.</summary>
    /// <param name="disk">Where the folder is.</param>
    /// <param name="folder">The audit folder.</param>
    /// <param name="segmentBytes">The size from which on a segment gets no further entry.</param>
    /// <exception cref="MuutostietoException">Integrity: its last line is no entry.</exception>
    internal static ChainEnd Open(IDiskSync disk, string folder, long segmentBytes)
    {
        var end = new ChainEnd(disk, folder, segmentBytes);
        if (ChainHead.Read(disk.Files, folder) is { } known && known.Fits(end.chain))
        {
            end.head = known;
        }

        end.CatchUp();
        return end;
    }

    /// <summary>The entries of a name, the last first, as the chain has them.</summary>
    internal IEnumerable<(AuditHead Head, AuditEntry Entry)> Named(AuditEntryKind kind, string name) =>
        Sure(index => index.Named(kind, name));

    /// <summary>All purges, as the chain has them.</summary>
    internal IReadOnlyList<AuditPurge> Purges() =>
        [.. Sure(index => index.Purges()).Select(purge => purge.Entry.Purge).OfType<AuditPurge>()];

    /// <summary>The entries of before a time whose persons are in files of their own, as the chain has them.</summary>
    internal IReadOnlyList<AuditEntry> WithPersons(DateTimeOffset before) =>
        [.. Sure(index => index.Entries().Where(entry => entry.HasPersons && entry.At <= before)).Select(found => found.Entry)];

    /// <summary>Appends entries durably, all in one write.</summary>
    /// <param name="entries">Each makes the entry of a number and the hash of the one before.</param>
    internal IReadOnlyList<AuditHead> Append(IReadOnlyList<Func<long, string, AuditEntry>> entries)
    {
        var begins = head.Sequence > 0
            && (head.Length >= segmentBytes || disk.Files.File.Exists(AuditFolder.Segment(folder, head.Sequence + 1)));
        var segment = ChainSegment.Of(folder, begins ? head.Sequence + 1 : head.Segment);
        var length = begins ? 0 : head.Length;
        var (heads, indexed) = (new List<AuditHead>(), new List<IndexedEntry>());
        var next = head with { Segment = segment.First, Length = length };
        using var lines = new MemoryStream();
        foreach (var make in entries)
        {
            var entry = make(next.Sequence + 1, next.Hash);
            var line = new ChainLine(segment, 1, next.Length, entry.ToLine());
            lines.Write(line.Bytes.Span);
            next = next with { Sequence = entry.Sequence, Hash = line.Hash, Length = line.End, Last = line.Bytes.Length };
            heads.Add(new AuditHead(entry.Sequence, line.Hash));
            if (!line.IsInterface)
            {
                indexed.Add(IndexedEntry.Of(entry, segment.First, line.Offset, line.Bytes.Length));
            }
        }

        if (begins)
        {
            Begin();
        }

        Write(segment, length, lines);
        MoveTo(next, indexed);
        return heads;
    }

    /// <summary>Cuts away what was broken off at the end of the last segment, and makes the folder of the next.</summary>
    private void Begin()
    {
        using (var file = PrivateFile.Open(
            disk.Files, AuditFolder.Segment(folder, head.Segment), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            if (file.Length > head.Length)
            {
                file.SetLength(head.Length);
                disk.FlushFile(file);
            }
        }

        var segments = AuditFolder.Segments(folder);
        if (!disk.Files.Directory.Exists(segments))
        {
            PrivateFile.CreateFolder(disk.Files, segments);
            disk.FlushDirectory(folder);
        }
    }

    private void Write(ChainSegment segment, long length, MemoryStream lines)
    {
        var isNew = !disk.Files.File.Exists(segment.Path);
        using (var file = PrivateFile.Open(
            disk.Files, segment.Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            if (file.Length > length)
            {
                file.SetLength(length);
            }

            file.Seek(length, SeekOrigin.Begin);
            file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            disk.FlushFile(file);
        }

        if (isNew)
        {
            disk.FlushDirectory(Path.GetDirectoryName(segment.Path)!);
        }
    }

    /// <summary>
    /// Takes in the lines after the head, which are there when a process was killed before it wrote its head, or when there is no head:
    /// then they are all lines.
    /// </summary>
    private void CatchUp()
    {
        if (IsUpToDate())
        {
            return;
        }

        var entries = new List<IndexedEntry>();
        ChainLine? last = null;
        foreach (var line in chain.LinesFrom(head.Segment, head.Length))
        {
            last = line;
            if (!line.IsInterface && line.Entry() is { Kind: not AuditEntryKind.Interface } entry)
            {
                entries.Add(IndexedEntry.Of(entry, line.Segment.First, line.Offset, line.Bytes.Length));
            }
        }

        if (last is not null)
        {
            var sequence = last.Entry()?.Sequence ?? throw AuditErrors.NoEntry(last.Segment.Path);
            MoveTo(
                head with
                {
                    Sequence = sequence,
                    Hash = last.Hash,
                    Segment = last.Segment.First,
                    Length = last.End,
                    Last = last.Bytes.Length,
                },
                entries);
        }
    }

    private bool IsUpToDate()
    {
        var file = disk.Files.FileInfo.New(AuditFolder.Segment(folder, head.Segment));
        return head.Sequence > 0
            && file.Exists
            && file.Length == head.Length
            && !disk.Files.File.Exists(AuditFolder.Segment(folder, head.Sequence + 1));
    }

    /// <summary>Writes the index, when it gains something, and then the head.</summary>
    private void MoveTo(ChainHead next, List<IndexedEntry> entries)
    {
        if (entries.Count > 0)
        {
            if (head.Sequence > 0 && Index() is null)
            {
                // The entries are in the chain by now.
                Rebuild();
                return;
            }

            (index, next) = (Index() ?? AuditIndex.Empty).Add(entries, next, disk, folder);
        }

        head = next;
        head.Write(disk.Files, folder);
    }

    private AuditIndex? Index() => index ??= AuditIndex.Read(disk.Files, folder, head);

    private void Rebuild()
    {
        (head, index) = (ChainHead.None, AuditIndex.Empty);
        CatchUp();
    }

    /// <summary>What the index finds, read in the chain; made anew where it does not agree with it.</summary>
    private List<(AuditHead Head, AuditEntry Entry)> Sure(Func<AuditIndex, IEnumerable<IndexedEntry>> find)
    {
        if (Index() is not null && Found(find) is { } found)
        {
            return found;
        }

        Rebuild();
        return Found(find)!;
    }

    private List<(AuditHead Head, AuditEntry Entry)>? Found(Func<AuditIndex, IEnumerable<IndexedEntry>> find)
    {
        var found = new List<(AuditHead, AuditEntry)>();
        foreach (var one in find(index!))
        {
            if (chain.LineAt(one.Segment, one.Offset, one.Bytes) is not { } line
                || line.Entry() is not { } entry
                || IndexedEntry.Of(entry, one.Segment, one.Offset, one.Bytes) is var now
                && (now.Sequence, now.Kind, now.Name) != (one.Sequence, one.Kind, one.Name))
            {
                return null;
            }

            found.Add((new AuditHead(entry.Sequence, line.Hash), entry));
        }

        return found;
    }
}
