using Microsoft.Extensions.Hosting;
using Muutostieto.SelfService.Work;

namespace Muutostieto.Server;

/// <summary>Does what users of the self-service wait for, for as long as the service lives.</summary>
internal sealed class SelfServiceWorker(SelfServiceWork work) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => work.RunAsync(stoppingToken);
}
