using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>Splits a stream into lines with bounded memory: lines end with CR LF, LF, or where the file does.</summary>
internal sealed class LineReader(Stream stream, int longestLine = LineReader.DefaultLongest)
{
    /// <summary>Longer than any record of 99 groups could be.</summary>
    internal const int DefaultLongest = 64 * 1024;

    private byte[] buffer = new byte[128 * 1024];
    private int start;
    private int end;
    private bool ended;

    internal LineEnd LineEnd { get; private set; }

    /// <summary>Number of the line last read, from 1.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <exception cref="MuutostietoException">A line is longer than any record can be: this is another kind of file.</exception>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var unread = buffer.AsSpan(start, end - start);
            var at = unread[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                at += searched;
                line = unread[..at];
                start += at + 1;
                LineNumber++;
                LineEnd = line is [.., (byte)'\r'] ? LineEnd.CrLf : LineEnd.Lf;
                line = LineEnd == LineEnd.CrLf ? line[..^1] : line;
                return true;
            }

            searched = unread.Length;
            if (ended)
            {
                line = unread;
                start = end;
                LineEnd = LineEnd.None;
                LineNumber += line.IsEmpty ? 0 : 1;
                return !line.IsEmpty;
            }

            if (searched > longestLine)
            {
                throw new MuutostietoException(
                    FailureKind.Fault,
                    $"line {LineNumber + 1}: more than {longestLine} bytes without a line end; expected a file of records");
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
    }
}
