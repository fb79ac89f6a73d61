using Muutostieto.Records.Dates;

namespace Muutostieto.Records.Tests.Dates;

public sealed class FinnishHolidaysTests
{
    [TestCase(1961, 4, 2)]
    [TestCase(2000, 4, 23)]
    [TestCase(2008, 3, 23)]
    [TestCase(2024, 3, 31)]
    [TestCase(2026, 4, 5)]
    [TestCase(2027, 3, 28)]
    [TestCase(2038, 4, 25)]
    [TestCase(2285, 3, 22)]
    public void Easter_is_where_the_church_has_it(int year, int month, int day) =>
        Assert.That(FinnishHolidays.Easter(year), Is.EqualTo(new DateOnly(year, month, day)));

    [Test]
    public void A_year_has_these_holidays_and_no_others()
    {
        string[] holidays =
        [
            "01-01",
            "01-06",
            "04-03",
            "04-05",
            "04-06",
            "05-01",
            "05-14",
            "05-24",
            "06-19",
            "06-20",
            "10-31",
            "12-06",
            "12-24",
            "12-25",
            "12-26",
        ];
        Assert.That(Days(2026).Where(FinnishHolidays.IsHoliday).Select(day => $"{day:MM-dd}"), Is.EqualTo(holidays));
    }

    [TestCase(2025, "06-20", "06-21", "11-01")]
    [TestCase(2027, "06-25", "06-26", "11-06")]
    [TestCase(2020, "06-19", "06-20", "10-31")]
    public void Midsummer_is_a_Friday_and_Saturday_and_All_Saints_a_Saturday(int year, string eve, string midsummer, string allSaints)
    {
        string[] moving =
        [
            .. Days(year)
                .Where(day => (day is { Month: 6, Day: >= 15 } or { Month: 10 or 11 }) && FinnishHolidays.IsHoliday(day))
                .Select(day => $"{day:MM-dd}"),
        ];
        Assert.That(moving, Is.EqualTo(new[] { eve, midsummer, allSaints }));
    }

    [TestCase("2026-12-24", "2026-12-28")]
    [TestCase("2026-04-03", "2026-04-07")]
    [TestCase("2026-06-19", "2026-06-22")]
    [TestCase("2026-12-06", "2026-12-07")]
    [TestCase("2025-12-24", "2025-12-29")]
    public void The_next_working_day_is_beyond_the_holidays_and_the_weekend(string holiday, string expected) =>
        Assert.That(FinnishHolidays.NextWorkingDay(Day(holiday)), Is.EqualTo(Day(expected)));

    [Test]
    public void An_ordinary_weekend_is_neither_a_holiday_nor_worked()
    {
        DateOnly saturday = new(2026, 11, 21);
        Assert.That(
            (
                FinnishHolidays.IsHoliday(saturday),
                FinnishHolidays.IsWorkingDay(saturday),
                FinnishHolidays.IsWorkingDay(saturday.AddDays(2))),
            Is.EqualTo((false, false, true)));
    }

    private static IEnumerable<DateOnly> Days(int year) =>
        Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(day => day.Year == year);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
