using System.Security.Cryptography;

namespace Muutostieto.Recipient.Checking;

/// <summary>SHA-256 of files, each read once however many lists name it.</summary>
internal sealed class FileHashes
{
    private readonly Dictionary<string, string> known = [];

    /// <summary>Whether the hash of a file has been asked for.</summary>
    internal bool Has(string path) => known.ContainsKey(Path.GetFullPath(path));

    /// <summary>The hash in lower-case hexadecimal.</summary>
    internal string Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (known.TryGetValue(full, out var hash))
        {
            return hash;
        }

        using var stream = InputFile.Open(full);
        return known[full] = Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
