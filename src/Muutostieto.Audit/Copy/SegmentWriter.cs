using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Copy;

/// <summary>Writes the lines of a chain to a folder that has none, in segments as appending makes them.</summary>
/// <param name="disk">Where the folder is.</param>
/// <param name="folder">The folder.</param>
/// <param name="segmentBytes">From which size on a segment gets no further entry.</param>
internal sealed class SegmentWriter(IDiskSync disk, string folder, long segmentBytes) : IDisposable
{
    private const int Buffer = 1 << 16;
    private FileSystemStream? file;
    private long sequence;
    private long length;

    internal void Write(ChainLine line)
    {
        sequence++;
        if (file is null || length >= segmentBytes)
        {
            Begin();
        }

        file!.Write(line.Bytes.Span);
        length += line.Bytes.Length;
    }

    /// <summary>What was written is on the disk when it returns.</summary>
    internal void Complete()
    {
        if (file is not null)
        {
            disk.FlushFile(file);
            Dispose();
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    private void Begin()
    {
        Complete();
        length = 0;
        var path = AuditFolder.Segment(folder, sequence);
        PrivateFile.CreateFolder(disk.Files, Path.GetDirectoryName(path)!);
        file = PrivateFile.Open(disk.Files, path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, Buffer);
        disk.FlushDirectory(Path.GetDirectoryName(path)!);
    }
}
