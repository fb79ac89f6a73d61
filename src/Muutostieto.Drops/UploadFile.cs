namespace Muutostieto.Drops;

/// <summary>A file that a recipient has put into <c>upload/</c>, before it is opened.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Bytes">Its size; null when it is no plain file.</param>
/// <param name="Modified">When it was last written, as the drop says; null when that is not known.</param>
public sealed record UploadFile(string Name, long? Bytes, DateTimeOffset? Modified = null)
{
    /// <summary>A folder with more files is not looked through: its recipient has to clear it.</summary>
    public const int MostInFolder = 100_000;
}
