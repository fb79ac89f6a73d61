using System.Buffers.Text;
using System.IO.Abstractions;
using System.Text;
using System.Text.RegularExpressions;

namespace Muutostieto.Extracts.Sampling;

/// <summary>How the file of a key is named and written.</summary>
internal static partial class SeriesKeyFile
{
    internal const string Extension = ".key";
    private const int HashDigits = 16;

    /// <summary>The name of the file of a key that was replaced.</summary>
    internal static string FormerName(string series, string hash) => $"{series}.{hash[..HashDigits]}{Extension}";

    /// <summary>The series and whether the key is the one in use; null for the name of anything else.</summary>
    internal static (string Series, bool IsCurrent)? Parse(string name) =>
        Name().Match(name) is { Success: true } match ? (match.Groups["series"].Value, !match.Groups["former"].Success) : null;

    internal static byte[] TextOf(byte[] key) => Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n");

    /// <summary>The key; null when the file is damaged.</summary>
    internal static byte[]? Read(IFileSystem files, string path)
    {
        var text = files.File.ReadAllText(path).Trim();
        var key = new byte[SeriesKey.Length];
        return Base64.IsValid(text) && Convert.TryFromBase64String(text, key, out var length) && length == key.Length ? key : null;
    }

    [GeneratedRegex(@"^(?<series>[a-z0-9][a-z0-9-]{0,63})(\.(?<former>[0-9a-f]{16}))?\.key\z")]
    private static partial Regex Name();
}
