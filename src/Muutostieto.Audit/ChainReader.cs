using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>
/// Reads the chain line by line through all its segments, without keeping it in memory. Others may append meanwhile: a line that is not yet
/// whole is not read.
/// </summary>
internal sealed class ChainReader(IFileSystem files, string folder)
{
    private const byte LineEnd = (byte)'\n';
    private const int Chunk = 1 << 16;

    /// <summary>
    /// Segments read so far that end with bytes after their last whole line, and how many: of the last one an append that was broken off,
    /// whose caller never got its result.
    /// </summary>
    internal List<(ChainSegment Segment, long Bytes)> Torn { get; } = [];

    /// <summary>The segments in the order in which they are read; each is read when its turn comes.</summary>
    internal IEnumerable<(ChainSegment Segment, IEnumerable<ChainLine> Lines)> Segments() =>
        ChainSegment.All(files, folder).Select(segment => (segment, Read(segment, 0)));

    /// <summary>All lines.</summary>
    internal IEnumerable<ChainLine> Lines() => Segments().SelectMany(segment => segment.Lines);

    /// <summary>The lines after a place; their numbers are counted from it.</summary>
    /// <param name="segment">The number of the first entry of the segment.</param>
    /// <param name="offset">Where a line begins in it, or its end.</param>
    internal IEnumerable<ChainLine> LinesFrom(long segment, long offset) => ChainSegment
        .All(files, folder)
        .Where(one => one.First >= segment)
        .SelectMany(one => Read(one, one.First == segment ? offset : 0));

    /// <summary>One line; null when there is none of that length at that place.</summary>
    internal ChainLine? LineAt(long segment, long offset, int bytes)
    {
        var one = ChainSegment.Of(folder, segment);
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
            ? new ChainLine(one, 1, offset, line)
            : null;
    }

    private IEnumerable<ChainLine> Read(ChainSegment segment, long offset)
    {
        using var file = Open(segment);
        file.Seek(offset, SeekOrigin.Begin);
        var buffer = new byte[Chunk];
        var (start, end, number) = (0, 0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf(LineEnd) + 1;
            if (length > 0)
            {
                yield return new ChainLine(segment, ++number, offset, buffer.AsSpan(start, length).ToArray());
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
            Torn.Add((segment, end));
        }
    }

    // Another process may be appending.
    private FileSystemStream Open(ChainSegment segment) =>
        files.FileStream.New(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}
