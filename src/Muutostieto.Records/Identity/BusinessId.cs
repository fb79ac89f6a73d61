namespace Muutostieto.Records.Identity;

/// <summary>
/// A business id (Y-tunnus): seven digits, a hyphen and a check digit, as <c>9000000-3</c>. Numbers that begin with 9 are given to no
/// company, so that examples have them.
/// </summary>
public readonly record struct BusinessId
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 9;

    private const int Digits = 7;

    private BusinessId(int number) => Number = number;

    /// <summary>The seven digits.</summary>
    public int Number { get; }

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2];

    /// <summary>False also for a number that no check digit fits.</summary>
    public static bool TryParse(string? text, out BusinessId id)
    {
        id = default;
        if (text is not { Length: Length } || text[Digits] != '-' || !char.IsAsciiDigit(text[^1]))
        {
            return false;
        }

        var number = 0;
        for (var i = 0; i < Digits; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            number = (number * 10) + (text[i] - '0');
        }

        if (CheckDigitOf(number) != text[^1] - '0')
        {
            return false;
        }

        id = new BusinessId(number);
        return true;
    }

    /// <summary>As it is written, leading zeros included.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number:0000000}-{CheckDigitOf(Number)}");

    /// <summary>Null for a number of which there is no id: its remainder is 1.</summary>
    private static int? CheckDigitOf(int number)
    {
        var sum = 0;
        for (var i = Digits - 1; i >= 0; i--)
        {
            sum += number % 10 * Weights[i];
            number /= 10;
        }

        return (sum % 11) switch
        {
            0 => 0,
            1 => null,
            var remainder => 11 - remainder,
        };
    }
}
