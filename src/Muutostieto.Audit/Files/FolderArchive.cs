using System.IO.Abstractions;

namespace Muutostieto.Audit.Files;

/// <summary>A chain in the files of a folder.</summary>
internal class FolderArchive(IFileSystem files, string folder) : IAuditArchive
{
    public string Name => folder;

    public string HeadName => AuditFolder.HeadName;

    public bool IsHeadMadeAnew => true;

    public string PayloadNoun => "file";

    public string PartName(long first) => AuditFolder.SegmentName(first);

    public string PlaceOf(AuditPayload payload) => payload.File;

    public NotedHead? ReadHead() => ChainHead.Read(files, folder) is { } head
        ? new NotedHead(new AuditHead(head.Sequence, head.Hash), AuditFolder.SegmentName(head.Segment))
        : null;

    public IChainReader ReadChain() => new FolderChainReader(files, folder);

    public IPayloadReader ReadPayloads() => new FolderPayloadReader(files, folder);

    public IReadOnlyList<(string Place, AuditAnchor? Anchor)> ReadAnchors() => AnchorFile.ReadAll(files, folder);

    public ChainLine? Find(long sequence) =>
        ChainSegment.All(files, folder).LastOrDefault(segment => segment.First <= sequence) is { } segment
            ? new FolderChainReader(files, folder)
                .LinesFrom(new ChainPosition(segment.First, 0))
                .ElementAtOrDefault((int)(sequence - segment.First))
            : null;

    public bool HasDelivery() => ReadChain().Lines().Any(line => line.Bytes.Span.IndexOf("\"delivery\":{"u8) >= 0);
}
