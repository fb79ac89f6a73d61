using System.Text;

namespace Muutostieto.Records.Model;

/// <summary>
/// Control characters in values: below 20, and 7F to 9F. In files written as Windows-1252 the bytes 80 to 9F were letters and quotes. No
/// form of a delivery has them: each becomes a blank, so that nothing is shifted.
/// </summary>
public static class ControlCharacters
{
    /// <summary>Whether a text of UTF-8 has one.</summary>
    public static bool AreIn(ReadOnlySpan<byte> utf8)
    {
        var at = utf8.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        return at >= 0 && HoldsOne(utf8[at..]);
    }

    /// <summary>Puts a blank in the place of each.</summary>
    public static byte[] Blanked(ReadOnlySpan<byte> utf8)
    {
        var cleaned = new byte[utf8.Length];
        var (from, to) = (0, 0);
        while (from < utf8.Length)
        {
            _ = Rune.DecodeFromUtf8(utf8[from..], out var rune, out var length);
            if (Rune.IsControl(rune))
            {
                cleaned[to++] = (byte)' ';
            }
            else
            {
                utf8.Slice(from, length).CopyTo(cleaned.AsSpan(to));
                to += length;
            }

            from += length;
        }

        return cleaned[..to];
    }

    private static bool HoldsOne(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length; at++)
        {
            if (utf8[at] is < 0x20 or 0x7F || (utf8[at] == 0xC2 && at + 1 < utf8.Length && utf8[at + 1] < 0xA0))
            {
                return true;
            }
        }

        return false;
    }
}
