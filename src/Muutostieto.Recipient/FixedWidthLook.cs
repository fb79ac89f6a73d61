using Muutostieto.Records.Fixed;

namespace Muutostieto.Recipient;

/// <summary>
/// Whether a file looks like one of records in fixed width, however damaged: a text of another kind would have faults in every line, and
/// none of them would say what it is.
/// </summary>
internal static class FixedWidthLook
{
    private const int Lines = 10;
    private const int Bytes = 1 << 17;
    private const int HeaderLength = 26;
    private const int BirthDigits = 6;

    /// <summary>Looks at the first lines, and leaves the stream at its beginning.</summary>
    internal static bool Fits(Stream stream)
    {
        var buffer = new byte[Bytes];
        ReadOnlySpan<byte> text = buffer.AsSpan(0, stream.ReadAtLeast(buffer, Bytes, throwOnEndOfStream: false));
        stream.Position = 0;
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        for (var lines = 0; lines < Lines && !text.IsEmpty;)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (lines == 0 && end < 0 && text.Length > Bytes / 2)
            {
                // A line without an end: the reader says that of it.
                return true;
            }

            var line = (end < 0 ? text : text[..end]).TrimStart(" \t"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            lines++;
            if (Envelope.IsEnvelope(line)
                || (line.Length > HeaderLength && line[HeaderLength] == '|')
                || (line.Length > BirthDigits && !line[..BirthDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            {
                return true;
            }
        }

        return false;
    }
}
