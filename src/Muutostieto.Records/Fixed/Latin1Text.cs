using System.Text;

namespace Muutostieto.Records.Fixed;

/// <summary>A text in the letters of ISO-8859-1, as the fixed-width form writes it, but not in a slot of a width.</summary>
public static class Latin1Text
{
    /// <summary>The most letters of ISO-8859-1 that one letter is written as.</summary>
    private const int MostLetters = 4;

    /// <summary>Replaces the letters that ISO-8859-1 lacks; a text in its letters is given back as it is.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var slot = new byte[FixedTextEncoder.CharacterCount(utf8) * MostLetters];
        _ = new FixedTextEncoder().EncodeText(utf8, slot);
        return Encoding.Latin1.GetString(slot.AsSpan().TrimEnd((byte)' '));
    }
}
