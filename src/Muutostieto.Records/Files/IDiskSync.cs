using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>
/// The disk on which the service keeps its files: its file system, and how to wait until something is on it, not only in the system's
/// memory.
/// </summary>
public interface IDiskSync
{
    /// <summary>Through which every file of the service is touched.</summary>
    IFileSystem Files { get; }

    /// <summary>The content written to an open file.</summary>
    void FlushFile(Stream file);

    /// <summary>The names in a folder: files made, renamed and removed.</summary>
    void FlushDirectory(string path);
}
