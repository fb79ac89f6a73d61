namespace Muutostieto.Records.Csv;

/// <summary>
/// Dates between the fixed-width form (VVVVKKPP) and CSV's ISO form: <c>2017-02-22</c>, partial <c>1966-05</c> and <c>1971</c>, open end
/// <c>9999</c>. What is no such date stays as it is, so that nothing is lost on the way there and back.
/// </summary>
public static class CsvDates
{
    /// <summary>Characters of the longest ISO form.</summary>
    public const int Longest = 10;

    /// <summary>Writes the ISO form of a fixed-width date.</summary>
    /// <returns>Its length; 0 when the value is no date and is to be written as it is.</returns>
    public static int ToIso(ReadOnlySpan<byte> date, Span<byte> iso)
    {
        if (date.Length != 8 || date.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return 0;
        }

        int month = Two(date[4..]), day = Two(date[6..]);
        if (month > 12 || day > 31 || (month == 0 && day != 0))
        {
            return 0;
        }

        date[..4].CopyTo(iso);
        if (month == 0)
        {
            return 4;
        }

        iso[4] = (byte)'-';
        date[4..6].CopyTo(iso[5..]);
        if (day == 0)
        {
            return 7;
        }

        iso[7] = (byte)'-';
        date[6..].CopyTo(iso[8..]);
        return Longest;
    }

    /// <summary>Writes the fixed-width form of an ISO date, full or partial.</summary>
    /// <returns>False when the value is no such date and is to be taken as it is.</returns>
    public static bool ToFixed(ReadOnlySpan<byte> iso, Span<byte> date)
    {
        if (iso.Length is not (4 or 7 or Longest) || iso[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        date.Fill((byte)'0');
        iso[..4].CopyTo(date);
        return (iso.Length < 7 || Part(iso[4..7], date[4..])) && (iso.Length < Longest || Part(iso[7..], date[6..]));
    }

    private static bool Part(ReadOnlySpan<byte> dashed, Span<byte> target)
    {
        dashed[1..].CopyTo(target);
        return dashed[0] == (byte)'-' && !dashed[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static int Two(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 10) + (digits[1] - '0');
}
