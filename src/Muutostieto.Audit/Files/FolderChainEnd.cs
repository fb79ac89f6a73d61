using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// The end of the chain, where the holder of the <see cref="AuditLock"/> appends: the cost does not depend on what was appended before.
/// What an append that was broken off has left behind is taken in or cut away first.
/// </summary>
internal sealed class FolderChainEnd : IChainEnd
{
    /// <summary>A segment of at least this size gets no further entry.</summary>
    internal const long SegmentBytes = 16 << 20;

    private readonly IDiskSync disk;
    private readonly string folder;
    private readonly long segmentBytes;
    private readonly FolderChainReader chain;
    private readonly PayloadStore payloads;
    private ChainHead head = ChainHead.None;
    private AuditIndex? index;

    private FolderChainEnd(IDiskSync disk, string folder, long segmentBytes) =>
        (this.disk, this.folder, this.segmentBytes, chain, payloads) = (
            disk, folder, segmentBytes, new FolderChainReader(disk.Files, folder), new PayloadStore(disk, folder));

    public AuditHead? Head => head.Sequence == 0 ? null : new AuditHead(head.Sequence, head.Hash);

    /// <summary>Looks where the chain ends.</summary>
    /// <param name="disk">Where the folder is.</param>
    /// <param name="folder">The audit folder.</param>
    /// <param name="segmentBytes">The size from which on a segment gets no further entry.</param>
    /// <exception cref="MuutostietoException">Integrity: its last line is no entry.</exception>
    internal static FolderChainEnd Open(IDiskSync disk, string folder, long segmentBytes)
    {
        var end = new FolderChainEnd(disk, folder, segmentBytes);
        if (ChainHead.Read(disk.Files, folder) is { } known && known.Fits(end.chain))
        {
            end.head = known;
        }

        end.CatchUp();
        return end;
    }

    public IReadOnlyList<(AuditHead Head, AuditEntry Entry)> Named(AuditEntryKind kind, string name) =>
        Sure(index => index.Named(kind, name));

    public IReadOnlyList<AuditPurge> Purges() =>
        [.. Sure(index => index.Purges()).Select(purge => purge.Entry.Purge).OfType<AuditPurge>()];

    public IReadOnlyList<AuditEntry> WithPersons(DateTimeOffset latest) =>
        [.. Sure(index => index.Entries().Where(entry => entry.HasPersons && entry.At <= latest)).Select(found => found.Entry)];

    public IPayloadReader ReadPayloads() => new FolderPayloadReader(disk.Files, folder);

    public AuditPayload KeepOwn(long sequence, byte[] content, string digest) => payloads.WriteOwn(sequence, content, digest);

    public IReadOnlyList<AuditPayload> KeepInDay(DateTimeOffset at, IReadOnlyList<(byte[] Content, string Digest)> contents) =>
        payloads.WriteToDay(at, contents);

    /// <summary>Appends entries durably, all in one write.</summary>
    /// <param name="entries">Each makes the entry of a number and the hash of the one before.</param>
    public IReadOnlyList<AuditHead> Append(IReadOnlyList<Func<long, string, AuditEntry>> entries)
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
            var offset = next.Length;
            var line = new ChainLine(segment.Name, new ChainPosition(segment.First, offset), entry.ToLine());
            lines.Write(line.Bytes.Span);
            next = next with
            {
                Sequence = entry.Sequence,
                Hash = line.Hash,
                Length = offset + line.Bytes.Length,
                Last = line.Bytes.Length,
            };
            heads.Add(new AuditHead(entry.Sequence, line.Hash));
            if (!line.IsInterface)
            {
                indexed.Add(IndexedEntry.Of(entry, line));
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
        foreach (var line in chain.LinesFrom(new ChainPosition(head.Segment, head.Length)))
        {
            last = line;
            if (!line.IsInterface && line.Entry() is { Kind: not AuditEntryKind.Interface } entry)
            {
                entries.Add(IndexedEntry.Of(entry, line));
            }
        }

        if (last is not null)
        {
            var sequence = last.Entry()?.Sequence ?? throw AuditErrors.NoEntry(AuditFolder.Segment(folder, last.Position.Segment));
            MoveTo(
                head with
                {
                    Sequence = sequence,
                    Hash = last.Hash,
                    Segment = last.Position.Segment,
                    Length = last.Position.Offset + last.Bytes.Length,
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
            if (chain.LineAt(new ChainPosition(one.Segment, one.Offset), one.Bytes) is not { } line
                || line.Entry() is not { } entry
                || IndexedEntry.Of(entry, line) is var now
                && (now.Sequence, now.Kind, now.Name) != (one.Sequence, one.Kind, one.Name))
            {
                return null;
            }

            found.Add((new AuditHead(entry.Sequence, line.Hash), entry));
        }

        return found;
    }
}
