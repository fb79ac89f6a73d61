namespace Muutostieto.Drops;

/// <summary>One file to publish.</summary>
/// <param name="Name">The name in the drop: no folder, not hidden, printable ASCII.</param>
/// <param name="LocalPath">The path of the composed file in the outbox.</param>
/// <param name="Bytes">Its size in bytes, as recorded when it was composed.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal, as recorded when it was composed.</param>
public sealed record DropFile(string Name, string LocalPath, long Bytes, string Sha256)
{
    /// <summary>The name under which the file arrives; recipients ignore hidden names.</summary>
    internal string PartName => $".{Name}.part";

    /// <summary>
    /// The hidden name of a damaged file while its good content takes its place, on a server that cannot replace at once. What has this
    /// name and not its own was put aside by us; without it, a name that is gone was fetched and deleted by the recipient.
    /// </summary>
    internal string AsideName => AsideOf(Name);

    internal static string AsideOf(string name) => $".{name}.damaged";

    internal bool HasHash(string sha256) => string.Equals(sha256, Sha256, StringComparison.OrdinalIgnoreCase);
}
