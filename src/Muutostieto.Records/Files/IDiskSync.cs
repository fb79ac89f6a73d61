namespace Muutostieto.Records.Files;

/// <summary>Waits until something is on the disk, not only in the system's memory.</summary>
public interface IDiskSync
{
    /// <summary>The content written to an open file.</summary>
    void FlushFile(Stream file);

    /// <summary>The names in a folder: files made, renamed and removed.</summary>
    void FlushDirectory(string path);
}
