using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>The chain's file: read as whole lines, and only ever appended to, by the holder of the <see cref="AuditLock"/>.</summary>
internal sealed class ChainFile
{
    private const byte LineEnd = (byte)'\n';
    private readonly IFileSystem files;
    private readonly string path;

    private ChainFile(IFileSystem files, string path, IReadOnlyList<ChainLine> lines, int torn) =>
        (this.files, this.path, Lines, Torn) = (files, path, lines, torn);

    internal IReadOnlyList<ChainLine> Lines { get; }

    /// <summary>Number of bytes after the last whole line: an interrupted append. The caller never got its result, so the step that it
    /// records was not done.</summary>
    internal int Torn { get; }

    /// <summary>The last entry; null when there is none.</summary>
    internal AuditHead? Head => Lines.Count == 0 ? null : new AuditHead(LastSequence(), Lines[^1].Hash);

    /// <summary>Reads what is there; nothing when there is no file.</summary>
    internal static ChainFile Read(IFileSystem files, string folder)
    {
        var path = AuditFolder.Chain(folder);
        ReadOnlyMemory<byte> bytes = Presence.IsThere(files, path) ? ReadAll(files, path) : Array.Empty<byte>();
        var lines = new List<ChainLine>();
        while (bytes.Span.IndexOf(LineEnd) is var end and >= 0)
        {
            lines.Add(new ChainLine(lines.Count + 1, bytes[..(end + 1)]));
            bytes = bytes[(end + 1)..];
        }

        return new ChainFile(files, path, lines, bytes.Length);
    }

    internal bool HasDelivery => Lines.Any(line => line.Bytes.Span.IndexOf("\"delivery\":{"u8) >= 0);

    /// <summary>The last entry of a delivery; null when there is none.</summary>
    internal (ChainLine Line, AuditEntry Entry)? Find(AuditedDelivery delivery)
    {
        // Most lines are of others, which shows without reading them as JSON.
        var mark = System.Text.Encoding.UTF8.GetBytes(
            FormattableString.Invariant(
                $"\"delivery\":{{\"permit\":\"{delivery.Permit}\",\"kind\":\"{delivery.Kind}\",\"number\":{delivery.Number},"));
        for (var line = Lines.Count - 1; line >= 0; line--)
        {
            if (Lines[line].Bytes.Span.IndexOf(mark) >= 0 && Lines[line].Entry() is { } entry)
            {
                return (Lines[line], entry);
            }
        }

        return null;
    }

    /// <summary>Appends an entry durably, after whatever broke off has been cut away.</summary>
    /// <param name="entry">Makes the entry of a number and the hash of the one before.</param>
    /// <param name="disk">Makes it durable.</param>
    internal AuditHead Append(Func<long, string, AuditEntry> entry, IDiskSync disk)
    {
        var head = Head;
        var added = new ChainLine(Lines.Count + 1, entry((head?.Sequence ?? 0) + 1, head?.Hash ?? AuditEntry.NoHash).ToLine());
        var isNew = !files.File.Exists(path);
        using (var file = PrivateFile.Open(files, path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.SetLength(file.Length - Torn);
            file.Seek(0, SeekOrigin.End);
            file.Write(added.Bytes.Span);
            disk.FlushFile(file);
        }

        if (isNew)
        {
            disk.FlushDirectory(Path.GetDirectoryName(path)!);
        }

        return new AuditHead((head?.Sequence ?? 0) + 1, added.Hash);
    }

    private long LastSequence() => Lines[^1].Entry()?.Sequence
        ?? throw new MuutostietoException(
            FailureKind.Integrity,
            $"{path}: its last line is no entry, and nothing can be appended to it. Keep a copy, verify the chain, and restore the audit "
                + "folder from a backup.")
        {
            Remedy = new VerifyChain(),
        };

    private static byte[] ReadAll(IFileSystem files, string path)
    {
        // Another process may be appending: what it has not finished is no whole line yet.
        using var file = files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        return bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).ToArray();
    }
}
