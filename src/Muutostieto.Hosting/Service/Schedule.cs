using System.Globalization;
using Microsoft.Extensions.Logging;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Dates;
using Quartz;

namespace Muutostieto.Hosting.Service;

/// <summary>
/// The wakings: a trigger a permit by its rhythm, a nightly one for the register and one for everything. They only wake: what is due, the
/// ledger says. So nothing of them is kept. After a stop the run at the start makes up what was missed; a store that remembered the wakings
/// would be a second opinion on what is due, and one more file to back up. It would be needed by several machines that share the wakings,
/// and this service runs on one.
/// </summary>
public sealed class Schedule(TimeProvider clock, ILogger<Schedule> log)
{
    public const string PermitGroup = "permit";

    /// <summary>Just after the day has begun: what happens by date is entered before anything of the new day is delivered.</summary>
    public const string RegisterTime = "0 5 0 * * ?";

    /// <summary>When the night's deliveries are done: what they left, receipts, overdue deliveries, retention.</summary>
    public const string BatchTime = "0 30 5 * * ?";

    /// <summary>
    /// Sets the permits' triggers as a configuration has them. A permit that is new or has another rhythm than before is also woken at
    /// once.
    /// </summary>
    public async Task ApplyAsync(IScheduler scheduler, Configuration configuration, CancellationToken cancellation)
    {
        var wanted = configuration
            .Permits.Where(permit => permit.Files is not null && !permit.HasEndedBy(HelsinkiTime.Today(clock)))
            .ToDictionary(permit => permit.Id, StringComparer.Ordinal);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(PermitGroup), cancellation).ConfigureAwait(false))
        {
            if (!wanted.ContainsKey(key.Name))
            {
                await scheduler.DeleteJob(key, cancellation).ConfigureAwait(false);
                log.LogInformation("Permit {Permit}: it is no longer served", key.Name);
            }
        }

        foreach (var permit in wanted.Values)
        {
            var key = new JobKey(permit.Id, PermitGroup);
            var channel = permit.RequireFiles();
            var rhythm = Describe(permit, channel);
            if ((await scheduler.GetJobDetail(key, cancellation).ConfigureAwait(false))?.Description != rhythm)
            {
                var job = JobBuilder.Create<PermitJob>().WithIdentity(key).WithDescription(rhythm).StoreDurably().Build();
                await scheduler
                    .ScheduleJob(job, [.. TriggersOf(permit)], new ScheduleJobOptions { Replace = true }, cancellation)
                    .ConfigureAwait(false);
                await scheduler.TriggerJob(key, null, cancellation).ConfigureAwait(false);
                log.LogInformation(
                    "Permit {Permit}: {Rhythm}, next on {Next}",
                    permit.Id,
                    rhythm,
                    Figures.Time(channel.Rhythm.NextAfter(clock.GetUtcNow(), channel.Holidays).Planned));
            }
        }
    }

    /// <summary>
    /// The triggers of a permit. They fire at every occurrence of its rhythm, or when that is late, as soon as it can be; and perhaps more
    /// often. A permit without files has none.
    /// </summary>
    public static IEnumerable<ITrigger> TriggersOf(Permit permit)
    {
        var channel = permit.RequireFiles();
        yield return Trigger(permit, channel.Rhythm, "rhythm", channel.Rhythm.Rule);
        if (channel.Holidays == HolidayRule.NextWorkingDay)
        {
            // A waking too many does nothing, so there is no need to know here where the holidays are.
            yield return Trigger(permit, channel.Rhythm, "working-days", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR");
        }
    }

    private static ITrigger Trigger(Permit permit, Rhythm rhythm, string name, string rule)
    {
        // Quartz takes the time of day from the start. On the one night that lacks it, the start is two weeks earlier: the same weekday,
        // the same of two weeks.
        var start = HelsinkiTime.At(rhythm.From, rhythm.Time);
        start = TimeOnly.FromDateTime(start.DateTime) == rhythm.Time ? start : HelsinkiTime.At(rhythm.From.AddDays(-14), rhythm.Time);
        return TriggerBuilder.Create()
            .WithIdentity($"{permit.Id} {name}", PermitGroup)
            .WithRecurrenceSchedule(rule, schedule =>
                schedule.InTimeZone(HelsinkiTime.Zone).WithMisfireInstruction(RecurrenceTriggerMisfireInstruction.FireAndProceed))
            .StartAt(start)
            .Build();
    }

    private static string Describe(Permit permit, FilesChannel channel) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{channel.Rhythm.Rule} at {channel.Rhythm.Time:HH:mm} from {channel.Rhythm.From:yyyy-MM-dd}, "
                + $"holidays {(channel.Holidays == HolidayRule.Keep ? "keep" : "next-working-day")}, "
                + $"valid from {permit.ValidFrom:yyyy-MM-dd}");
}
