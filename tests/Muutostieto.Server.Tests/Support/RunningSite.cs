using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Server.Http;

namespace Muutostieto.Server.Tests.Support;

/// <summary>The site on a free port of the loopback, over a status of the test's.</summary>
internal sealed class RunningSite : IStatusProvider, IAsyncDisposable
{
    private readonly RecordedLog log = new();
    private readonly LoggerFactory loggers;
    private readonly WebApplication application;

    private readonly IStatusProvider? other;

    private RunningSite(IStatusProvider? other)
    {
        this.other = other;
        loggers = new LoggerFactory([log]);
        application = SiteApplication.Build(this, new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, loggers);
    }

    /// <summary>What it shows, or how it fails.</summary>
    internal Func<ServiceStatus> Status { get; set; } = () => SomeStatus.Well;

    internal Uri Address =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    internal IReadOnlyList<string> Logged => log.Lines;

    /// <param name="other">What it shows in the place of <see cref="Status"/>.</param>
    internal static async Task<RunningSite> StartAsync(IStatusProvider? other = null)
    {
        var site = new RunningSite(other);
        await site.application.StartAsync();
        return site;
    }

    internal HttpClient NewClient() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(120) };

    internal async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Address.Port);
        return client;
    }

    /// <summary>
    /// Sends pieces over a connection, and returns what comes back until it ends, which the server does, or the client when nothing comes
    /// for a moment.
    /// </summary>
    internal async Task<string> AskAsync(params string[] pieces) =>
        Encoding.UTF8.GetString(await AskAsync(pieces.Select(Encoding.Latin1.GetBytes), TimeSpan.FromSeconds(5)));

    internal async Task<byte[]> AskAsync(IEnumerable<byte[]> pieces, TimeSpan patience)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece);
                await Task.Yield();
            }

            var buffer = new byte[16 * 1024];
            while (true)
            {
                var reading = stream.ReadAsync(buffer).AsTask();
                if (await Task.WhenAny(reading, Task.Delay(patience)) != reading)
                {
                    client.Client.Shutdown(SocketShutdown.Send);
                }

                if (await reading is not (> 0 and var count))
                {
                    break;
                }

                await answer.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The server lets go of what it does not want to hear to the end.
        }

        return answer.ToArray();
    }

    public ServiceStatus Read() => other is null ? Status() : other.Read();

    public Delivery? ReadDelivery(long id) => other is null ? SomeStatus.Whole(id) : other.ReadDelivery(id);

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        loggers.Dispose();
    }
}
