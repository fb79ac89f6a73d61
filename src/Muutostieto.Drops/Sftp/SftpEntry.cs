using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// One entry of a remote folder. What is done to it is done to its own name: the library's other ways follow a link to what it points at.
/// </summary>
internal sealed class SftpEntry(ISftpFile file)
{
    public string Name => file.Name;

    public long Bytes => file.Attributes.Size;

    /// <summary>Whether it is a plain file, neither a folder nor a link.</summary>
    public bool IsFile => file.Attributes is { IsRegularFile: true, IsSymbolicLink: false };

    public bool IsFolder => file.Attributes.IsDirectory;

    /// <summary>When it was last written; null when the server does not say.</summary>
    public DateTimeOffset? Modified =>
        file.Attributes.LastWriteTimeUtc is { Year: > 1970 } written ? new DateTimeOffset(written, TimeSpan.Zero) : null;

    public Task DeleteAsync(CancellationToken cancellation) => file.DeleteAsync(cancellation);

    /// <summary>Renames in the same folder; fails when the name is taken.</summary>
    public void Rename(string name) => file.MoveTo(file.FullName[..^file.Name.Length] + name);
}
