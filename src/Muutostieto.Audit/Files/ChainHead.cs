using System.IO.Abstractions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// Where the chain ends: <c>head.json</c>. It spares an append from reading the chain, and is only believed as far as the chain agrees:
/// missing or wrong, it is made anew from the chain. Written in one place and in one write, by the holder of the <see cref="AuditLock"/>.
/// </summary>
/// <param name="Sequence">Number of the last entry; 0 when there is none.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Segment">The number of the first entry of the last segment.</param>
/// <param name="Length">Bytes of that segment up to the end of the last entry.</param>
/// <param name="Last">Bytes of the last entry's line.</param>
/// <param name="IndexBytes">Bytes of <c>index.jsonl</c> that are of entries up to the last.</param>
/// <param name="IndexHash">SHA-256 of them; empty when there are none.</param>
internal sealed record ChainHead(
    [property: JsonPropertyName("seq")] long Sequence, string Hash, long Segment, long Length, int Last, long IndexBytes, string IndexHash)
{
    private const int Room = 512;

    /// <summary>That of an empty chain.</summary>
    internal static ChainHead None { get; } = new(0, AuditEntry.NoHash, 1, 0, 0, 0, "");

    /// <summary>Null when there is none, or none that can be read.</summary>
    internal static ChainHead? Read(IFileSystem files, string folder)
    {
        var path = AuditFolder.Head(folder);
        if (!Presence.IsThere(files, path))
        {
            return null;
        }

        using var file = files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> room = stackalloc byte[Room];
        var read = file.ReadAtLeast(room, Room, throwOnEndOfStream: false);
        try
        {
            return JsonSerializer.Deserialize(room[..read], AuditJson.Compact.ChainHead) is
            { Hash: not null, IndexHash: not null, Sequence: > 0, Segment: > 0, IndexBytes: >= 0 } head
                ? head
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the chain has this entry where the head says it ends. It may have grown since.</summary>
    internal bool Fits(FolderChainReader chain) =>
        chain.LineAt(new ChainPosition(Segment, Length - Last), Last) is { } line
        && line.Hash == Hash
        && line.Entry()?.Sequence == Sequence;

    /// <summary>Replaces the file's content. A killed process leaves the one or the other; after a power cut it may be older.</summary>
    internal void Write(IFileSystem files, string folder)
    {
        var room = new byte[Room];
        room.AsSpan().Fill((byte)' ');
        JsonSerializer.SerializeToUtf8Bytes(this, AuditJson.Compact.ChainHead).CopyTo(room, 0);
        room[^1] = (byte)'\n';
        using var file = PrivateFile.Open(
            files, AuditFolder.Head(folder), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write(room);
    }
}
