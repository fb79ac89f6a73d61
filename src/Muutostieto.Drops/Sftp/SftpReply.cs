namespace Muutostieto.Drops.Sftp;

/// <summary>What sftp said to one command.</summary>
/// <param name="Output">Lines of its standard output, without the echo of the command.</param>
/// <param name="Errors">Lines of its standard error; none means that the command did what it should.</param>
internal sealed record SftpReply(IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
