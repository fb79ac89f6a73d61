using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// The entries that are looked for again when others are appended, so that the chain need not be read for it: <c>index.jsonl</c>. It is
/// complete, or it has not the hash that <see cref="ChainHead"/> names, and is then made anew from the chain; what it finds is read in the
/// chain.
/// </summary>
internal sealed class AuditIndex
{
    private const byte LineEnd = (byte)'\n';
    private readonly byte[] bytes;

    private AuditIndex(byte[] bytes) => this.bytes = bytes;

    internal static AuditIndex Empty { get; } = new([]);

    /// <summary>Of what there is, the part that the head names; null when it is not there or another.</summary>
    internal static AuditIndex? Read(IFileSystem files, string folder, ChainHead head)
    {
        if (head.IndexBytes == 0)
        {
            return Empty;
        }

        var path = AuditFolder.Index(folder);
        if (!Presence.IsThere(files, path))
        {
            return null;
        }

        using var file = files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length < head.IndexBytes)
        {
            return null;
        }

        var bytes = new byte[head.IndexBytes];
        file.ReadExactly(bytes);
        return HashOf(bytes) == head.IndexHash ? new AuditIndex(bytes) : null;
    }

    /// <summary>Adds entries durably.</summary>
    /// <returns>The index with them, and the head that names it.</returns>
    internal (AuditIndex Index, ChainHead Head) Add(IReadOnlyList<IndexedEntry> entries, ChainHead head, IDiskSync disk, string folder)
    {
        using var added = new MemoryStream();
        foreach (var entry in entries)
        {
            JsonSerializer.Serialize(added, entry, AuditJson.Compact.IndexedEntry);
            added.WriteByte(LineEnd);
        }

        var path = AuditFolder.Index(folder);
        var isNew = !disk.Files.File.Exists(path);
        using (var file = PrivateFile.Open(disk.Files, path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            // What follows is of an append that was broken off before its head was written.
            file.SetLength(bytes.Length);
            file.Seek(0, SeekOrigin.End);
            file.Write(added.ToArray());
            disk.FlushFile(file);
        }

        if (isNew)
        {
            disk.FlushDirectory(folder);
        }

        var index = new AuditIndex([.. bytes, .. added.ToArray()]);
        return (index, head with { IndexBytes = index.bytes.Length, IndexHash = HashOf(index.bytes) });
    }

    /// <summary>All entries, in their order.</summary>
    internal IEnumerable<IndexedEntry> Entries() => Having([]);

    /// <summary>All purges, in their order.</summary>
    internal IEnumerable<IndexedEntry> Purges() => Having("\"kind\":\"purge\""u8.ToArray());

    /// <summary>The entries of a name, the last first.</summary>
    internal IEnumerable<IndexedEntry> Named(AuditEntryKind kind, string name)
    {
        // Most lines are of others, which shows without reading them as JSON.
        var text = JsonSerializer.SerializeToUtf8Bytes(name, AuditJson.Compact.String);
        return Having([.. "\"name\":"u8, .. text]).Where(entry => entry.Kind == kind && entry.Name == name).Reverse();
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private IEnumerable<IndexedEntry> Having(byte[] mark)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf(LineEnd) + 1;
            var line = bytes.AsMemory(start, length);
            start += length;
            if (line.Span.IndexOf(mark) >= 0)
            {
                yield return JsonSerializer.Deserialize(line.Span, AuditJson.Compact.IndexedEntry)!;
            }
        }
    }
}
