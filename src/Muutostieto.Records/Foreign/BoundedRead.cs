namespace Muutostieto.Records.Foreign;

/// <summary>
/// Reads what comes from outside as a whole, but never more of it than a limit: what a stream or a zip says of its length may be untrue.
/// </summary>
public static class BoundedRead
{
    /// <summary>All of the stream.</summary>
    /// <exception cref="InvalidDataException">There is more than the limit.</exception>
    public static byte[] All(Stream stream, int limit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var all = new MemoryStream();
        var block = new byte[16 * 1024];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            all.Write(block, 0, read);
            if (all.Length > limit)
            {
                throw new InvalidDataException(FormattableString.Invariant($"more than {limit} bytes"));
            }
        }

        return all.ToArray();
    }

    /// <summary>The lines of a text, ends cut; what is longer than the limit is passed over and costs no memory.</summary>
    public static IEnumerable<string> Lines(TextReader reader, int longest)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (line, isTooLong, any) = (new System.Text.StringBuilder(), false, false);
        var block = new char[4096];
        for (int read; (read = reader.Read(block)) > 0;)
        {
            for (var at = 0; at < read; at++)
            {
                any = true;
                if (block[at] != '\n')
                {
                    isTooLong |= line.Length >= longest + 1;
                    _ = isTooLong ? line : line.Append(block[at]);
                    continue;
                }

                if (!isTooLong && line.ToString().TrimEnd('\r') is { } whole && whole.Length <= longest)
                {
                    yield return whole;
                }

                (isTooLong, any) = (false, false);
                line.Clear();
            }
        }

        if (any && !isTooLong && line.Length <= longest)
        {
            yield return line.ToString();
        }
    }
}
