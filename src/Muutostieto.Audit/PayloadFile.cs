using System.IO.Abstractions;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Muutostieto.Audit;

/// <summary>Writes and reads payloads, see <see cref="PayloadHeader"/>. A lookup decompresses the persons' section; those of the groups
/// only when the person is present.</summary>
internal static class PayloadFile
{
    private const int Quality = 5;
    private const int Window = 22;

    internal static byte[] Write(AuditContent content)
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
            ]);
        using var file = new MemoryStream();
        file.Write(JsonSerializer.SerializeToUtf8Bytes(header, AuditJson.Compact.PayloadHeader));
        file.WriteByte((byte)'\n');
        sections.ForEach(section => file.Write(section));
        return file.ToArray();
    }

    /// <summary>Reads a payload, and whether it is there and the one that its entry names.</summary>
    internal static bool Matches(IFileSystem files, string path, AuditPayload payload, out byte[] content)
    {
        try
        {
            content = files.File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            content = [];
            return false;
        }

        return content.Length == payload.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == payload.Sha256;
    }

    /// <summary>The groups that a delivery had of a person.</summary>
    /// <param name="file">The payload, whose hash has been compared.</param>
    /// <param name="person">The surrogate id.</param>
    /// <returns>Codes in their order; null when the person is not there.</returns>
    /// <exception cref="InvalidDataException">It is no payload of a format that this program knows.</exception>
    internal static IReadOnlyList<string>? GroupsOf(ReadOnlySpan<byte> file, long person)
    {
        var end = file.IndexOf((byte)'\n');
        var header = end < 0 ? null : Header(file[..end]);
        if (header is not { Format: PayloadHeader.CurrentFormat, Persons: { Length: >= 0, Bytes: >= 0 }, Groups: not null }
            || !header.Groups.All(group => group is { Code: not null, Length: >= 0, Bytes: >= 0 }))
        {
            throw new InvalidDataException("no payload of a format that this program knows");
        }

        var place = person - header.First;
        var sections = file[(end + 1)..];
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
