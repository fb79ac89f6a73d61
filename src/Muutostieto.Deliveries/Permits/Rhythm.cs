namespace Muutostieto.Deliveries.Permits;

/// <summary>When a permit's change deliveries are made: a rule, a time of day in Europe/Helsinki, and the day from which the rule counts.</summary>
public sealed record Rhythm
{
    private readonly RhythmRule _rule;

    /// <exception cref="FormatException">The rule does not parse; the message says what was found and expected.</exception>
    public Rhythm(string rule, TimeOnly time, DateOnly from)
    {
        (Rule, Time, From) = (rule, time, from);
        _rule = RhythmRule.Parse(rule);
    }

    /// <summary>The recurrence rule of RFC 5545 as the permit has it: <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO</c>.</summary>
    public string Rule { get; }

    public TimeOnly Time { get; }

    /// <summary>The first day that may be an occurrence, and the week from which a two-week rhythm counts.</summary>
    public DateOnly From { get; }

    /// <summary>The latest occurrence at or before the time; null before the first one. Holidays are not considered.</summary>
    public DateTimeOffset? LatestUntil(DateTimeOffset time)
    {
        // The rarest rhythm has an occurrence in any 14 days; 16 leave room for the ends.
        for (DateOnly day = DayOf(time).AddDays(1); day >= From && day > DayOf(time).AddDays(-16); day = day.AddDays(-1))
        {
            if (Occurs(day) && HelsinkiTime.At(day, Time) <= time)
            {
                return HelsinkiTime.At(day, Time);
            }
        }

        return null;
    }

    /// <summary>The first occurrence after the time. Holidays are not considered.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time)
    {
        DateOnly day = DayOf(time).AddDays(-1);
        day = day < From ? From : day;
        while (!Occurs(day) || HelsinkiTime.At(day, Time) <= time)
        {
            day = day.AddDays(1);
        }

        return HelsinkiTime.At(day, Time);
    }

    private bool Occurs(DateOnly day) => day >= From && _rule.Matches(day, From);

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone).DateTime);
}
