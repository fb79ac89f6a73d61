using System.Security.Cryptography;
using System.Text.Json;

namespace Muutostieto.Audit;

/// <summary>A whole line of the chain's file.</summary>
/// <param name="Number">From 1; in a sound chain the entry's number.</param>
/// <param name="Bytes">With its line end.</param>
internal sealed record ChainLine(int Number, ReadOnlyMemory<byte> Bytes)
{
    private string? hash;

    /// <summary>SHA-256 of the line, by which the next one names it.</summary>
    internal string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

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
