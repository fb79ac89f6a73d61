using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>
/// A way to a source on which answers are refused, cut, reset, silent or slow, by a seed. Each call meets a fate of its own.
/// </summary>
/// <param name="port">Where the source listens on this machine.</param>
/// <param name="seed">Of the fates.</param>
internal sealed class MeddlingProxy(int port, int seed) : IAsyncDisposable
{
    private const int Piece = 8192;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Random random = new(seed);
    private readonly SortedDictionary<Fate, int> met = [];
    private Task running = Task.CompletedTask;

    private enum Fate
    {
        Pass,
        Slow,
        Late,
        Busy,
        Broken,
        Cut,
        Reset,
        Silent,
    }

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>One call in so many meets a fault; 0: none does.</summary>
    internal int OneFaultIn { get; set; }

    /// <summary>How often each fate was met, for messages.</summary>
    internal string Met
    {
        get
        {
            lock (random)
            {
                return string.Join(", ", met.Select(one => $"{one.Key} {one.Value}"));
            }
        }
    }

    internal MeddlingProxy Start()
    {
        listener.Start();
        running = AcceptAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await listener.AcceptSocketAsync(stop.Token);
            _ = ServeAsync(client);
        }
    }

    /// <summary>One call: the source is asked to close the connection after its answer, so that the answer ends where it ends.</summary>
    private async Task ServeAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var (fate, after) = Next();
        try
        {
            var call = await ReadAsync(near);
            if (fate is Fate.Busy or Fate.Broken)
            {
                var status = fate == Fate.Busy ? "429 Too Many Requests\r\nRetry-After: 0" : "502 Bad Gateway";
                await near.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                near.Shutdown(SocketShutdown.Both);
                return;
            }

            await far.ConnectAsync(IPAddress.Loopback, port, stop.Token);
            await far.SendAsync(call, stop.Token);
            await Task.Delay(fate == Fate.Late ? after % 200 : 0, stop.Token);
            await CopyAsync(near, far, fate, after);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            near.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task CopyAsync(Socket near, Socket far, Fate fate, int after)
    {
        var (buffer, heard) = (new byte[fate == Fate.Slow ? 512 : Piece], 0);
        while (await far.ReceiveAsync(buffer, stop.Token) is var length and > 0)
        {
            heard += length;
            if (fate is Fate.Cut or Fate.Reset or Fate.Silent && heard > after)
            {
                await near.SendAsync(buffer.AsMemory(0, length / 2), stop.Token);
                if (fate == Fate.Silent)
                {
                    // Until the client goes.
                    _ = await near.ReceiveAsync(new byte[1], stop.Token);
                }

                near.LingerState = new LingerOption(fate == Fate.Reset, 0);
                return;
            }

            await near.SendAsync(buffer.AsMemory(0, length), stop.Token);
            await Task.Delay(fate == Fate.Slow ? 1 : 0, stop.Token);
        }

        near.Shutdown(SocketShutdown.Send);
    }

    private async Task<byte[]> ReadAsync(Socket near)
    {
        var (text, buffer) = ("", new byte[Piece]);
        while (true)
        {
            var length = await near.ReceiveAsync(buffer, stop.Token);
            text += Encoding.Latin1.GetString(buffer, 0, length);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (length == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            if (head >= 0 && text.Length >= head + 4 + LengthOf(text[..head]))
            {
                return Encoding.Latin1.GetBytes(text.Insert(head, "\r\nConnection: close"));
            }
        }
    }

    private static int LengthOf(string head) =>
        head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], CultureInfo.InvariantCulture)).FirstOrDefault();

    private (Fate Fate, int After) Next()
    {
        lock (random)
        {
            var fate = OneFaultIn > 0 && random.Next(OneFaultIn) == 0 ? (Fate)random.Next(1, (int)Fate.Silent + 1) : Fate.Pass;
            met[fate] = met.GetValueOrDefault(fate) + 1;
            return (fate, random.Next(20_000));
        }
    }
}
