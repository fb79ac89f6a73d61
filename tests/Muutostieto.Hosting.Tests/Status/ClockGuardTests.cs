using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class ClockGuardTests
{
    private static readonly DateTimeOffset Newest = new(2026, 11, 23, 0, 30, 0, TimeSpan.Zero);

    private static readonly (long Id, DateTimeOffset Newest)[] None = [];

    /// <summary>Minutes after the newest time that is known; whether a run may start.</summary>
    [TestCase(0, true)]
    [TestCase(-4, true)]
    [TestCase(-6, false)]
    [TestCase(-365 * 24 * 60, false)]
    [TestCase(14 * 24 * 60, true)]
    [TestCase((14 * 24 * 60) + 1, false)]
    [TestCase(4 * 365 * 24 * 60, false)]
    public void A_clock_is_doubted_before_the_newest_time_and_long_after_it(int minutes, bool right)
    {
        var now = Newest.AddMinutes(minutes);
        var ran = new RunMemory { Clock = new KnownClock(Newest, 0) };
        var ranByAnOlderProgram = new RunMemory { Last = new LastRun("batch", Newest, 1, FailureKind.None, null) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new ClockGuard(14).Doubt(now, ran, None, null) is null, Is.EqualTo(right), "by the last run");
            Assert.That(
                new ClockGuard(14).Doubt(now, ranByAnOlderProgram, None, null) is null,
                Is.EqualTo(right),
                "by the last run of an older program");
            Assert.That(
                new ClockGuard(14).Doubt(now, new RunMemory(), [(1, Newest), (2, Newest.AddDays(-9))], null) is null,
                Is.EqualTo(right),
                "by what was delivered, when nothing is remembered of runs");
        }
    }

    [Test]
    public void Before_the_first_run_and_import_no_clock_is_doubted() =>
        Assert.That(new ClockGuard(1).Doubt(Newest, new RunMemory(), None, null), Is.Null);

    [TestCase(0, true)]
    [TestCase(14, true)]
    [TestCase(15, false)]
    [TestCase(4 * 365, false)]
    [TestCase(-1, false)]
    public void The_first_night_is_compared_with_the_import(int days, bool right)
    {
        var doubt = new ClockGuard(14).Doubt(Newest.AddDays(days), new RunMemory(), None, Newest);
        Assert.That(doubt, right ? Is.Null : Does.Contain("the last import was"));
    }

    [Test]
    public void After_a_run_its_time_counts_and_not_the_imports() => Assert.That(
        new ClockGuard(14).Doubt(Newest, new RunMemory { Clock = new KnownClock(Newest, 0) }, None, Newest.AddYears(4)),
        Is.Null);

    [Test]
    public void What_was_delivered_before_the_clock_was_confirmed_is_no_doubt_any_more()
    {
        var years = Newest.AddYears(4);
        var confirmed = new RunMemory { Clock = new KnownClock(Newest, 7) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new ClockGuard(14).Doubt(Newest, confirmed, [(7, years)], null), Is.Null);
            Assert.That(new ClockGuard(14).Doubt(Newest, confirmed, [(8, years)], null), Does.Contain("2030"));
        }
    }

    [Test]
    public void Only_over_an_invented_population_a_doubt_stops_nothing([Values] bool fed) =>
        Assert.That(ClockGuard.Stops(new RegisterFeed(fed, null, 0, 0)), Is.EqualTo(fed));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(14, true)]
    [TestCase(15, false)]
    public void An_import_compares_with_the_newest_of_run_delivery_and_import(int days, bool right)
    {
        var (now, old) = (Newest.AddDays(days), Newest.AddDays(-100));
        var guard = new ClockGuard(14);
        var (ran, ranLongAgo) = (new RunMemory { Clock = new KnownClock(Newest, 0) }, new RunMemory { Clock = new KnownClock(old, 0) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(guard.DoubtOfImport(now, ran, None, old) is null, Is.EqualTo(right), "run");
            Assert.That(guard.DoubtOfImport(now, ranLongAgo, [(1, Newest)], old) is null, Is.EqualTo(right), "delivery");
            Assert.That(guard.DoubtOfImport(now, ranLongAgo, [(1, old)], Newest) is null, Is.EqualTo(right), "import");
            Assert.That(guard.DoubtOfImport(now, new RunMemory(), None, null), Is.Null, "nothing is known");
        }
    }
}
