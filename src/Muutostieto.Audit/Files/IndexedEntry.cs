using System.Text.Json.Serialization;

namespace Muutostieto.Audit.Files;

/// <summary>
/// A line of <c>index.jsonl</c>: where an entry is that may be looked for again, that is every one but those of the interface.
/// </summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Segment">The number of the first entry of its segment.</param>
/// <param name="Offset">Where its line begins in the segment.</param>
/// <param name="Bytes">The length of its line.</param>
/// <param name="Kind">What it records.</param>
/// <param name="At">As the entry says.</param>
/// <param name="HasPersons">Whether it has persons in a file of its own.</param>
/// <param name="Name">Of a delivery its key, of an answer its permit and file, of a restore that word; else null.</param>
/// <param name="Purge">Of a purge what was removed; else null.</param>
internal sealed record IndexedEntry(
    [property: JsonPropertyName("seq")] long Sequence,
    long Segment,
    long Offset,
    int Bytes,
    AuditEntryKind Kind,
    DateTimeOffset At,
    bool HasPersons,
    string? Name,
    AuditPurge? Purge)
{
    internal static IndexedEntry Of(AuditEntry entry, ChainLine line) => new(
        entry.Sequence,
        line.Position.Segment,
        line.Position.Offset,
        line.Bytes.Length,
        entry.Kind,
        entry.At,
        entry.Payload is { Offset: null },
        EntryName.Of(entry),
        entry.Purge);
}
