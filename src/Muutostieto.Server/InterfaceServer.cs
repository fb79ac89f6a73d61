using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Service;
using Muutostieto.Server.Interface;

namespace Muutostieto.Server;

/// <summary>
/// Serves the JSON interface for as long as the service lives. When its port is taken the service goes on without it, and it is tried
/// again.
/// </summary>
internal sealed class InterfaceServer(InterfaceParts parts, LiveConfiguration live, TimeProvider clock, ILoggerFactory loggers)
    : BackgroundService
{
    /// <summary>Answers begun are finished, mostly: a supervisor waits for the whole service.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NotesEvery = TimeSpan.FromSeconds(10);

    private readonly ILogger log = loggers.CreateLogger<InterfaceServer>();

    public override void Dispose()
    {
        parts.Certificate?.Dispose();
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
        var noting = NoteAsync(stoppingToken);
        await new PatientListener(() => InterfaceApplication.Build(at, parts, clock, loggers), StopWithin, clock)
            .RunAsync(
                cause => log.LogError(
                    "Interface: {Address} cannot be had ({Failure}). Deliveries go on without it, and it is tried again. " +
                    "Give it another port: Interface in appsettings.json",
                    at, cause),
                () => log.LogInformation("Interface: {Scheme}://{Address}/api/v1/", parts.Certificate is null ? "http" : "https", at),
                stoppingToken)
            .ConfigureAwait(false);
        await noting.ConfigureAwait(false);
        parts.Notes.Save();
    }

    private async Task NoteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            parts.Notes.Serve(live.Current.Configuration.Permits.Select(permit => permit.Interface?.User).OfType<string>());
            parts.Notes.Save();
            await Task.Delay(NotesEvery, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
