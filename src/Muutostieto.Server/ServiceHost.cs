using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Service;
using Muutostieto.Records.Dates;
using Quartz;

namespace Muutostieto.Server;

/// <summary>Puts the service together: a host that systemd and Windows know how to start and stop, and Quartz with its jobs.</summary>
public static class ServiceHost
{
    /// <summary>A supervisor waits 30 seconds and then kills: everything must have stopped by then.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(24);

    /// <summary>Jobs mostly wait, for a drop or for their turn; how much is done at once, the run's limits say.</summary>
    private const int JobsAtOnce = 256;

    public static IHost Build(ServiceOptions options, LiveConfiguration live, TimeProvider clock, ILoggerProvider log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "muutostieto", DisableDefaults = true });
        builder.Logging.AddProvider(log).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services
            .AddSystemd()
            .AddWindowsService(service => service.ServiceName = "Muutostieto")
            .Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin)
            .AddSingleton(options)
            .AddSingleton(live)
            .AddSingleton(clock)
            .AddSingleton<RunGate>()
            .AddSingleton<ServiceRuns>()
            .AddSingleton<Schedule>()
            .AddHostedService<ConfigurationWatch>()
            .AddSingleton<IStatusProvider, LiveStatus>()
            .AddHostedService(services => new StatusServer(
                services.GetRequiredService<IStatusProvider>(),
                PageAddress(live),
                clock,
                services.GetRequiredService<ILoggerFactory>()))
            .AddQuartz(quartz => Configure(quartz, clock))
            .AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return builder.Build();
    }

    /// <summary>Read at the start only: another port takes a restart.</summary>
    private static IPEndPoint? PageAddress(LiveConfiguration live) =>
        live.Current.Configuration.Settings.StatusPage is { Port: { } port } page ? new IPEndPoint(page.Address, port) : null;

    private static void Configure(IQuartzBuilder quartz, TimeProvider clock)
    {
        JobKey register = new("register"), batch = new("batch");
        quartz.UseInMemoryStore();
        quartz.UseTimeProvider(clock);
        quartz.UseDefaultThreadPool(JobsAtOnce);
        quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        quartz.AddJob<RegisterJob>(job => job.WithIdentity(register).StoreDurably());
        quartz.AddJob<BatchJob>(job => job.WithIdentity(batch).StoreDurably());
        quartz.AddTrigger(trigger =>
            trigger
                .ForJob(register)
                .WithIdentity("register")
                .WithCronSchedule(Schedule.RegisterTime, cron => cron.InTimeZone(HelsinkiTime.Zone)));
        quartz.AddTrigger(trigger =>
            trigger.ForJob(batch).WithIdentity("batch").WithCronSchedule(Schedule.BatchTime, cron => cron.InTimeZone(HelsinkiTime.Zone)));

        // What was missed while the service was off.
        quartz.RunAtStartup(batch);
    }
}
