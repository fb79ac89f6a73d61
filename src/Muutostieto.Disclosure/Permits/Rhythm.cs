using Muutostieto.Records.Dates;

namespace Muutostieto.Disclosure.Permits;

/// <summary>
/// When a permit's change deliveries are made: a rule, a time of day in Europe/Helsinki, and the day from which the rule counts.
/// </summary>
public sealed record Rhythm
{
    // The rarest rhythm has an occurrence in any 14 days, and holidays move one by less than 7.
    private const int LookBackDays = 22;

    private readonly RecurrenceRule rule;

    /// <exception cref="FormatException">The rule does not parse; the message says what was found and expected.</exception>
    public Rhythm(string rule, TimeOnly time, DateOnly from)
    {
        (Rule, Time, From) = (rule, time, from);
        this.rule = RecurrenceRule.Parse(rule);
    }

    /// <summary>The recurrence rule of RFC 5545 as the permit has it: <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO</c>.</summary>
    public string Rule { get; }

    public TimeOnly Time { get; }

    /// <summary>The first day that may be an occurrence, and the week from which a two-week rhythm counts.</summary>
    public DateOnly From { get; }

    /// <summary>The latest occurrence at or before the time, holidays left aside; null before the first one.</summary>
    public DateTimeOffset? LatestUntil(DateTimeOffset time) => LatestUntil(time, HolidayRule.Keep)?.Planned;

    /// <summary>
    /// The latest occurrence that is planned at or before the time; null before the first one. Of several that holidays move to one time,
    /// the last.
    /// </summary>
    public Occurrence? LatestUntil(DateTimeOffset time, HolidayRule holidays)
    {
        for (var day = DayOf(time).AddDays(1); day >= From && day > DayOf(time).AddDays(-LookBackDays); day = day.AddDays(-1))
        {
            if (Occurs(day) && At(day, holidays) is var occurrence && occurrence.Planned <= time)
            {
                return occurrence;
            }
        }

        return null;
    }

    /// <summary>The first occurrence after the time, holidays left aside.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time) => NextAfter(time, HolidayRule.Keep).Planned;

    /// <summary>The first occurrence that is planned after the time. Of several that holidays move to one time, the first.</summary>
    public Occurrence NextAfter(DateTimeOffset time, HolidayRule holidays)
    {
        var day = DayOf(time).AddDays(-LookBackDays);
        day = day < From ? From : day;
        while (!Occurs(day) || At(day, holidays).Planned <= time)
        {
            day = day.AddDays(1);
        }

        return At(day, holidays);
    }

    /// <summary>The occurrences that are planned after one time and at or before another, in their order.</summary>
    public IReadOnlyList<Occurrence> Between(DateTimeOffset after, DateTimeOffset until, HolidayRule holidays)
    {
        var occurrences = new List<Occurrence>();
        var first = DayOf(after).AddDays(-LookBackDays);
        for (var day = first < From ? From : first; day <= DayOf(until); day = day.AddDays(1))
        {
            if (Occurs(day) && At(day, holidays) is var occurrence && occurrence.Planned > after && occurrence.Planned <= until)
            {
                occurrences.Add(occurrence);
            }
        }

        return occurrences;
    }

    private Occurrence At(DateOnly day, HolidayRule holidays)
    {
        var original = HelsinkiTime.At(day, Time);
        return new Occurrence(
            original,
            holidays == HolidayRule.NextWorkingDay && IsOff(day) ? HelsinkiTime.At(FinnishHolidays.NextWorkingDay(day), Time) : original);
    }

    // The weekend after a holiday moves with it: else its occurrence would overtake the holiday's.
    private static bool IsOff(DateOnly day) =>
        FinnishHolidays.IsHoliday(day) || (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && IsOff(day.AddDays(-1)));

    private bool Occurs(DateOnly day) => day >= From && this.rule.Matches(day, From);

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone).DateTime);
}
