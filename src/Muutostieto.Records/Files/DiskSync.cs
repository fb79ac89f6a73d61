using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>The operating system's own means.</summary>
public sealed class DiskSync : IDiskSync
{
    public IFileSystem Files { get; } = new FileSystem();

    public void FlushFile(Stream file)
    {
        switch (file)
        {
            case FileStream onDisk:
                onDisk.Flush(flushToDisk: true);
                break;
            case FileSystemStream onDisk:
                onDisk.Flush(flushToDisk: true);
                break;
            default:
                file.Flush();
                break;
        }
    }

    public void FlushDirectory(string path) => FolderFlush.Flush(path);
}
