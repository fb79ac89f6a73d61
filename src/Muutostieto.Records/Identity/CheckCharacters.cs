namespace Muutostieto.Records.Identity;

/// <summary>The check characters that personal identity codes and building codes share: nine digits as one number, modulo 31.</summary>
internal static class CheckCharacters
{
    private static ReadOnlySpan<byte> Table => "0123456789ABCDEFHJKLMNPRSTUVWXY"u8;

    public static byte Of(int nineDigits) => Table[nineDigits % 31];

    /// <summary>The digits as a number, or -1 when one of them is no digit.</summary>
    public static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>Writes the number right-aligned with leading zeros over the whole of <paramref name="digits"/>.</summary>
    public static void Write(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
