using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Notices;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Work;
using Muutostieto.Server.Interface;
using Muutostieto.Server.SelfService;
using Quartz;

namespace Muutostieto.Server;

/// <summary>Puts the service together: a host that systemd and Windows know how to start and stop, and Quartz with its jobs.</summary>
public static class ServiceHost
{
    /// <summary>A supervisor waits 30 seconds and then kills: everything must have stopped by then.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(24);

    /// <summary>Jobs mostly wait, for a drop or for their turn; how much is done at once, the run's limits say.</summary>
    private const int JobsAtOnce = 256;

    /// <summary>Of the register's pages for each reader of the self-service: lists are of few municipalities.</summary>
    private const int CacheKilobytes = 4_096;

    public static IHost Build(ServiceOptions options, LiveConfiguration live, TimeProvider clock, ILoggerProvider log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "muutostieto", DisableDefaults = true });
        builder.Logging.AddProvider(log).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        var figures = options.WorksOnly || live.Current.Configuration.Settings.Interface.Port is null ? null : new CallFigures();
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
                options.WorksOnly ? null : PageAddress(live),
                clock,
                services.GetRequiredService<ILoggerFactory>(),
                figures?.Registry))
            .AddQuartz(quartz => Configure(quartz, clock, live.Current.Configuration.Settings.Feed))
            .AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        if (figures is not null)
        {
            AddInterface(builder.Services, figures, options, live, clock, log);
        }

        if (!options.WorksOnly && live.Current.Configuration.Settings.SelfService is { Port: not null, Login: { } login } page)
        {
            AddSelfService(builder.Services, page, login, options, live, clock);
        }

        return builder.Build();
    }

    /// <summary>Its settings are read at the start only; permits, products and the mapping follow the files.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: the certificate or the mapping cannot be used.</exception>
    private static void AddInterface(
        IServiceCollection services,
        CallFigures figures,
        ServiceOptions options,
        LiveConfiguration live,
        TimeProvider clock,
        ILoggerProvider log)
    {
        var settings = live.Current.Configuration.Settings.Interface;
        var audit = new AnswerAudit(live, options, clock);
        var register = LiveRegister.Of(live, options, figures, clock, log.CreateLogger(typeof(LiveRegister).FullName!));
        var calls = new LiveCalls(live, options, register, audit, clock, log.CreateLogger(typeof(LiveCalls).FullName!));
        var parts = new InterfaceParts(
            settings,
            new ConnectionDirectory(() => live.Newest.Configuration.Deliveries, clock),
            () => calls.Current,
            () => calls.Document,
            figures,
            new FetchNotes(
                ConnectionMemoryPlace.Of(
                    options.Disk.Files, options.DataDirectory, live.Current.Configuration.Settings.ForInterface().Store),
                clock,
                log.CreateLogger(typeof(FetchNotes).FullName!)),
            settings.Certificate is { } certificate ? ServerCertificate.Load(certificate) : null);
        services.AddHostedService(found => new InterfaceServer(parts, live, clock, found.GetRequiredService<ILoggerFactory>()));
    }

    /// <summary>Its settings are read at the start only; permits and products follow the files.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: certificate or client's secret cannot be used; or the store cannot be
    /// opened.</exception>
    private static void AddSelfService(
        IServiceCollection services,
        SelfServiceSettings settings,
        LoginSettings login,
        ServiceOptions options,
        LiveConfiguration live,
        TimeProvider clock)
    {
        PrivateFile.CreateFolder(options.Disk.Files, options.DataDirectory);
        var store = live.Current.Configuration.Settings.Store is { } database
            ? SelfServiceStore.OpenDatabase(database.ReadConnection())
            : SelfServiceStore.Open(Path.Combine(options.DataDirectory, SelfServiceStore.FileName));
        var parts = new SelfServiceParts(
            settings,
            options.DataDirectory,
            options.Disk.Files,
            store,
            () => live.Current.Configuration.Municipalities,
            LoginFiles.Open(login),
            settings.Certificate is { } certificate ? ServerCertificate.Load(certificate) : null);
        var limits = new ResidentOptions { ResultTime = TimeSpan.FromDays(settings.ResultDays) };
        services
            .AddSingleton(store)
            .AddSingleton(limits)
            .AddSingleton<WorkSignal>()
            .AddSingleton<PickProgress>()
            .AddSingleton<Func<Installation>>(() =>
            {
                var current = live.Current;
                return new Installation(
                    current.Configuration, current.Catalog, options.DataDirectory, clock, options.Words, options.Disk)
                {
                    RegisterCacheKilobytes = CacheKilobytes,
                };
            })
            .AddSingleton<ResidentService>()
            .AddSingleton<ResidentLists>()
            .AddSingleton<StoreRetention>()
            .AddSingleton<SelfServiceWork>()
            .AddHostedService<SelfServiceWorker>()
            .AddSingleton<IDownloadRecord, AuditedDownloads>()
            .AddSingleton(found => NewOffices(found, parts, options, live, clock))
            .AddHostedService(found => new SelfServiceServer(
                parts with
                {
                    Residents = found.GetRequiredService<ResidentService>(),
                    Offices = found.GetRequiredService<OfficeServices>(),
                },
                clock,
                found.GetRequiredService<ILoggerFactory>()));
    }

    /// <summary>Each works with the configuration that is in force when it is used.</summary>
    private static OfficeServices NewOffices(
        IServiceProvider found, SelfServiceParts parts, ServiceOptions options, LiveConfiguration live, TimeProvider clock)
    {
        var decisions = new DecisionService(parts.Store, Open, clock, parts.Settings.TwoPersons);
        try
        {
            decisions.Repair();
        }
        catch (Exception failure) when (failure is Records.MuutostietoException || DiskFailure.Is(failure))
        {
            // The next decision tries again.
            found.GetRequiredService<ILoggerFactory>().CreateLogger<DecisionService>().LogWarning(
                "Self-service: a decision that was broken off cannot be looked at: {Failure}", failure.Message);
        }

        var operations = new OperationService(
            found.GetRequiredService<ServiceRuns>(),
            Open,
            () =>
            {
                var current = live.Newest;
                return new StatusSource(current.Configuration, live.Fault, options.DataDirectory, options.Words, options.Disk.Files);
            },
            clock);
        return new OfficeServices(
            new DeliveryService(Open, found.GetRequiredService<IDownloadRecord>(), clock),
            decisions,
            operations,
            new RunningOperations(operations, clock, found.GetRequiredService<ILoggerFactory>().CreateLogger<RunningOperations>()),
            new AuditService(Open, clock))
        {
            Applications = new ApplicationService(parts.Store, Open, clock),
            Orders = new OrderService(parts.Store, Open, clock),
            Uploads = new UploadService(parts.Store, Open, clock),
            Contacts = new ContactService(parts.Store, clock),
            Notices = new NoticeService(parts.Store, clock),
        };

        Installation Open()
        {
            var current = live.Newest;
            return new Installation(
                current.Configuration, current.Catalog, options.DataDirectory, clock, options.Words, options.Disk)
            {
                RegisterCacheKilobytes = CacheKilobytes,
            };
        }
    }

    /// <summary>Read at the start only: another port takes a restart.</summary>
    private static IPEndPoint? PageAddress(LiveConfiguration live) =>
        live.Current.Configuration.Settings.StatusPage is { Port: { } port } page ? new IPEndPoint(page.Address, port) : null;

    private static void Configure(IQuartzBuilder quartz, TimeProvider clock, FeedSettings? feed)
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

        if (feed is not null)
        {
            // What is entered by date follows what the source says.
            quartz.AddTrigger(trigger => trigger
                .ForJob(register)
                .WithIdentity("feed")
                .WithRecurrenceSchedule(feed.Rhythm.Rule, schedule => schedule.InTimeZone(HelsinkiTime.Zone))
                .StartAt(HelsinkiTime.At(feed.Rhythm.From, feed.Rhythm.Time)));
        }

        // What was missed while the service was off.
        quartz.RunAtStartup(batch);
    }
}
