using System.Globalization;

namespace Muutostieto.Records.Dates;

/// <summary>
/// A date as the register has it: eight digits VVVVKKPP of which the day, or the month and the day, may be unknown (00), or none at all, or
/// "until further notice". Every accepted form is kept as it came: <see cref="ToFixed"/> gives the same eight digits.
/// <para>
/// Order: undefined first, open last; a year comes before its months and a month before its days, as its earliest possible day would, or
/// earlier. So the order never says that one of two overlapping dates was the later one in reality.
/// </para>
/// </summary>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    /// <summary>Digits in the fixed-width form.</summary>
    public const int Length = 8;

    private const int OpenDigits = 9999_00_00;
    private const int OldUndefinedDigits = 0000_01_01;

    private readonly int digits;

    private PartialDate(int digits) => this.digits = digits;

    /// <summary>No date, written 00000000; also the default value.</summary>
    public static PartialDate Undefined => default;

    /// <summary>Until further notice, written 99990000.</summary>
    public static PartialDate Open => new(OpenDigits);

    public PartialDateKind Kind => this.digits switch
    {
        0 or OldUndefinedDigits => PartialDateKind.Undefined,
        OpenDigits => PartialDateKind.Open,
        _ when this.digits % 10_000 == 0 => PartialDateKind.Year,
        _ when this.digits % 100 == 0 => PartialDateKind.Month,
        _ => PartialDateKind.Day,
    };

    /// <summary>The whole date, or null when a part of it is not known.</summary>
    public DateOnly? Day =>
        Kind == PartialDateKind.Day ? new DateOnly(this.digits / 10_000, this.digits / 100 % 100, this.digits % 100) : null;

    /// <summary>The first day that it may mean; null when it is undefined or open.</summary>
    public DateOnly? Earliest => Kind switch
    {
        PartialDateKind.Year => new DateOnly(this.digits / 10_000, 1, 1),
        PartialDateKind.Month => new DateOnly(this.digits / 10_000, this.digits / 100 % 100, 1),
        _ => Day,
    };

    /// <summary>The last day that it may mean; null when it is undefined or open.</summary>
    public DateOnly? Latest => Kind switch
    {
        PartialDateKind.Year => new DateOnly(this.digits / 10_000, 12, 31),
        PartialDateKind.Month => new DateOnly(
            this.digits / 10_000,
            this.digits / 100 % 100,
            DateTime.DaysInMonth(this.digits / 10_000, this.digits / 100 % 100)),
        _ => Day,
    };

    public static PartialDate From(DateOnly day) => new((day.Year * 10_000) + (day.Month * 100) + day.Day);

    /// <exception cref="FormatException">The text is not eight digits of a possible date.</exception>
    public static PartialDate Parse(string text) =>
        TryParse(text, out var date)
            ? date
            : throw new FormatException("Not a date: eight digits VVVVKKPP were expected, with 00 for an unknown month or day.");

    public static bool TryParse(string? text, out PartialDate date) => TryParse(text.AsSpan(), out date);

    public static bool TryParse(ReadOnlySpan<char> text, out PartialDate date)
    {
        date = default;
        if (text.Length != Length)
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
        {
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        }

        return TryParse(ascii, out date);
    }

    public static bool TryParse(ReadOnlySpan<byte> ascii, out PartialDate date)
    {
        date = default;
        if (ascii.Length != Length)
        {
            return false;
        }

        var digits = 0;
        foreach (var digit in ascii)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            digits = (digits * 10) + (digit - '0');
        }

        if (!IsPossible(digits))
        {
            return false;
        }

        date = new PartialDate(digits);
        return true;
    }

    /// <summary>Reads what <see cref="ToIso"/> writes: 1966-05-12, 1966-05, 1971, 9999 for open, nothing for undefined.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static PartialDate FromIso(string text) =>
        TryFromIso(text, out var date)
            ? date
            : throw new FormatException("Not a date: YYYY-MM-DD, YYYY-MM, YYYY, 9999 (until further notice) or nothing was expected.");

    /// <inheritdoc cref="FromIso"/>
    public static bool TryFromIso(string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var separated = text.Length is 4 || (text.Length is 7 or 10 && text[4] == '-' && (text.Length == 7 || text[7] == '-'));
        if (!separated)
        {
            return false;
        }

        var fixedForm = text.Replace("-", "", StringComparison.Ordinal).PadRight(Length, '0');

        // An unknown part is left out in this form, never 00; the undefined date is the empty text.
        return TryParse(fixedForm, out date) && date.ToIso() == text;
    }

    /// <summary>The eight digits, those it was read from.</summary>
    public string ToFixed() => this.digits.ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>1966-05-12, 1966-05, 1971, 9999 for open, nothing for undefined.</summary>
    public string ToIso() => Kind switch
    {
        PartialDateKind.Undefined => "",
        PartialDateKind.Open => "9999",
        PartialDateKind.Year => ToFixed()[..4],
        PartialDateKind.Month => $"{ToFixed().AsSpan(0, 4)}-{ToFixed().AsSpan(4, 2)}",
        _ => $"{ToFixed().AsSpan(0, 4)}-{ToFixed().AsSpan(4, 2)}-{ToFixed().AsSpan(6, 2)}",
    };

    public override string ToString() => ToIso();

    public int CompareTo(PartialDate other) => Rank.CompareTo(other.Rank);

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    private int Rank => this.digits == OpenDigits ? int.MaxValue : this.digits;

    private static bool IsPossible(int digits)
    {
        if (digits is 0 or OldUndefinedDigits or OpenDigits)
        {
            return true;
        }

        var (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        return year >= 1 && month <= 12 && (month == 0 ? day == 0 : day <= DateTime.DaysInMonth(year, month));
    }
}
