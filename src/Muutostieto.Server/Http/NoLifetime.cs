using Microsoft.Extensions.Hosting;

namespace Muutostieto.Server.Http;

/// <summary>Signals of the process are the service's; the server is stopped with it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
