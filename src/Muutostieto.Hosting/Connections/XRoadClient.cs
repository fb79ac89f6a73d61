namespace Muutostieto.Hosting.Connections;

/// <summary>
/// Who asks, as the security server says in the header X-Road-Client: instance, class and code of the member, and its subsystem, with
/// slashes between them and each percent-encoded. Two are the same when their decoded parts are, letter by letter.
/// </summary>
internal sealed class XRoadClient : IEquatable<XRoadClient>
{
    private const int LongestPart = 255;
    private const string NotInParts = "/\\:;%";

    private readonly string[] parts;

    private XRoadClient(string[] parts) => this.parts = parts;

    /// <summary>Null when the text has another form.</summary>
    public static XRoadClient? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length is not (3 or 4))
        {
            return null;
        }

        for (var index = 0; index < parts.Length; index++)
        {
            if (Decoded(parts[index]) is not { } part)
            {
                return null;
            }

            parts[index] = part;
        }

        return new XRoadClient(parts);
    }

    public bool Equals(XRoadClient? other) => other is not null && parts.AsSpan().SequenceEqual(other.parts);

    public override bool Equals(object? obj) => Equals(obj as XRoadClient);

    public override int GetHashCode() => parts.Aggregate(0, HashCode.Combine);

    private static string? Decoded(string part)
    {
        for (var at = part.IndexOf('%', StringComparison.Ordinal); at >= 0; at = part.IndexOf('%', at + 1))
        {
            if (at + 2 >= part.Length || !char.IsAsciiHexDigit(part[at + 1]) || !char.IsAsciiHexDigit(part[at + 2]))
            {
                return null;
            }
        }

        var decoded = Uri.UnescapeDataString(part);
        return decoded.Length is 0 or > LongestPart || decoded.Any(letter => char.IsControl(letter) || NotInParts.Contains(letter))
            || char.IsWhiteSpace(decoded[0]) || char.IsWhiteSpace(decoded[^1]) || decoded.Contains('\uFFFD', StringComparison.Ordinal)
            ? null
            : decoded;
    }
}
