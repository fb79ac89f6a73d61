using System.Text;

namespace Muutostieto.Records.Identity;

/// <summary>
/// A personal identity code (henkilötunnus): day of birth, century sign, individual number, check character.
/// The sign is part of the identity although it is no part of the check: 010594-9032 and 010594Y9032 are two people, so codes are compared
/// whole. Birth date and sex of a person come from their own groups; a code is not changed when they are corrected late.
/// </summary>
public readonly record struct PersonalIdentityCode : IComparable<PersonalIdentityCode>
{
    /// <summary>Characters in a code.</summary>
    public const int Length = 11;

    private const int FirstArtificial = 900;

    private readonly int dayNumber;
    private readonly short individualNumber;
    private readonly char sign;

    private PersonalIdentityCode(DateOnly birthDate, char sign, int individualNumber)
    {
        dayNumber = birthDate.DayNumber;
        this.sign = sign;
        this.individualNumber = (short)individualNumber;
    }

    /// <summary>The day of birth as the code says it.</summary>
    public DateOnly BirthDate => DateOnly.FromDayNumber(dayNumber);

    public char CenturySign => this.sign;

    /// <summary>002-999; odd for men, even for women.</summary>
    public int IndividualNumber => this.individualNumber;

    /// <summary>Individual numbers 900-999 are never given to a real person: test data.</summary>
    public bool IsArtificial => this.individualNumber >= FirstArtificial;

    /// <summary>The code of that day, sign and number, with its check character.</summary>
    /// <exception cref="ArgumentException">The sign is not one of the day's century.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 2-999.</exception>
    public static PersonalIdentityCode Create(DateOnly birthDate, char sign, int individualNumber)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(individualNumber, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(individualNumber, 999);
        return CenturySigns.Of(birthDate.Year).Contains(sign, StringComparison.Ordinal)
            ? new PersonalIdentityCode(birthDate, sign, individualNumber)
            : throw new ArgumentException("The sign belongs to another century than the day of birth.", nameof(sign));
    }

    /// <exception cref="FormatException">The text is no personal identity code. The message names the fault and never the text.</exception>
    public static PersonalIdentityCode Parse(string text) => Parse(text.AsSpan());

    /// <inheritdoc cref="Parse(string)"/>
    public static PersonalIdentityCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code, out var fault) ? code : throw NoCode(fault);

    /// <inheritdoc cref="Parse(string)"/>
    public static PersonalIdentityCode Parse(ReadOnlySpan<byte> ascii) =>
        TryParse(ascii, out var code, out var fault) ? code : throw NoCode(fault);

    public static bool TryParse(string? text, out PersonalIdentityCode code) => TryParse(text.AsSpan(), out code, out _);

    public static bool TryParse(string? text, out PersonalIdentityCode code, out IdentityCodeFault fault) =>
        TryParse(text.AsSpan(), out code, out fault);

    public static bool TryParse(ReadOnlySpan<char> text, out PersonalIdentityCode code, out IdentityCodeFault fault)
    {
        if (text.Length != Length)
        {
            code = default;
            fault = IdentityCodeFault.Length;
            return false;
        }

        Span<byte> ascii = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        }

        return TryParse(ascii, out code, out fault);
    }

    public static bool TryParse(ReadOnlySpan<byte> ascii, out PersonalIdentityCode code) => TryParse(ascii, out code, out _);

    public static bool TryParse(ReadOnlySpan<byte> ascii, out PersonalIdentityCode code, out IdentityCodeFault fault)
    {
        code = default;
        fault = IdentityCodeFault.Length;
        if (ascii.Length != Length)
        {
            return false;
        }

        fault = IdentityCodeFault.Characters;
        var date = CheckCharacters.Number(ascii[..6]);
        var individualNumber = CheckCharacters.Number(ascii[7..10]);
        if (date < 0 || individualNumber < 0 || !IsCapitalOrDigit(ascii[10]))
        {
            return false;
        }

        if (!IsCapitalOrDigit(ascii[6]) && ascii[6] is not ((byte)'-' or (byte)'+'))
        {
            return false;
        }

        fault = IdentityCodeFault.CenturySign;
        var sign = (char)ascii[6];
        var century = CenturySigns.FirstYear(sign);
        if (century == 0)
        {
            return false;
        }

        fault = IdentityCodeFault.Date;
        var (day, month, year) = (date / 10_000, date / 100 % 100, century + (date % 100));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        fault = IdentityCodeFault.IndividualNumber;
        if (individualNumber < 2)
        {
            return false;
        }

        fault = IdentityCodeFault.CheckCharacter;
        if (CheckCharacters.Of((date * 1000) + individualNumber) != ascii[10])
        {
            return false;
        }

        fault = IdentityCodeFault.None;
        code = new PersonalIdentityCode(new DateOnly(year, month, day), sign, individualNumber);
        return true;
    }

    /// <summary>Writes the 11 characters as ASCII.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        var (year, month, day) = BirthDate;
        var date = (day * 10_000) + (month * 100) + (year % 100);
        CheckCharacters.Write(date, destination[..6]);
        destination[6] = (byte)this.sign;
        CheckCharacters.Write(this.individualNumber, destination[7..10]);
        destination[10] = CheckCharacters.Of((date * 1000) + this.individualNumber);
    }

    /// <summary>The 11 characters; empty for the default value, which is no code.</summary>
    public override string ToString()
    {
        if (this.sign == default)
        {
            return "";
        }

        Span<byte> ascii = stackalloc byte[Length];
        CopyTo(ascii);
        return Encoding.ASCII.GetString(ascii);
    }

    /// <summary>The order of the written codes, character by character: the order of a base delivery.</summary>
    public int CompareTo(PersonalIdentityCode other)
    {
        Span<byte> own = stackalloc byte[Length];
        Span<byte> others = stackalloc byte[Length];
        CopyTo(own);
        other.CopyTo(others);
        return own.SequenceCompareTo(others);
    }

    public static bool operator <(PersonalIdentityCode left, PersonalIdentityCode right) => left.CompareTo(right) < 0;

    public static bool operator <=(PersonalIdentityCode left, PersonalIdentityCode right) => left.CompareTo(right) <= 0;

    public static bool operator >(PersonalIdentityCode left, PersonalIdentityCode right) => left.CompareTo(right) > 0;

    public static bool operator >=(PersonalIdentityCode left, PersonalIdentityCode right) => left.CompareTo(right) >= 0;

    private static bool IsCapitalOrDigit(byte character) => character is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z');

    private static FormatException NoCode(IdentityCodeFault fault) => new($"Not a personal identity code: {fault}.");
}
