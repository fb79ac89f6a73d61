using System.Text;

namespace Muutostieto.Drops.Sftp;

/// <summary>Reads one of sftp's streams line by line, within limits: what comes in is the server's.</summary>
internal sealed class SftpAnswer(TextReader reader, SftpErrors errors)
{
    /// <summary>Characters of one answer: a folder of as many files as are looked through, each with a long name.</summary>
    internal const int Largest = 32 * 1024 * 1024;

    /// <summary>Characters of one line.</summary>
    internal const int LongestLine = 16 * 1024;

    private readonly char[] _buffer = new char[4096];
    private int _start;
    private int _end;

    /// <summary>The lines up to the one with the mark, or to the stream's end.</summary>
    /// <exception cref="Records.MuutostietoException">The answer or a line of it is too long.</exception>
    internal async Task<(bool Ended, List<string> Lines)> ReadToMarkAsync(string mark, CancellationToken cancellation)
    {
        var (lines, total) = (new List<string>(), 0);
        while (await ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Contains(mark, StringComparison.Ordinal))
            {
                return (false, lines);
            }

            total += line.Length + 1;
            if (total > Largest)
            {
                throw errors.TooMuch(Largest);
            }

            lines.Add(line);
        }

        return (true, lines);
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await reader.ReadAsync(_buffer, cancellation).ConfigureAwait(false));
                if (_end == 0)
                {
                    return line.Length > 0 ? line.ToString() : null;
                }
            }

            var unread = _buffer.AsSpan(_start, _end - _start);
            var length = unread.IndexOf('\n');
            line.Append(length < 0 ? unread : unread[..length]);
            _start += length < 0 ? unread.Length : length + 1;
            if (line.Length > LongestLine)
            {
                throw errors.TooMuch(Largest);
            }

            if (length >= 0)
            {
                return line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();
            }
        }
    }
}
