using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;
using Quartz;

namespace Muutostieto.Disclosure.Tests.Permits;

public sealed partial class RhythmTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly TimeOnly Night = new(2, 30);

    [TestCase("FREQ=DAILY")]
    [TestCase("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")]
    [TestCase("FREQ=WEEKLY")]
    [TestCase("FREQ=WEEKLY;INTERVAL=2")]
    [TestCase("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO")]
    [TestCase("BYDAY=SU;FREQ=WEEKLY")]
    public void A_daily_weekly_or_two_week_rule_is_accepted(string rule) => Assert.DoesNotThrow(() => _ = new Rhythm(rule, Night, Monday));

    [Test]
    public void Every_rule_that_a_guide_or_a_sample_shows_is_accepted()
    {
        var shown = new[] { "docs", "samples", "config" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".md" or ".json" && !file.Contains("schemas", StringComparison.Ordinal))
            .SelectMany(file => Shown().Matches(File.ReadAllText(file)).Select(match => (File: file, Rule: match.Groups[1].Value)))
            .ToList();
        Assert.That(shown, Has.Count.GreaterThan(5));
        foreach (var (file, rule) in shown)
        {
            Assert.DoesNotThrow(() => _ = new Rhythm(rule, Night, Monday), file);
        }
    }

    [TestCase("", "is not of the form NAME=VALUE")]
    [TestCase("every Monday", "is not of the form NAME=VALUE")]
    [TestCase("INTERVAL=1", "FREQ is missing")]
    [TestCase("FREQ=MONTHLY", "FREQ is \"MONTHLY\"")]
    [TestCase("FREQ=weekly", "FREQ is \"weekly\"")]
    [TestCase("FREQ=WEEKLY;INTERVAL=3", "INTERVAL is \"3\"")]
    [TestCase("FREQ=WEEKLY;INTERVAL=0", "INTERVAL is \"0\"")]
    [TestCase("FREQ=DAILY;INTERVAL=2", "INTERVAL is \"2\"")]
    [TestCase("FREQ=WEEKLY;BYDAY=MA", "BYDAY has \"MA\"")]
    [TestCase("FREQ=WEEKLY;BYDAY=1MO", "BYDAY has \"1MO\"")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO,MO", "BYDAY names MO twice")]
    [TestCase("FREQ=WEEKLY;BYDAY=", "BYDAY has \"\"")]
    [TestCase("FREQ=WEEKLY;FREQ=DAILY", "duplicate FREQ")]
    [TestCase("FREQ=WEEKLY;COUNT=5", "\"COUNT\" is not supported")]
    public void A_rule_that_does_not_parse_says_what_was_found_and_expected(string rule, string found)
    {
        var thrown = Assert.Throws<FormatException>(() => _ = new Rhythm(rule, Night, Monday));
        Assert.That(thrown!.Message, Does.Contain(found).And.Contains("expected was FREQ=DAILY"));
    }

    [Test]
    public void The_latest_occurrence_counts_from_its_own_instant_on()
    {
        var rhythm = new Rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", Night, Monday);
        DateTimeOffset second = new(2026, 1, 19, 2, 30, 0, TimeSpan.FromHours(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rhythm.LatestUntil(second), Is.EqualTo(second));
            Assert.That(rhythm.LatestUntil(second.AddTicks(-1)), Is.EqualTo(second.AddDays(-14)));
            Assert.That(rhythm.LatestUntil(second.AddDays(-14).AddTicks(-1)), Is.Null);
            Assert.That(rhythm.NextAfter(second), Is.EqualTo(second.AddDays(14)));
            Assert.That(rhythm.NextAfter(second.AddTicks(-1)), Is.EqualTo(second));
            Assert.That(rhythm.NextAfter(second.AddYears(-1)), Is.EqualTo(second.AddDays(-14)));
        }
    }

    [Test]
    public void A_time_that_the_spring_night_skips_moves_on_and_one_that_autumn_has_twice_is_the_first()
    {
        var rhythm = new Rhythm("FREQ=DAILY", new TimeOnly(3, 30), Monday);
        Assert.That(
            rhythm.NextAfter(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero)),
            Is.EqualTo(new DateTimeOffset(2026, 3, 29, 4, 30, 0, TimeSpan.FromHours(3))));
        Assert.That(
            rhythm.NextAfter(new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.Zero)),
            Is.EqualTo(new DateTimeOffset(2026, 10, 25, 3, 30, 0, TimeSpan.FromHours(3))));
    }

    [SeededProperty(MaxTest = 60)]
    public void Quartz_wakes_at_the_same_occurrences(byte frequency, byte days, byte startsIn, FsCheck.DoNotSize<uint> hoursLater)
    {
        // The trigger starts at the rhythm's first possible instant: from its week Quartz counts the two weeks too.
        string[] names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        var byDay = string.Join(',', names.Where((_, i) => (days >> i & 1) == 1));
        var rule =
            new[] { "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2" }[frequency % 3] + (byDay.Length == 0 ? "" : ";BYDAY=" + byDay);
        var rhythm = new Rhythm(rule, Night, Monday.AddDays(startsIn % 14));
        var start = HelsinkiTime.At(rhythm.From, Night);
        var trigger = TriggerBuilder.Create()
            .WithRecurrenceSchedule(rule, schedule => schedule.InTimeZone(HelsinkiTime.Zone))
            .StartAt(start)
            .Build();
        var after = start.AddHours(hoursLater.Item % 10000);
        Assert.That(rhythm.NextAfter(after), Is.EqualTo(trigger.GetFireTimeAfter(after)), rule + " after " + after);
        Assert.That(rhythm.LatestUntil(rhythm.NextAfter(after)), Is.EqualTo(rhythm.NextAfter(after)));
    }

    [GeneratedRegex("\"rule\": \"([^\"]*)\"")]
    private static partial Regex Shown();
}
