namespace Muutostieto.Drops.Sftp;

/// <summary>One entry of a remote folder.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="IsFile">Whether it is a plain file, neither a folder nor a link.</param>
internal sealed record SftpEntry(long Bytes, bool IsFile)
{
    /// <summary>When it was last written, at the end of that minute or day; null when it was not asked for or cannot be read.</summary>
    public DateTimeOffset? Modified { get; init; }
}
