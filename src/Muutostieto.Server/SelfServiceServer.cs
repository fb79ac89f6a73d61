using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.SelfService;

namespace Muutostieto.Server;

/// <summary>
/// Serves the self-service for as long as the service lives. When its port is taken the service goes on without it, and it is tried again.
/// </summary>
internal sealed class SelfServiceServer(SelfServiceParts parts, TimeProvider clock, ILoggerFactory loggers) : BackgroundService
{
    /// <summary>Answers begun are finished, mostly: a supervisor waits for the whole service.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly ILogger log = loggers.CreateLogger<SelfServiceServer>();

    public override void Dispose()
    {
        parts.Certificate?.Dispose();
        parts.Login.Dispose();
        parts.Store.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (parts.Settings.Port is not { } port)
        {
            return;
        }

        await Task.Yield();
        var at = new IPEndPoint(parts.Settings.Address, port);
        await new PatientListener(() => SelfServiceApplication.Build(at, parts, clock, loggers), StopWithin, clock)
            .RunAsync(
                cause => log.LogError(
                    "Self-service: {Address} cannot be had ({Failure}). Deliveries go on without it, and it is tried again. " +
                    "Give it another port: SelfService in appsettings.json",
                    at, cause),
                () => log.LogInformation("Self-service: {Scheme}://{Address}/", parts.Certificate is null ? "http" : "https", at),
                stoppingToken)
            .ConfigureAwait(false);
        if (parts.Offices is { } offices)
        {
            await offices.DisposeAsync().ConfigureAwait(false);
        }
    }
}
