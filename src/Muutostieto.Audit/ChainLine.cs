using System.Security.Cryptography;
using System.Text.Json;

namespace Muutostieto.Audit;

/// <summary>A whole line of the chain.</summary>
/// <param name="Place">Where it is, as messages say it.</param>
/// <param name="Position">Where it is, for its storage.</param>
/// <param name="Bytes">With its line end.</param>
internal sealed record ChainLine(string Place, ChainPosition Position, ReadOnlyMemory<byte> Bytes)
{
    private string? hash;

    /// <summary>SHA-256 of the line, by which the next one names it.</summary>
    internal string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>
    /// Whether it is of an answer of the interface, which shows without reading it as JSON: no other entry names a connection, and in a
    /// text of an entry a quotation mark has a backslash before it. False also for such a line that another program wrote with blanks.
    /// </summary>
    internal bool IsInterface => Bytes.Span.IndexOf("\"connection\":\""u8) >= 0;

    /// <summary>The entry; null when the line is none.</summary>
    internal AuditEntry? Entry()
    {
        try
        {
            return JsonSerializer.Deserialize(Bytes.Span, AuditJson.Compact.AuditEntry) is { } entry && entry.IsWhole() ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
