namespace Muutostieto.Deliveries.Drops.Sftp;

/// <summary>One entry of a remote folder.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="IsFile">Whether it is a plain file, neither a folder nor a link.</param>
internal sealed record SftpEntry(long Bytes, bool IsFile);
