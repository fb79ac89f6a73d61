namespace Muutostieto.Records.Dates;

/// <summary>
/// The days off of Finland. The church's holidays are fixed by the Church Act (kirkkolaki), 1 May and 6 December by laws of their own
/// (272/1944, 388/1937); Christmas Eve and Midsummer Eve are days off in offices and nearly everywhere by collective agreement and count as
/// holidays here.
/// </summary>
public static class FinnishHolidays
{
    /// <summary>Whether the day is a holiday. An ordinary Saturday or Sunday is none.</summary>
    public static bool IsHoliday(DateOnly day) => IsFixed(day) || IsMidsummer(day) || IsAllSaints(day) || IsOfEaster(day);

    /// <summary>Monday to Friday, and no holiday.</summary>
    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The first working day after the day.</summary>
    public static DateOnly NextWorkingDay(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!IsWorkingDay(day));
        return day;
    }

    /// <summary>Easter Sunday of a year of the Gregorian calendar.</summary>
    public static DateOnly Easter(int year)
    {
        // The anonymous Gregorian computus: the Sunday after the first full moon, by the church's tables, on or after 21 March.
        int century = year / 100, golden = year % 19;
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (year % 100 / 4)) - epact - (year % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var day = epact + weekday - (7 * correction) + 114;
        return new DateOnly(year, day / 31, (day % 31) + 1);
    }

    // New Year, Epiphany, May Day, Independence Day, Christmas Eve, Christmas Day, Boxing Day.
    private static bool IsFixed(DateOnly day) => (day.Month, day.Day) is (1, 1 or 6) or (5, 1) or (12, 6 or 24 or 25 or 26);

    // The Friday of 19 to 25 June and the Saturday after it.
    private static bool IsMidsummer(DateOnly day) =>
        day
            is { Month: 6, DayOfWeek: DayOfWeek.Friday, Day: >= 19 and <= 25 }
                or { Month: 6, DayOfWeek: DayOfWeek.Saturday, Day: >= 20 and <= 26 };

    // The Saturday of 31 October to 6 November.
    private static bool IsAllSaints(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Saturday && day is { Month: 10, Day: 31 } or { DayOfWeek: DayOfWeek.Saturday, Month: 11, Day: <= 6 };

    // Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday.
    private static bool IsOfEaster(DateOnly day) => (day.DayNumber - Easter(day.Year).DayNumber) is -2 or 0 or 1 or 39 or 49;
}
