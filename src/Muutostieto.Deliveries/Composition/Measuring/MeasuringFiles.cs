using System.IO.Abstractions;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>The files of a <see cref="MeasuringDisk"/>: every folder is there, and what no form asks for is missing.</summary>
internal sealed class MeasuringFiles : FileSystemBase
{
    private readonly Dictionary<string, MemoryStream> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    internal MeasuringFiles() =>
        (File, Directory, FileStream) = (new MeasuredFiles(this), new MeasuredFolders(this), new MeasuredStreams(this));

    public override IFile File { get; }

    public override IDirectory Directory { get; }

    public override IFileStreamFactory FileStream { get; }

    public override IPath Path => throw new NotSupportedException();

    public override IFileInfoFactory FileInfo => throw new NotSupportedException();

    public override IFileVersionInfoFactory FileVersionInfo => throw new NotSupportedException();

    public override IDirectoryInfoFactory DirectoryInfo => throw new NotSupportedException();

    public override IDriveInfoFactory DriveInfo => throw new NotSupportedException();

    public override IRandomAccess RandomAccess => throw new NotSupportedException();

    public override IFileSystemWatcherFactory FileSystemWatcher => throw new NotSupportedException();

    /// <summary>Opens a new file.</summary>
    internal FileSystemStream Create(string path, FileAccess access)
    {
        if (access == FileAccess.Write && System.IO.Path.GetDirectoryName(path) == MeasuringDisk.Folder)
        {
            return new MeasuredStream(Stream.Null, path);
        }

        var content = new MemoryStream();
        lock (gate)
        {
            kept[path] = content;
        }

        return new MeasuredStream(content, path);
    }

    /// <summary>Opens a file that has been closed.</summary>
    internal FileSystemStream Read(string path)
    {
        lock (gate)
        {
            return kept.TryGetValue(path, out var content) && content.TryGetBuffer(out var bytes)
                ? new MeasuredStream(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), path)
                : throw new FileNotFoundException("A measured delivery has no such file.", path);
        }
    }

    /// <summary>Forgets the files of a folder.</summary>
    internal void Remove(string folder)
    {
        lock (gate)
        {
            foreach (var path in kept.Keys.Where(path => System.IO.Path.GetDirectoryName(path) == folder).ToList())
            {
                kept.Remove(path);
            }
        }
    }
}
