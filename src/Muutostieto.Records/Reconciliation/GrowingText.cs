namespace Muutostieto.Records.Reconciliation;

/// <summary>UTF-8 that is written at its end and can be cut back.</summary>
internal sealed class GrowingText
{
    private byte[] bytes = new byte[4096];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    internal void CutAt(int length) => Length = length;

    internal void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    /// <summary>Writes letters of ISO-8859-1, which in UTF-8 are one or two bytes.</summary>
    internal void WriteLatin1(ReadOnlySpan<byte> letters)
    {
        var room = Room(letters.Length * 2);
        var at = 0;
        foreach (var letter in letters)
        {
            if (letter < 0x80)
            {
                room[at++] = letter;
            }
            else
            {
                room[at++] = (byte)(0xC0 | (letter >> 6));
                room[at++] = (byte)(0x80 | (letter & 0x3F));
            }
        }

        Length += at;
    }

    private Span<byte> Room(int length)
    {
        if (Length + length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(Length + length, bytes.Length * 2));
        }

        return bytes.AsSpan(Length);
    }
}
