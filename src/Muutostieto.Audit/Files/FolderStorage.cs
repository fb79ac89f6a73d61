using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// A chain in the files of a folder, which is made when the first entry is appended. Looking takes the lock too, as it makes the index
/// anew where that does not agree with the chain.
/// </summary>
/// <param name="disk">Where the folder is.</param>
/// <param name="folder">The audit folder.</param>
/// <param name="segmentBytes">From which size on a segment gets no further entry.</param>
internal sealed class FolderStorage(IDiskSync disk, string folder, long segmentBytes = FolderChainEnd.SegmentBytes)
    : FolderArchive(disk.Files, folder), IAuditStorage
{
    private readonly string folder = folder;

    public bool IsEmpty => ChainSegment.All(disk.Files, folder).Count == 0;

    public T Look<T>(Func<IChainLook, T> work) => Append(work);

    public T Append<T>(Func<IChainEnd, T> work)
    {
        using var held = AuditLock.Acquire(disk.Files, folder);
        return work(FolderChainEnd.Open(disk, folder, segmentBytes));
    }

    public IReadOnlyList<string> PayloadNames()
    {
        var path = AuditFolder.Payloads(folder);
        return Presence.IsThere(disk.Files, path)
            ? [.. disk.Files.Directory.GetFiles(path, "*.bin").Select(file => $"{PayloadName.Folder}/{Path.GetFileName(file)}")]
            : [];
    }

    public void RemovePayloads(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            disk.Files.File.Delete(Path.Combine(folder, name));
        }
    }
}
