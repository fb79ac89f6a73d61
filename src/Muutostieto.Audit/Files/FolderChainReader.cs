using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Files;

/// <summary>
/// Reads the chain line by line through all its segments, without keeping it in memory. Others may append meanwhile: a line that is not yet
/// whole is not read.
/// </summary>
internal sealed class FolderChainReader(IFileSystem files, string folder) : IChainReader
{
    private const byte LineEnd = (byte)'\n';
    private const int Chunk = 1 << 16;

    /// <summary>
    /// Segments read so far that end with bytes after their last whole line, and how many: of the last one an append that was broken off,
    /// whose caller never got its result.
    /// </summary>
    private readonly List<(ChainSegment Segment, long Bytes)> torn = [];

    private ChainSegment? lastRead;

    public IEnumerable<AuditFinding> Findings => torn
        .Where(one => one.Segment != lastRead)
        .Select(one => new AuditFinding(
            null, one.Segment.Name, $"it ends with {one.Bytes} bytes that are no whole line", "whole entries to its end"));

    public IEnumerable<string> Notes => torn
        .Where(one => one.Segment == lastRead)
        .Select(one =>
            $"{one.Segment.Name} ends with {one.Bytes} bytes that are no whole line: an append was broken off. The next one cuts them "
                + "away.");

    public bool IsTorn => torn.Exists(one => one.Segment == lastRead);

    public IEnumerable<ChainPart> Parts() =>
        ChainSegment.All(files, folder).Select(segment => new ChainPart(segment.First, segment.Name, Read(segment, 0)));

    public IEnumerable<ChainLine> Lines() => Parts().SelectMany(part => part.Lines);

    public IEnumerable<ChainLine>? LinesAfter(ChainLine last) =>
        LineAt(last.Position, last.Bytes.Length)?.Hash == last.Hash
            ? LinesFrom(last.Position with { Offset = last.Position.Offset + last.Bytes.Length })
            : null;

    /// <summary>The lines from a place on; their numbers are counted from it.</summary>
    /// <param name="place">Where a line begins, or the end of a segment.</param>
    internal IEnumerable<ChainLine> LinesFrom(ChainPosition place) => ChainSegment
        .All(files, folder)
        .Where(one => one.First >= place.Segment)
        .SelectMany(one => Read(one, one.First == place.Segment ? place.Offset : 0));

    /// <summary>One line; null when there is none of that length at that place.</summary>
    internal ChainLine? LineAt(ChainPosition place, int bytes)
    {
        var (one, offset) = (ChainSegment.Of(folder, place.Segment), place.Offset);
        if (bytes <= 0 || offset < 0 || !Presence.IsThere(files, one.Path))
        {
            return null;
        }

        using var file = Open(one);
        if (file.Length - bytes < offset)
        {
            return null;
        }

        var line = new byte[bytes];
        file.Seek(offset, SeekOrigin.Begin);
        return file.ReadAtLeast(line, bytes, throwOnEndOfStream: false) == bytes && line.AsSpan().IndexOf(LineEnd) == bytes - 1
            ? new ChainLine(one.Name, place, line)
            : null;
    }

    private IEnumerable<ChainLine> Read(ChainSegment segment, long offset)
    {
        lastRead = segment;
        using var file = Open(segment);
        file.Seek(offset, SeekOrigin.Begin);
        var buffer = new byte[Chunk];
        var (start, end, number, name) = (0, 0, 0, segment.Name);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf(LineEnd) + 1;
            if (length > 0)
            {
                yield return new ChainLine(
                    $"{name} line {++number}", new ChainPosition(segment.First, offset), buffer.AsSpan(start, length).ToArray());
                (start, offset) = (start + length, offset + length);
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = file.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (end > 0)
        {
            torn.Add((segment, end));
        }
    }

    // Another process may be appending.
    private FileSystemStream Open(ChainSegment segment) =>
        files.FileStream.New(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}
