using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Drops;

/// <summary>The operating system's own means.</summary>
internal sealed class DiskSync : IDiskSync
{
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
