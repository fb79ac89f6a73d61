using System.Text;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Fixed;

/// <summary>Puts UTF-8 values into slots of ISO-8859-1. Counts what it had to change.</summary>
internal sealed class FixedTextEncoder
{
    internal long Transliterated { get; private set; }

    internal long Shortened { get; private set; }

    internal long Cleaned { get; private set; }

    /// <summary>How many characters a text of UTF-8 is, each of which takes one byte of ISO-8859-1.</summary>
    internal static int CharacterCount(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
        {
            count += (unit & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Writes a text left aligned and filled with spaces.</summary>
    /// <returns>Whether a letter had to be replaced.</returns>
    internal bool EncodeText(ReadOnlySpan<byte> utf8, Span<byte> slot)
    {
        if (utf8.Length <= slot.Length && Ascii.IsValid(utf8) && !utf8.ContainsAnyInRange((byte)0, (byte)0x1F) && !utf8.Contains((byte)'|'))
        {
            utf8.CopyTo(slot);
            slot[utf8.Length..].Fill((byte)' ');
            return utf8.Contains((byte)0x7F) && Clean(slot);
        }

        return EncodeSlowly(utf8, slot);
    }

    /// <summary>Writes a code, number, date or identity code, which must fit; a number is padded with zeros before it.</summary>
    internal static void EncodeCode(ReadOnlySpan<byte> utf8, Span<byte> slot, byte fill, string field, GroupSpec? group)
    {
        if (utf8.IsEmpty)
        {
            slot.Fill(fill);
            return;
        }

        if (!Ascii.IsValid(utf8) || utf8.Length > slot.Length)
        {
            // A code of Latin-1 letters (stairs Ä) is rare and legal; what is longer than the field is not.
            if (CharacterCount(utf8) > slot.Length)
            {
                throw new FormatException($"{Place(group)}{field}: {CharacterCount(utf8)} characters, expected {slot.Length} at most");
            }

            EncodeExactOr(utf8, slot, $"{Place(group)}{field}");
            return;
        }

        var padding = slot.Length - utf8.Length;
        if (fill == (byte)'0' && group is not null)
        {
            if (padding > 0 && slot.Length == 8)
            {
                throw new FormatException($"{Place(group)}{field}: {utf8.Length} characters, expected 8 (VVVVKKPP)");
            }

            slot[..padding].Fill((byte)'0');
            utf8.CopyTo(slot[padding..]);
            return;
        }

        utf8.CopyTo(slot);
        slot[utf8.Length..].Fill((byte)' ');
    }

    /// <summary>Writes a text of exactly the slot's width, all of whose letters the character set has.</summary>
    internal static void EncodeExact(ReadOnlySpan<byte> utf8, Span<byte> slot) => EncodeExactOr(utf8, slot, "line");

    private static string Place(GroupSpec? group) => group is null ? "header, " : $"group {group}, ";

    private static void EncodeExactOr(ReadOnlySpan<byte> utf8, Span<byte> slot, string place)
    {
        var at = 0;
        foreach (var rune in EnumerateRunes(utf8))
        {
            slot[at++] =
                rune.Value <= 0xFF ? (byte)rune.Value : throw new FormatException($"{place}: a letter that ISO-8859-1 does not have");
        }

        slot[at..].Fill((byte)' ');
    }

    private bool EncodeSlowly(ReadOnlySpan<byte> utf8, Span<byte> slot)
    {
        var at = 0;
        bool replaced = false, cleaned = false, cut = false;
        foreach (var rune in EnumerateRunes(utf8))
        {
            if (rune.Value is < 0x20 or (>= 0x7F and <= 0x9F) or '|')
            {
                cleaned = true;
                Put(" ", slot, ref at, ref cut);
            }
            else if (rune.Value <= 0xFF)
            {
                if (at < slot.Length)
                {
                    slot[at++] = (byte)rune.Value;
                }
                else
                {
                    cut = true;
                }
            }
            else if (Transliteration.IsCombiningMark(rune) && cut)
            {
                // A mark belongs to the letter before it, which was cut, and not to the last one that had room.
            }
            else if (Transliteration.IsCombiningMark(rune) && at > 0)
            {
                // A letter and its mark apart: put together where ISO-8859-1 has the two as one, else the mark is left out.
                if (Transliteration.Compose(slot[at - 1], rune) is { } composed)
                {
                    slot[at - 1] = composed;
                }
                else
                {
                    replaced = true;
                }
            }
            else
            {
                replaced = true;
                Put(Transliteration.Of(rune), slot, ref at, ref cut);
            }
        }

        slot[at..].Fill((byte)' ');
        Transliterated += replaced ? 1 : 0;
        Cleaned += cleaned ? 1 : 0;
        Shortened += cut ? 1 : 0;
        return replaced;
    }

    private bool Clean(Span<byte> slot)
    {
        slot.Replace((byte)0x7F, (byte)' ');
        Cleaned++;
        return false;
    }

    private static void Put(string letters, Span<byte> slot, ref int at, ref bool cut)
    {
        foreach (var letter in letters)
        {
            if (at == slot.Length)
            {
                cut = true;
                return;
            }

            slot[at++] = (byte)letter;
        }
    }

    private static RuneSequence EnumerateRunes(ReadOnlySpan<byte> utf8) => new(utf8);

    private ref struct RuneSequence(ReadOnlySpan<byte> utf8)
    {
        private ReadOnlySpan<byte> rest = utf8;

        public Rune Current { get; private set; }

        public readonly RuneSequence GetEnumerator() => this;

        public bool MoveNext()
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            // Malformed UTF-8 gives U+FFFD, which is transliterated as any letter that has no likeness.
            _ = Rune.DecodeFromUtf8(rest, out var rune, out var consumed);
            Current = rune;
            rest = rest[consumed..];
            return true;
        }
    }
}
