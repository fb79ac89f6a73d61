using System.Globalization;

namespace Muutostieto.Records.Dates;

/// <summary>The clock that permits are written in: Europe/Helsinki, whatever the server's own zone.</summary>
public static class HelsinkiTime
{
    public static TimeZoneInfo Zone { get; } = FindZone();

    public static DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DayOf(clock.GetUtcNow());
    }

    /// <summary>The day on which a time lies.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>
    /// The instant of a wall-clock time. A time that the spring night skips moves on by the hour that was skipped; of a time that the
    /// autumn night has twice, the first is meant.
    /// </summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        if (Zone.IsInvalidTime(wall))
        {
            wall = wall.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset);
    }

    /// <summary>An instant as an operator reads it: <c>2026-01-05 02:30</c>.</summary>
    public static string Text(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    // Windows knows the zone by its IANA name only where ICU is there; its own name for it always works.
    private static TimeZoneInfo FindZone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Helsinki", out var zone)
            ? zone
            : TimeZoneInfo.FindSystemTimeZoneById("FLE Standard Time");
}
