using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Records;
using Quartz;

namespace Muutostieto.Hosting.Service;

/// <summary>
/// Puts changes of the configuration in force without a restart. Looks at the files' times, as notices of the
/// file system are lost on network drives and when an editor puts a new file in the old one's place.
/// </summary>
public sealed class ConfigurationWatch(
    LiveConfiguration live,
    Schedule schedule,
    ISchedulerFactory schedulers,
    ServiceOptions options,
    TimeProvider clock,
    ILogger<ConfigurationWatch> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken).ConfigureAwait(false);
        var (applied, said) = (live.Current, live.Fault);
        await schedule.ApplyAsync(scheduler, applied.Configuration, stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(options.Poll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var now = live.Newest;
            if (live.Fault is { } fault && fault != said)
            {
                Say(fault);
            }

            said = live.Fault;
            if (ReferenceEquals(now, applied))
            {
                continue;
            }

            applied = now;
            log.LogInformation("The configuration was changed and is in force");
            try
            {
                await schedule.ApplyAsync(scheduler, now.Configuration, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is MuutostietoException or IOException or UnauthorizedAccessException)
            {
                Say(failure.Message);
            }
        }
    }

    private void Say(string faults) =>
        log.LogError("The changed configuration is invalid; the last valid one stays in force. {Faults}", faults);
}
