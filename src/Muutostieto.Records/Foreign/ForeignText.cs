using System.Text;
using System.Text.Unicode;

namespace Muutostieto.Records.Foreign;

/// <summary>
/// Text as other people's tools write it: with a byte order mark, in UTF-16 (PowerShell's <c>&gt;</c>), with the end-of-file character 1A
/// of old DOS programs. Every reader of what a recipient writes or passes on reads through this.
/// </summary>
public static class ForeignText
{
    private const byte EndOfFile = 0x1A;

    /// <summary>
    /// The text's bytes without a byte order mark and without blanks, line ends and 1A at its end; UTF-16 becomes UTF-8, other bytes stay
    /// as they are.
    /// </summary>
    public static byte[] Clean(ReadOnlySpan<byte> content)
    {
        var text = content switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => rest.ToArray(),
            [0xFF, 0xFE, .. var rest] => Convert(Encoding.Unicode, rest),
            [0xFE, 0xFF, .. var rest] => Convert(Encoding.BigEndianUnicode, rest),
            [not 0, 0] or [not 0, 0, not 0, 0, ..] => Convert(Encoding.Unicode, content),
            [0, not 0] or [0, not 0, 0, not 0, ..] => Convert(Encoding.BigEndianUnicode, content),
            _ => content.ToArray(),
        };
        var end = text.Length;
        while (end > 0 && (IsWhiteSpace(text[end - 1]) || text[end - 1] == EndOfFile))
        {
            end--;
        }

        return end == text.Length ? text : text[..end];
    }

    /// <summary>As <see cref="Clean"/>; what is no UTF-8 is taken for ISO-8859-1.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> content)
    {
        var text = Clean(content);
        return Utf8.IsValid(text) ? text : Convert(Encoding.Latin1, text);
    }

    /// <summary>Whether there is nothing but blanks and line ends.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhiteSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static byte[] Convert(Encoding from, ReadOnlySpan<byte> content) => Encoding.UTF8.GetBytes(from.GetString(content));
}
