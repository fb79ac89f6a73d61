using System.Globalization;

namespace Muutostieto.Records.Identity;

/// <summary>
/// A permanent building code (VTJ-PRT): nine digits and a check character of the same table as in personal identity codes.
/// Codes that begin with 9 are artificial here.
/// </summary>
public readonly record struct BuildingCode
{
    /// <summary>Characters in a code.</summary>
    public const int Length = 10;

    /// <summary>The first number of the artificial series.</summary>
    public const int FirstArtificial = 900_000_000;

    private const int Last = 999_999_999;

    private BuildingCode(int number) => Number = number;

    /// <summary>The nine digits.</summary>
    public int Number { get; }

    public bool IsArtificial => Number >= FirstArtificial;

    /// <exception cref="ArgumentOutOfRangeException">The number has more than nine digits, or is not positive.</exception>
    public static BuildingCode Create(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last);
        return new BuildingCode(number);
    }

    /// <exception cref="FormatException">The text is no building code.</exception>
    public static BuildingCode Parse(string text) =>
        TryParse(text, out var code)
            ? code
            : throw new FormatException("Not a building code: nine digits and their check character were expected.");

    public static bool TryParse(string? text, out BuildingCode code)
    {
        code = default;
        if (text is not { Length: Length })
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        }

        return TryParse(ascii, out code);
    }

    public static bool TryParse(ReadOnlySpan<byte> ascii, out BuildingCode code)
    {
        code = default;
        if (ascii.Length != Length)
        {
            return false;
        }

        var number = CheckCharacters.Number(ascii[..9]);
        if (number <= 0 || CheckCharacters.Of(number) != ascii[9])
        {
            return false;
        }

        code = new BuildingCode(number);
        return true;
    }

    /// <summary>The ten characters; empty for the default value, which is no code.</summary>
    public override string ToString() =>
        Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Number:D9}{(char)CheckCharacters.Of(Number)}");
}
