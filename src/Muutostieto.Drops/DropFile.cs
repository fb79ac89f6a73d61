using System.Globalization;

namespace Muutostieto.Drops;

/// <summary>One file to publish.</summary>
/// <param name="Name">The name in the drop: no folder, not hidden, printable ASCII.</param>
/// <param name="LocalPath">The path of the composed file in the outbox.</param>
/// <param name="Bytes">Its size in bytes, as recorded when it was composed.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal, as recorded when it was composed.</param>
public sealed record DropFile(string Name, string LocalPath, long Bytes, string Sha256)
{
    /// <summary>
    /// The claim of the worker that sends the file, where several may: each has hidden names of its own, so that one that was taken for
    /// dead does not put a file of the other in its place when it wakes. Null where one program at a time sends.
    /// </summary>
    public long? Token { get; init; }

    /// <summary>The name under which the file arrives; recipients ignore hidden names.</summary>
    internal string PartName => string.Create(CultureInfo.InvariantCulture, $"{PartStem}{Token}");

    /// <summary>
    /// The hidden name of a damaged file while its good content takes its place, on a server that cannot replace at once. What has this
    /// name and not its own was put aside by us; without it, a name that is gone was fetched and deleted by the recipient.
    /// </summary>
    internal string AsideName => AsideOf(Name);

    private string PartStem => $".{Name}.part";

    /// <summary>Whether an entry of the folder is this file under a hidden name, whichever worker sent it.</summary>
    internal bool IsPart(string entry) => entry.StartsWith(PartStem, StringComparison.Ordinal) && IsNumber(entry.AsSpan(PartStem.Length));

    /// <summary>
    /// Whether it is one that a worker before this one sent: from then on that worker cannot make it visible. What a later one sends is
    /// left alone.
    /// </summary>
    internal bool IsEarlierPart(string entry) =>
        IsPart(entry)
        && (Token is not { } own
            || !long.TryParse(entry.AsSpan(PartStem.Length), CultureInfo.InvariantCulture, out var other)
            || other <= own);

    internal static string AsideOf(string name) => $".{name}.damaged";

    internal bool HasHash(string sha256) => string.Equals(sha256, Sha256, StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
