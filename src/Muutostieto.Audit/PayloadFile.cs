using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Muutostieto.Audit;

/// <summary>Writes and reads payloads, see <see cref="PayloadHeader"/>. A lookup decompresses the persons' section; those of the groups
/// only when the person is present.</summary>
internal static class PayloadFile
{
    private const int Quality = 5;
    private const int Window = 22;

    /// <summary>The payload of a content.</summary>
    /// <param name="content">Whose data, and which groups.</param>
    /// <param name="user">The X-Road user of an answer of the interface; null when there is none.</param>
    internal static byte[] Write(AuditContent content, string? user = null)
    {
        var sections = new List<byte[]> { Compress(content.Persons.Span) };
        sections.AddRange(content.Groups.Select(group => Compress(group.Bits.Span)));
        var header = new PayloadHeader(
            PayloadHeader.CurrentFormat,
            content.First,
            new PayloadSection(null, content.Count, content.Persons.Length, sections[0].Length),
            [
                .. content.Groups.Select(
                    (group, index) => new PayloadSection(group.Code, group.Count, group.Bits.Length, sections[index + 1].Length)),
            ],
            user);
        using var file = new MemoryStream();
        file.Write(JsonSerializer.SerializeToUtf8Bytes(header, AuditJson.Compact.PayloadHeader));
        file.WriteByte((byte)'\n');
        sections.ForEach(section => file.Write(section));
        return file.ToArray();
    }

    /// <summary>The groups that an entry records for a person.</summary>
    /// <param name="file">The payload, whose hash has been compared.</param>
    /// <param name="person">The surrogate id.</param>
    /// <returns>Codes in their order; null when the person is not there.</returns>
    /// <exception cref="InvalidDataException">It is no payload of a format that this program knows.</exception>
    internal static IReadOnlyList<string>? GroupsOf(ReadOnlySpan<byte> file, long person)
    {
        var header = Required(file, out var sections);
        var place = person - header.First;
        if (place < 0 || place >= header.Persons.Length * 8L)
        {
            return null;
        }

        var persons = Decompress(sections, header.Persons);
        if (!IsSet(persons, (int)place))
        {
            return null;
        }

        sections = sections[header.Persons.Bytes..];
        var rank = CountBefore(persons, (int)place);
        var groups = new List<string>();
        foreach (var group in header.Groups)
        {
            if (IsSet(Decompress(sections, group), rank))
            {
                groups.Add(group.Code!);
            }

            sections = sections[group.Bytes..];
        }

        return groups;
    }

    /// <summary>All persons for which an entry records a group, ascending: who was only named as removed is none.</summary>
    /// <param name="file">The payload, whose hash has been compared.</param>
    /// <exception cref="InvalidDataException">It is no payload of a format that this program knows.</exception>
    internal static IReadOnlyList<long> PersonsOf(ReadOnlySpan<byte> file)
    {
        var header = Required(file, out var sections);
        var bits = Decompress(sections, header.Persons);
        var hasGroup = new byte[(header.Persons.Count + 7) / 8];
        sections = sections[header.Persons.Bytes..];
        foreach (var group in header.Groups)
        {
            var its = Decompress(sections, group);
            for (var at = 0; at < Math.Min(its.Length, hasGroup.Length); at++)
            {
                hasGroup[at] |= its[at];
            }

            sections = sections[group.Bytes..];
        }

        var (persons, rank) = (new List<long>(), 0);
        for (var place = 0L; place < bits.Length * 8L; place++)
        {
            if (IsSet(bits, (int)place) && IsSet(hasGroup, rank++))
            {
                persons.Add(header.First + place);
            }
        }

        return persons;
    }

    private static PayloadHeader Required(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> sections)
    {
        var end = file.IndexOf((byte)'\n');
        var header = end < 0 ? null : Header(file[..end]);
        if (header is not { Format: PayloadHeader.CurrentFormat, Persons: { Length: >= 0, Bytes: >= 0 }, Groups: not null }
            || !header.Groups.All(group => group is { Code: not null, Length: >= 0, Bytes: >= 0 }))
        {
            throw new InvalidDataException("no payload of a format that this program knows");
        }

        sections = file[(end + 1)..];
        return header;
    }

    /// <summary>The X-Road user that a payload names; null when it names none.</summary>
    internal static string? UserOf(ReadOnlySpan<byte> file) =>
        file.IndexOf((byte)'\n') is var end and >= 0 ? Header(file[..end])?.User : null;

    private static PayloadHeader? Header(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Compact.PayloadHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSet(ReadOnlySpan<byte> bits, int place) => (bits[place >> 3] & (1 << (place & 7))) != 0;

    /// <summary>How many bits before a place are set.</summary>
    private static int CountBefore(ReadOnlySpan<byte> bits, int place)
    {
        var count = 0;
        var whole = bits[..(place >> 3)];
        var words = MemoryMarshal.Cast<byte, ulong>(whole);
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        foreach (var rest in whole[(words.Length * sizeof(ulong))..])
        {
            count += BitOperations.PopCount(rest);
        }

        return count + BitOperations.PopCount(bits[place >> 3] & ((1u << (place & 7)) - 1));
    }

    private static byte[] Compress(ReadOnlySpan<byte> bits)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(bits.Length)];
        return BrotliEncoder.TryCompress(bits, compressed, out var length, Quality, Window)
            ? compressed[..length]
            : throw new InvalidOperationException("Compressing took more room than it says it may.");
    }

    private static byte[] Decompress(ReadOnlySpan<byte> sections, PayloadSection section)
    {
        var bits = new byte[section.Length];
        return
            sections.Length >= section.Bytes
            && BrotliDecoder.TryDecompress(sections[..section.Bytes], bits, out var length)
            && length == bits.Length
            ? bits
            : throw new InvalidDataException("a section that cannot be decompressed");
    }
}
