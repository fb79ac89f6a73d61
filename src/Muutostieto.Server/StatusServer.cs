using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.Http;

namespace Muutostieto.Server;

/// <summary>
/// Serves status page, health and metrics for as long as the service lives. When its port is taken the service goes on without it, and
/// it is tried again.
/// </summary>
/// <param name="status">What is shown.</param>
/// <param name="at">Where it listens; null: nowhere.</param>
/// <param name="clock">Paces the attempts.</param>
/// <param name="loggers">Warnings and errors only; no client's address.</param>
public sealed class StatusServer(IStatusProvider status, IPEndPoint? at, TimeProvider clock, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

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
        for (var reported = false; !stoppingToken.IsCancellationRequested; reported = true)
        {
            var application = SiteApplication.Build(status, at, clock, loggers);
            await using (application.ConfigureAwait(false))
            {
                if (await TryAsync(application, reported, stoppingToken).ConfigureAwait(false))
                {
                    return;
                }
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when the address cannot be had.</returns>
    private async Task<bool> TryAsync(WebApplication application, bool reported, CancellationToken stopping)
    {
        try
        {
            await application.StartAsync(stopping).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            if (!reported)
            {
                log.LogError(
                    "Status page: {Address} cannot be had ({Failure}). Deliveries go on without it, and it is tried again. " +
                    "Give it another port: StatusPage in appsettings.json",
                    at, (failure.InnerException ?? failure).Message);
            }

            return false;
        }

        log.LogInformation("Status page: http://{Address}/", at);
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(StopWithin);
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        return true;
    }
}
