using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.Pages;
using Muutostieto.Server.Words;
using Prometheus;

namespace Muutostieto.Server.Http;

/// <summary>Puts the site together: Kestrel with its limits, the guard before everything, and the addresses.</summary>
internal static class SiteApplication
{
    private const int LongestLine = 4 * 1024;
    private const int LongestHead = 12 * 1024;
    private const int LongestBody = 64 * 1024;

    /// <summary>How long a connection may ask nothing, and how long a question may take to come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Looking = ["GET", "HEAD"];

    internal static WebApplication Build(
        IStatusProvider status, IPEndPoint at, TimeProvider clock, ILoggerFactory loggers, CollectorRegistry? counted = null)
    {
        // Lines end as RFC 9112 says; a reader that takes a lone line feed for an end sees other requests than a proxy before it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "muutostieto",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });

        // Neither environment variables nor a file in the program's folder may open another address.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddProvider(new ForwardedLog(loggers)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter(ForwardedLog.Tracing, LogLevel.None);
        var connections = new OpenConnections();
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, at, connections));
        builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton(status)
            .AddSingleton(clock)
            .AddSingleton(connections)
            .AddSingleton(new HostNames(at.Address))
            .AddSingleton<Languages>()
            .AddSingleton<PageRenderer>()
            .AddSingleton<SitePages>()
            .AddSingleton<Turns>()
            .AddSingleton<IdleMemory>()
            .AddHealthChecks().AddCheck<StatusHealthCheck>(StatusHealthCheck.Name);
        var application = builder.Build();
        Map(application, counted);
        return application;
    }

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint at, OpenConnections connections)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestLineSize = LongestLine;
        limits.MaxRequestHeadersTotalSize = LongestHead;
        limits.MaxRequestBodySize = LongestBody;
        limits.MaxConcurrentConnections = 2 * OpenConnections.Most;
        limits.KeepAliveTimeout = Patience;
        limits.RequestHeadersTimeout = Patience;

        // A reader of 64 kB that is slower than ten seconds is let go.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 6.4 * 1024, gracePeriod: TimeSpan.FromSeconds(2));
        kestrel.Listen(at, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => connections.RunAsync(connection, next));
        });
    }

    private static void Map(WebApplication application, CollectorRegistry? counted)
    {
        application.UseMiddleware<SiteGuard>();
        application.UseRouting();
        application.UseMiddleware<TurnsMiddleware>();
        var pages = application.Services.GetRequiredService<SitePages>();
        var status = application.Services.GetRequiredService<IStatusProvider>();
        application.MapMethods("/", Looking, pages.OverviewAsync);
        application.MapMethods("/permits/{id}", Looking, pages.PermitAsync);
        application.MapMethods("/deliveries/{id}", Looking, pages.DeliveryAsync);
        application.MapMethods("/style.css", Looking, context => SiteFiles.Style.WriteAsync(context)).WithMetadata(new WithoutTurn());
        application.MapMethods("/status.css", Looking, context => SiteFiles.StatusStyle.WriteAsync(context))
            .WithMetadata(new WithoutTurn());
        application.MapMethods("/icon.svg", Looking, context => SiteFiles.Icon.WriteAsync(context)).WithMetadata(new WithoutTurn());
        application.MapMethods("/metrics", Looking, context => StatusMetrics.WriteAsync(context, status.Read(), counted));
        application.MapHealthChecks("/health/live", Health(_ => false)).WithMetadata(new WithoutTurn());
        application.MapHealthChecks("/health", Health(_ => true));
        application.MapHealthChecks("/health/ready", Health(_ => true));
        application.MapFallback("{**path}", pages.NotFoundAsync);
    }

    /// <summary>What is said of caches is the guard's, which allows none.</summary>
    private static HealthCheckOptions Health(Func<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckRegistration, bool> checks) =>
        new() { Predicate = checks, AllowCachingResponses = true, ResponseWriter = HealthBody.WriteAsync };
}
