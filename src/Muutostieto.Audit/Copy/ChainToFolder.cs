using Muutostieto.Audit.Files;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Copy;

/// <summary>
/// Copies a chain in a database to files, in a folder of its own below the audit folder until it is placed: <c>copying</c>. What is no more
/// in there was placed.
/// </summary>
/// <param name="disk">Where the folder is.</param>
/// <param name="folder">The audit folder.</param>
/// <param name="archive">The chain in the database.</param>
/// <param name="segmentBytes">From which size on a segment gets no further entry.</param>
internal sealed class ChainToFolder(
    IDiskSync disk, string folder, IAuditArchive archive, long segmentBytes = FolderChainEnd.SegmentBytes) : IFolderTarget
{
    private readonly string pending = Path.Combine(folder, "copying");
    private SoundChain? source;

    /// <summary>The chain's beginning last: without it there is no chain.</summary>
    private static IReadOnlyList<string> Pieces =>
        [PayloadName.Folder, AuditFolder.SegmentFolder, AuditFolder.IndexName, AuditFolder.HeadName, AuditFolder.ChainName];

    public void RequireEmpty()
    {
        foreach (var path in Pieces.Select(piece => Path.Combine(folder, piece)))
        {
            if (Presence.IsThere(disk.Files, path)
                && (disk.Files.File.Exists(path) || disk.Files.Directory.EnumerateFileSystemEntries(path).Any()))
            {
                throw AuditErrors.Exists(path);
            }
        }
    }

    public IReadOnlyList<CopiedRows> Write(Action<string, long> report)
    {
        source = new SoundChain(archive, disk.Files);
        PrivateFile.CreateFolder(disk.Files, pending);
        CopiedRows lines, payloads;
        using (var writer = new SegmentWriter(disk, pending, segmentBytes))
        {
            lines = source.CopyLines(writer.Write, report);
            writer.Complete();
        }

        using (var writer = new PayloadWriter(disk, pending))
        {
            payloads = source.CopyPayloads(writer.Write, report);
            writer.Complete();
        }

        // Makes the index and the head from the lines.
        _ = FolderChainEnd.Open(disk, pending, segmentBytes);
        disk.FlushDirectory(pending);
        return [lines, payloads, SoundChain.DigestHead(source.Head)];
    }

    public IReadOnlyList<CopiedRows> Read(Action<string, long> report)
    {
        var written = new FolderArchive(disk.Files, pending);
        using var reader = written.ReadPayloads();
        return
        [
            SoundChain.DigestLines(written.ReadChain().Lines(), _ => { }, report),
            source!.DigestPayloads(written.ReadChain().Lines(), reader, report),
            SoundChain.DigestHead(written.ReadHead()?.Head),
        ];
    }

    public void Place()
    {
        foreach (var piece in Pieces)
        {
            var (from, to) = (Path.Combine(pending, piece), Path.Combine(folder, piece));
            if (disk.Files.File.Exists(from))
            {
                disk.Files.File.Move(from, to);
            }
            else if (disk.Files.Directory.Exists(from))
            {
                // An empty one may be there.
                if (disk.Files.Directory.Exists(to))
                {
                    disk.Files.Directory.Delete(to);
                }

                disk.Files.Directory.Move(from, to);
            }

            disk.FlushDirectory(folder);
        }
    }

    public void Undo()
    {
        if (!disk.Files.Directory.Exists(pending))
        {
            return;
        }

        foreach (var piece in Pieces.Reverse().Where(piece => !Presence.IsThere(disk.Files, Path.Combine(pending, piece))))
        {
            Remove(Path.Combine(folder, piece));
        }
    }

    public void Clear() => Remove(pending);

    private void Remove(string path)
    {
        if (disk.Files.File.Exists(path))
        {
            disk.Files.File.Delete(path);
        }
        else if (disk.Files.Directory.Exists(path))
        {
            disk.Files.Directory.Delete(path, recursive: true);
        }
    }
}
