using System.Globalization;
using System.Text;
using Muutostieto.Records.Dates;

namespace Muutostieto.Records.Tests.Dates;

public sealed class PartialDateTests
{
    [TestCase("19660512", PartialDateKind.Day, "1966-05-12")]
    [TestCase("20240229", PartialDateKind.Day, "2024-02-29")]
    [TestCase("19660500", PartialDateKind.Month, "1966-05")]
    [TestCase("19710000", PartialDateKind.Year, "1971")]
    [TestCase("99990000", PartialDateKind.Open, "9999")]
    [TestCase("00000000", PartialDateKind.Undefined, "")]
    [TestCase("00000101", PartialDateKind.Undefined, "")]
    public void Every_form_is_read_and_written_unchanged(string digits, PartialDateKind kind, string iso)
    {
        var date = PartialDate.Parse(digits);

        Assert.Multiple(() =>
        {
            Assert.That(date.Kind, Is.EqualTo(kind));
            Assert.That(date.ToFixed(), Is.EqualTo(digits));
            Assert.That(date.ToIso(), Is.EqualTo(iso));
            Assert.That(PartialDate.FromIso(iso).Kind, Is.EqualTo(kind));
            Assert.That(PartialDate.FromIso(iso).ToIso(), Is.EqualTo(iso));
        });
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("20230230")]
    [TestCase("20231301")]
    [TestCase("20230132")]
    [TestCase("19660012")]
    [TestCase("00000001")]
    [TestCase("00000500")]
    [TestCase("1966051")]
    [TestCase("1966-5-1")]
    [TestCase("196605 1")]
    public void An_impossible_date_is_refused(string? digits) => Assert.That(PartialDate.TryParse(digits, out _), Is.False);

    [TestCase("1966-05-00")]
    [TestCase("1966-5")]
    [TestCase("19660512")]
    [TestCase("1966-02-30")]
    [TestCase("0000")]
    [TestCase("9999-00")]
    [TestCase("66")]
    public void What_is_no_iso_form_is_refused(string text) => Assert.That(PartialDate.TryFromIso(text, out _), Is.False);

    [Test]
    public void The_order_is_undefined_then_years_before_their_months_before_their_days_then_open()
    {
        string[] ordered =
        [
            "00000000",
            "00000101",
            "19660000",
            "19660500",
            "19660501",
            "19660531",
            "19660600",
            "99981231",
            "99990101",
            "99990000",
        ];

        var sorted = ordered.Reverse().Select(PartialDate.Parse).Order().Select(date => date.ToFixed());

        Assert.That(sorted, Is.EqualTo(ordered));
    }

    [Test]
    public void Only_a_whole_date_has_a_day() => Assert.Multiple(() =>
    {
        Assert.That(PartialDate.Parse("19660512").Day, Is.EqualTo(new DateOnly(1966, 5, 12)));
        Assert.That(PartialDate.Parse("19660500").Day, Is.Null);
        Assert.That(PartialDate.Open.Day, Is.Null);
    });

    [SeededProperty]
    public bool Whatever_is_accepted_comes_back_unchanged(uint number)
    {
        var digits = (number % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        return !PartialDate.TryParse(Encoding.ASCII.GetBytes(digits), out var date) || date.ToFixed() == digits;
    }

    [SeededProperty]
    public bool Every_day_and_its_month_and_year_come_back_in_both_forms(uint number, byte unknown)
    {
        var day = DateOnly
            .FromDayNumber((int)(number % (uint)DateOnly.MaxValue.DayNumber))
            .ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var digits = (unknown % 3) switch
        {
            0 => day,
            1 => day[..6] + "00",
            _ => day[..4] + "0000",
        };
        var date = PartialDate.Parse(digits);
        return date.ToFixed() == digits && PartialDate.FromIso(date.ToIso()) == date;
    }

    [TestCase("19660512", "1966-05-12", "1966-05-12")]
    [TestCase("20240200", "2024-02-01", "2024-02-29")]
    [TestCase("99991200", "9999-12-01", "9999-12-31")]
    [TestCase("19710000", "1971-01-01", "1971-12-31")]
    [TestCase("00000000", null, null)]
    [TestCase("00000101", null, null)]
    [TestCase("99990000", null, null)]
    public void A_date_with_unknown_parts_has_a_first_and_a_last_day_that_it_may_mean(string text, string? earliest, string? latest)
    {
        var date = PartialDate.Parse(text);
        Assert.That(
            (date.Earliest?.ToString("yyyy-MM-dd", null), date.Latest?.ToString("yyyy-MM-dd", null)),
            Is.EqualTo((earliest, latest)));
    }
}
