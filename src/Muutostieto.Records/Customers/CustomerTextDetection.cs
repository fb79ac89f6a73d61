using System.Buffers;
using System.Text;

namespace Muutostieto.Records.Customers;

/// <summary>
/// Finds out in which characters a file is written: one that is UTF-8 throughout is UTF-8, as a text in another set hardly ever is; else it
/// is ISO-8859-1, unless it has bytes that this set has no letter for.
/// </summary>
internal static class CustomerTextDetection
{
    private const int Block = 1 << 16;

    private static ReadOnlySpan<byte> OldWorkbook => [0xD0, 0xCF, 0x11, 0xE0];

    private static ReadOnlySpan<byte> Utf16 => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> Utf16BigEndian => [0xFE, 0xFF];

    internal static CustomerText Of(string name, Stream content, CancellationToken cancellation)
    {
        RequireText(name, content);
        content.Position = 0;
        var (line, control, isUtf8, kept) = (1L, (long?)null, true, 0);
        var block = new byte[Block];
        for (int read; (read = content.Read(block, kept, Block - kept)) > 0 || kept > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = block.AsSpan(0, kept + read);
            control ??= ControlIn(bytes[kept..], line);
            line += bytes[kept..].Count((byte)'\n');
            kept = isUtf8 ? Undecided(bytes, read == 0, out isUtf8) : 0;
            bytes[^kept..].CopyTo(block);
        }

        return isUtf8 ? CustomerText.Utf8
            : control is { } at ? throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}, line {at}: it has a byte that is a letter neither in UTF-8 nor in ISO-8859-1; Windows-1252 has one there. "
                    + "Nothing was matched. Save the file as UTF-8.")
            : CustomerText.Latin1;
    }

    /// <summary>
    /// Refuses what is no text in one of the two sets, by its first bytes: otherwise only a heading would be found missing.
    /// </summary>
    private static void RequireText(string name, Stream content)
    {
        content.Position = 0;
        var block = new byte[Block];
        var first = block.AsSpan(0, content.ReadAtLeast(block, Block, throwOnEndOfStream: false));
        if (first.IsEmpty)
        {
            throw Fault("it is empty", "Send the register");
        }

        if (first.StartsWith(OldWorkbook))
        {
            throw Fault(
                "it is a workbook of the old kind (.xls), or one with a password", "Save it as .xlsx without a password, or as CSV");
        }

        if (first.StartsWith(Utf16) || first.StartsWith(Utf16BigEndian) || first.Contains((byte)0))
        {
            throw Fault("it is UTF-16, or no text", "Save it as CSV in UTF-8");
        }

        MuutostietoException Fault(string what, string remedy) => new(
            FailureKind.Usage, $"{name}, line 1: {what}. Nothing was matched. {remedy}.");
    }

    /// <summary>How many bytes at the end begin a letter that the next block ends.</summary>
    private static int Undecided(ReadOnlySpan<byte> bytes, bool isLast, out bool isUtf8)
    {
        isUtf8 = true;
        for (var at = 0; at < bytes.Length;)
        {
            var next = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
            {
                return 0;
            }

            at += next;
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (status == OperationStatus.NeedMoreData && !isLast)
            {
                return bytes.Length - at;
            }

            if (status != OperationStatus.Done)
            {
                isUtf8 = false;
                return 0;
            }

            at += length;
        }

        return 0;
    }

    /// <summary>The line of the first byte that ISO-8859-1 has for a control character; null when there is none.</summary>
    private static long? ControlIn(ReadOnlySpan<byte> bytes, long line) =>
        bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) is >= 0 and var at ? line + bytes[..at].Count((byte)'\n') : null;
}
