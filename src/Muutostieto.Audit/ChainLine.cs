using System.Security.Cryptography;
using System.Text.Json;

namespace Muutostieto.Audit;

/// <summary>A whole line of one of the chain's files.</summary>
/// <param name="Segment">The file.</param>
/// <param name="Number">From 1 in the file.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Bytes">With its line end.</param>
internal sealed record ChainLine(ChainSegment Segment, int Number, long Offset, ReadOnlyMemory<byte> Bytes)
{
    private string? hash;

    /// <summary>SHA-256 of the line, by which the next one names it.</summary>
    internal string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Where the next line begins.</summary>
    internal long End => Offset + Bytes.Length;

    internal string Place => $"{Segment.Name} line {Number}";

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
