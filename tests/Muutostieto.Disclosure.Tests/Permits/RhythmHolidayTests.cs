using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;
using Quartz;

namespace Muutostieto.Disclosure.Tests.Permits;

public sealed class RhythmHolidayTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly TimeOnly Night = new(2, 30);

    [Test]
    public void An_occurrence_on_a_holiday_moves_to_the_next_working_day_at_the_same_time_and_keeps_its_name()
    {
        var rhythm = new Rhythm("FREQ=WEEKLY;BYDAY=FR", Night, Monday);
        var friday = rhythm.NextAfter(Helsinki(2026, 12, 24, 12), HolidayRule.NextWorkingDay);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(friday.Name, Is.EqualTo("2026-12-25T02:30+02:00"));
            Assert.That(friday.Planned, Is.EqualTo(Helsinki(2026, 12, 28, 2, 30)));
            Assert.That(
                rhythm.LatestUntil(Helsinki(2026, 12, 28, 2, 29), HolidayRule.NextWorkingDay)!.Value.Name,
                Is.EqualTo("2026-12-18T02:30+02:00"));
            Assert.That(rhythm.LatestUntil(Helsinki(2026, 12, 28, 2, 30), HolidayRule.NextWorkingDay), Is.EqualTo(friday));
            Assert.That(
                rhythm.LatestUntil(Helsinki(2026, 12, 25, 2, 30), HolidayRule.Keep)!.Value.Planned,
                Is.EqualTo(Helsinki(2026, 12, 25, 2, 30)));
        }
    }

    [Test]
    public void Occurrences_that_holidays_move_together_are_all_there_and_the_last_is_the_latest()
    {
        var rhythm = new Rhythm("FREQ=DAILY", Night, Monday);
        var moved = rhythm
            .Between(Helsinki(2026, 12, 24, 0), Helsinki(2026, 12, 28, 2, 30), HolidayRule.NextWorkingDay)
            .Select(occurrence => $"{occurrence.Original:dd}-{occurrence.Planned:dd}");

        // Sunday 27 December is no holiday, but does not overtake those that wait for Monday.
        Assert.That(moved, Is.EqualTo(new[] { "24-28", "25-28", "26-28", "27-28", "28-28" }));
        Assert.That(rhythm.LatestUntil(Helsinki(2026, 12, 28, 2, 30), HolidayRule.NextWorkingDay)!.Value.Original.Day, Is.EqualTo(28));
    }

    [SeededProperty(MaxTest = 200)]
    public void Later_occurrences_are_never_planned_earlier_and_the_three_questions_agree(
        byte days,
        byte startsIn,
        bool two,
        FsCheck.DoNotSize<uint> hoursLater,
        byte span)
    {
        string[] names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        var byDay = string.Join(',', names.Where((_, i) => ((days | 1 << (startsIn % 7)) >> i & 1) == 1));
        var rhythm = new Rhythm($"FREQ=WEEKLY;INTERVAL={(two ? 2 : 1)};BYDAY={byDay}", new TimeOnly(3, 30), Monday.AddDays(startsIn % 14));
        DateTimeOffset after = Helsinki(2026, 1, 5, 0).AddHours(hoursLater.Item % 100_000), until = after.AddDays(span);
        var between = rhythm.Between(after, until, HolidayRule.NextWorkingDay);
        Assert.That(between.Select(occurrence => occurrence.Planned), Is.Ordered);
        Assert.That(between.Select(occurrence => occurrence.Original), Is.Ordered.And.Unique);
        var next = rhythm.NextAfter(after, HolidayRule.NextWorkingDay);
        Assert.That(between.Count == 0 ? next.Planned > until : next == between[0]);
        Assert.That(
            rhythm.LatestUntil(until, HolidayRule.NextWorkingDay),
            Is.EqualTo(between.Count == 0 ? rhythm.LatestUntil(after, HolidayRule.NextWorkingDay) : between[^1]));
    }

    [TestCase("02:30")]
    [TestCase("03:00")]
    [TestCase("03:30")]
    [TestCase("04:00")]
    public void Quartz_does_not_wake_before_the_occurrence_on_the_nights_of_the_clock_change(string time)
    {
        // A waking that comes too early would find nothing due.
        var rhythm = new Rhythm("FREQ=DAILY", TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Monday);
        var trigger = TriggerBuilder.Create()
            .WithRecurrenceSchedule(rhythm.Rule, schedule => schedule.InTimeZone(HelsinkiTime.Zone))
            .StartAt(HelsinkiTime.At(rhythm.From, rhythm.Time))
            .Build();
        foreach (var evening in new[] { Helsinki(2026, 3, 28, 12), Helsinki(2026, 10, 24, 12) })
        {
            Assert.That(
                trigger.GetFireTimeAfter(evening),
                Is.GreaterThanOrEqualTo(rhythm.NextAfter(evening)).And.LessThan(rhythm.NextAfter(evening).AddHours(2)));
        }
    }

    private static DateTimeOffset Helsinki(int year, int month, int day, int hour, int minute = 0) =>
        HelsinkiTime.At(new DateOnly(year, month, day), new TimeOnly(hour, minute));
}
