using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.Http;
using Prometheus;

namespace Muutostieto.Server;

/// <summary>
/// Serves status page, health and metrics for as long as the service lives. When its port is taken the service goes on without it, and
/// it is tried again.
/// </summary>
/// <param name="status">What is shown.</param>
/// <param name="at">Where it listens; null: nowhere.</param>
/// <param name="clock">Paces the attempts.</param>
/// <param name="loggers">Warnings and errors only; no client's address.</param>
/// <param name="counted">Figures that are counted as they happen, shown in <c>/metrics</c> after those of the status; null: none.</param>
public sealed class StatusServer(
    IStatusProvider status, IPEndPoint? at, TimeProvider clock, ILoggerFactory loggers, CollectorRegistry? counted = null)
    : BackgroundService
{
    /// <summary>An answer takes moments; a supervisor waits for the whole service.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    private readonly ILogger log = loggers.CreateLogger<StatusServer>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (at is null)
        {
            return;
        }

        // Building it takes a tenth of a second, which the service's start does not wait for.
        await Task.Yield();
        await new PatientListener(() => SiteApplication.Build(status, at, clock, loggers, counted), StopWithin, clock)
            .RunAsync(
                cause => log.LogError(
                    "Status page: {Address} cannot be had ({Failure}). Deliveries go on without it, and it is tried again. " +
                    "Give it another port: StatusPage in appsettings.json",
                    at, cause),
                () => log.LogInformation("Status page: http://{Address}/", at),
                stoppingToken)
            .ConfigureAwait(false);
    }
}
