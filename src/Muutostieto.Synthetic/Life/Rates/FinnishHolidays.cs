namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>Days on which offices are closed though they are no weekend.</summary>
internal static class FinnishHolidays
{
    public static bool Contains(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (1, 6) or (5, 1) or (12, 6) or (12, 24) or (12, 25) or (12, 26))
            return true;

        // Midsummer Eve is the Friday of 19-25 June.
        if (day is { Month: 6, Day: >= 19 and <= 25, DayOfWeek: DayOfWeek.Friday })
            return true;

        // Good Friday, Easter Monday, Ascension Day.
        return (day.DayNumber - Easter(day.Year).DayNumber) is -2 or 1 or 39;
    }

    /// <summary>Easter Sunday of the Gregorian calendar.</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
