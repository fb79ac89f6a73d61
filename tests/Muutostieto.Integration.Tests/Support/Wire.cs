using System.Net;
using System.Net.Sockets;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// A TCP address that leads to a socket file, and that can fall silent: bytes are held back, connections stay open, as where a cable is
/// pulled.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly TcpListener listener;
    private readonly string socketFile;
    private readonly Task accepting;
    private volatile TaskCompletionSource open = Opened();

    /// <param name="address">Where it listens.</param>
    /// <param name="socketFile">Where it leads.</param>
    internal Wire(IPAddress address, string socketFile)
    {
        this.socketFile = socketFile;
        listener = new TcpListener(address, 0);
        listener.Start();
        accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on nothing gets through.</summary>
    internal void Cut() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back gets through.</summary>
    internal void Mend() => open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(LeadAsync(await listener.AcceptSocketAsync(end.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task LeadAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(socketFile), end.Token);
                await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException)
            {
                // The server is away: so is this connection.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var read)
            {
                await open.Task.WaitAsync(end.Token);
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), end.Token);
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone; the other one learns of it by the end of its connection.
        }
    }
}
