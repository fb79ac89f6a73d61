using System.Text.Json;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// Two years of a service that is off at random times and woken late, twice at once, or not at all. However that goes, every occurrence of
/// every permit is delivered once: by its own delivery, or by the one that makes up for those missed. One that is always on is woken for a
/// permit on the days of its occurrences and the days before them; the other one every day.
/// </summary>
public sealed class SimulatedYearsTests
{
    private static readonly DateTimeOffset End = HelsinkiTime.At(new DateOnly(2028, 1, 10), new TimeOnly(12, 0));

    // Fridays and Sundays of the two years that are holidays or at the end of a weekend that began with one, and the working day after
    // them.
    private static readonly Dictionary<string, string> Moved = new()
    {
        ["2026-04-03"] = "2026-04-07",
        ["2026-04-05"] = "2026-04-07",
        ["2026-05-01"] = "2026-05-04",
        ["2026-05-03"] = "2026-05-04",
        ["2026-05-24"] = "2026-05-25",
        ["2026-06-19"] = "2026-06-22",
        ["2026-06-21"] = "2026-06-22",
        ["2026-11-01"] = "2026-11-02",
        ["2026-12-06"] = "2026-12-07",
        ["2026-12-25"] = "2026-12-28",
        ["2026-12-27"] = "2026-12-28",
        ["2027-01-01"] = "2027-01-04",
        ["2027-01-03"] = "2027-01-04",
        ["2027-03-26"] = "2027-03-30",
        ["2027-03-28"] = "2027-03-30",
        ["2027-05-02"] = "2027-05-03",
        ["2027-05-16"] = "2027-05-17",
        ["2027-06-25"] = "2027-06-28",
        ["2027-06-27"] = "2027-06-28",
        ["2027-11-07"] = "2027-11-08",
        ["2027-12-24"] = "2027-12-27",
        ["2027-12-26"] = "2027-12-27",
        ["2028-01-02"] = "2028-01-03",
    };

    private ServiceScene scene = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new ServiceScene();
        scene.Permit("viikko", "FREQ=WEEKLY;BYDAY=FR", "02:30");
        scene.Permit("perjantai", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "02:30", "next-working-day");

        // Both nights of the clock change are a Sunday's; the one of spring has no 03:30, the one of autumn two.
        scene.Permit("sunnuntai", "FREQ=WEEKLY;BYDAY=SU", "03:30", "next-working-day");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task A_service_that_is_always_on_makes_one_delivery_an_occurrence()
    {
        await LiveAsync(new Random(1), offOneDayIn: int.MaxValue, isWokenDaily: false);
        foreach (var permit in scene.Configuration.Permits)
        {
            Check(permit);
            Assert.That(
                Changes(permit).Select(delivery => delivery.Planned),
                Is.EqualTo(Expected(permit).Select(occurrence => occurrence.Planned)));
        }

        string[] planned = [.. scene.Ledger.List().Select(delivery => $"{delivery.Permit} {delivery.Planned:yyyy-MM-ddTHH:mmzzz}")];
        Assert.That(
            planned,
            Is.SupersetOf(
                    new[]
                    {
                        "sunnuntai 2026-03-29T04:30+03:00",
                        "sunnuntai 2026-10-25T03:30+03:00",
                        "sunnuntai 2027-03-30T03:30+03:00",
                        "sunnuntai 2027-10-31T03:30+03:00",
                        "sunnuntai 2026-04-07T03:30+03:00",
                        "viikko 2026-06-19T02:30+03:00",
                        "viikko 2026-12-25T02:30+02:00",
                        "viikko 2027-06-25T02:30+03:00",
                        "perjantai 2026-12-28T02:30+02:00",
                        "perjantai 2027-06-28T02:30+03:00",
                        "sunnuntai 2026-06-22T03:30+03:00",
                    })
                .Using((IEqualityComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public async Task However_a_service_is_off_late_or_woken_twice_every_occurrence_is_delivered_once()
    {
        await LiveAsync(new Random(11), offOneDayIn: 20, isWokenDaily: true);
        foreach (var permit in scene.Configuration.Permits)
        {
            Check(permit);
            Assert.That(Changes(permit), Has.Count.LessThan(Expected(permit).Count), "nothing was missed: the service was never off");
        }
    }

    private async Task LiveAsync(Random random, int offOneDayIn, bool isWokenDaily)
    {
        var planned = scene.Configuration.Permits.ToDictionary(
            permit => permit.Id,
            permit => Expected(permit).Select(occurrence => DateOnly.FromDateTime(occurrence.Planned.DateTime)).ToHashSet());
        var offUntil = DateTimeOffset.MinValue;
        for (DateOnly day = new(2026, 1, 1); Noon(day) < End; day = day.AddDays(1))
        {
            var wakings = Wakings(day, random, permit => isWokenDaily || planned[permit].Overlaps([day, day.AddDays(1)]));
            foreach (var (at, permit) in wakings.OrderBy(waking => waking.At))
            {
                if (at < offUntil)
                {
                    continue;
                }

                scene.Clock.Now = at;
                if (offUntil > DateTimeOffset.MinValue)
                {
                    // It is on again: the run at the start, of everything.
                    offUntil = DateTimeOffset.MinValue;
                    await RunAsync(null, random);
                }

                await RunAsync(permit, random);
                for (var count = random.Next(3); count > 0 && random.Next(3) == 0; count--)
                {
                    scene.Happen();
                }
            }

            if (random.Next(offOneDayIn) == 1)
            {
                offUntil = Noon(day).AddHours(random.Next(24 * 25));
            }
        }

        scene.Clock.Now = End;
        await RunAsync(null, random);
    }

    /// <summary>What Quartz would do in a day: at the rhythm's times, at times too late, and the nightly run of everything.</summary>
    private IEnumerable<(DateTimeOffset At, string? Permit)> Wakings(DateOnly day, Random random, Predicate<string> isWoken)
    {
        yield return (HelsinkiTime.At(day, new TimeOnly(5, 30)), null);
        foreach (var permit in scene.Configuration.Permits)
        {
            var late = random.Next(10) == 0 ? TimeSpan.FromMinutes(random.Next(300)) : TimeSpan.Zero;
            if (random.Next(10) != 0 && isWoken(permit.Id))
            {
                yield return (HelsinkiTime.At(day, permit.RequireFiles().Rhythm.Time) + late, permit.Id);
            }
        }
    }

    private async Task RunAsync(string? permit, Random random)
    {
        var runs = Enumerable.Range(0, random.Next(6) == 0 ? 2 : 1).Select(_ => scene.RunAsync(permit)).ToList();
        foreach (var result in await Task.WhenAll(runs))
        {
            Assert.That(result.Failures, Is.Empty);
        }
    }

    private void Check(Permit permit)
    {
        var deliveries = scene.Ledger.List(new DeliveryFilter(permit.Id));
        var key = deliveries[0].Window.To;
        Assert.That(deliveries[0].Kind, Is.EqualTo(DeliveryKind.Base));
        var covered = new List<string>();
        var number = 0;
        foreach (var delivery in deliveries.Skip(1))
        {
            Assert.That(
                (delivery.Kind, delivery.State, delivery.Number),
                Is.EqualTo((DeliveryKind.Changes, DeliveryState.Published, ++number)));
            Assert.That(delivery.Window.From, Is.EqualTo(key), "windows chain");
            key = delivery.Window.To;
            var manifest = JsonDocument.Parse(scene.Manifest(delivery)).RootElement.GetProperty("delivery");
            var covers = manifest.TryGetProperty("covers", out var several)
                ? several.EnumerateArray().Select(occurrence => $"{occurrence.GetDateTimeOffset():yyyy-MM-ddTHH:mmzzz}").ToList()
                : [delivery.Occurrence];
            Assert.That(covers[^1], Is.EqualTo(delivery.Occurrence));
            covered.AddRange(covers);
            Assert.That(
                delivery.Planned,
                Is.EqualTo(Expected(permit).Single(occurrence => occurrence.Name == delivery.Occurrence).Planned));
        }

        Assert.That(covered, Is.EqualTo(Expected(permit).Select(occurrence => occurrence.Name)));
        Assert.That(key, Is.LessThanOrEqualTo(scene.LatestKey()));
    }

    private IReadOnlyList<Delivery> Changes(Permit permit) => scene.Ledger.List(new DeliveryFilter(permit.Id, DeliveryKind.Changes));

    /// <summary>
    /// The occurrences from the first base to the end, by hand: every week or two from the rhythm's first day on, moved as the table says.
    /// </summary>
    private static List<Occurrence> Expected(Permit permit)
    {
        var (weekday, weeks) = permit.Id switch { "viikko" => (4, 1), "perjantai" => (4, 2), _ => (6, 1) };
        var expected = new List<Occurrence>();
        var channel = permit.RequireFiles();
        for (var day = channel.Rhythm.From.AddDays(weekday); ; day = day.AddDays(7 * weeks))
        {
            var planned = channel.Holidays == HolidayRule.Keep || !Moved.TryGetValue($"{day:yyyy-MM-dd}", out var moved)
                ? day : DateOnly.ParseExact(moved, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var occurrence = new Occurrence(HelsinkiTime.At(day, channel.Rhythm.Time), HelsinkiTime.At(planned, channel.Rhythm.Time));
            if (occurrence.Planned > End)
            {
                return expected;
            }

            expected.Add(occurrence);
        }
    }

    private static DateTimeOffset Noon(DateOnly day) => HelsinkiTime.At(day, new TimeOnly(12, 0));
}
