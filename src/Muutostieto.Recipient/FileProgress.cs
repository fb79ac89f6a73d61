namespace Muutostieto.Recipient;

/// <summary>How far a file has been read.</summary>
/// <param name="Name">File name without its folder.</param>
/// <param name="Records">Records read so far.</param>
/// <param name="Share">Share of the bytes read, 0 to 1; null where unknown (a zip is read at several positions).</param>
public readonly record struct FileProgress(string Name, long Records, double? Share)
{
    /// <summary>Number of records between two progress reports.</summary>
    public const int Step = 8192;
}
