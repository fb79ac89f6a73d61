using Muutostieto.Records;

namespace Muutostieto.Recipient.Checking;

/// <summary>Judges the files that lie beside a list of names and hashes.</summary>
internal sealed class NeighbourCheck(FileCheck list, FileHashes hashes)
{
    private readonly string folder = Path.GetDirectoryName(list.Path) ?? ".";

    /// <summary>Compares one listed file with what lies there.</summary>
    /// <param name="line">Line of the list; 0 when it has no lines.</param>
    /// <param name="name">Its name in the list.</param>
    /// <param name="bytes">Its size in the list; null when the list gives none.</param>
    /// <param name="sha256">Its hash in the list.</param>
    /// <returns>Its path when it is there and can be looked into.</returns>
    internal string? Check(long line, string name, long? bytes, string sha256)
    {
        if (name.Length == 0 || name is "." or ".." || name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            list.Log.Fault(line, "name", "a name with a folder in it, expected one of a file beside the list. Do not use this list.");
            return null;
        }

        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            list.Log.Fault(line, "missing", $"{name}: missing. Fetch it into the same folder.");
            return null;
        }

        var length = new FileInfo(path).Length;
        if (bytes is { } size && size != length)
        {
            list.Log.Fault(line, "size", $"{name}: {length} bytes, {size} expected. Fetch it again in binary mode.");
        }
        else if (!HashOf(line, name, path).Equals(sha256, StringComparison.OrdinalIgnoreCase))
        {
            list.Log.Fault(
                line,
                "hash",
                $"{name}: another SHA-256 than listed: its content is not what was sent. Fetch it again in binary mode.");
        }

        return length > 0 ? path : null;
    }

    private string HashOf(long line, string name, string path)
    {
        try
        {
            return hashes.Of(path);
        }
        catch (MuutostietoException error)
        {
            list.Log.Fault(line, "unreadable", $"{name}: cannot be read ({error.InnerException?.Message ?? "empty"}).");
            return "";
        }
    }
}
