using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests;

/// <summary>The server as a part of a service: how it starts, waits for its port and stops.</summary>
public sealed class StatusServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Test]
    public async Task When_its_port_is_taken_it_says_so_once_and_takes_it_when_it_is_free()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var at = (IPEndPoint)taken.LocalEndpoint;
        using var log = new RecordedLog();
        using var loggers = new LoggerFactory([log]);
        using var server = new StatusServer(new WellStatus(), at, new HastyClock(), loggers);
        await server.StartAsync(CancellationToken.None);
        await UntilAsync(() => log.Lines.Any(line => line.Contains($"{at} cannot be had", StringComparison.Ordinal)));
        await Task.Delay(TimeSpan.FromMilliseconds(700));
        taken.Stop();
        await UntilAsync(() => log.Lines.Any(line => line.Contains($"Status page: http://{at}/", StringComparison.Ordinal)));
        using var client = new HttpClient { BaseAddress = new Uri($"http://{at}/") };
        Assert.That(await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("healthy"));
        await server.StopAsync(CancellationToken.None);
        Assert.That(log.Lines.Count(line => line.Contains("cannot be had", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_address_that_this_machine_does_not_have_stops_nothing_else()
    {
        using var log = new RecordedLog();
        using var loggers = new LoggerFactory([log]);
        using var server = new StatusServer(
            new WellStatus(), new IPEndPoint(IPAddress.Parse("203.0.113.7"), 8650), TimeProvider.System, loggers);
        await server.StartAsync(CancellationToken.None);
        await UntilAsync(() => log.Lines.Any(line => line.Contains("203.0.113.7:8650 cannot be had", StringComparison.Ordinal)));
        Assert.That(server.ExecuteTask!.IsFaulted, Is.False);
        await server.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task It_stops_at_once_whatever_its_clients_do()
    {
        var at = FreePort();
        using var log = new RecordedLog();
        using var loggers = new LoggerFactory([log]);
        using var server = new StatusServer(new WellStatus(), at, TimeProvider.System, loggers);
        await server.StartAsync(CancellationToken.None);
        await UntilAsync(() => log.Lines.Any(line => line.Contains("Status page: http://", StringComparison.Ordinal)));
        using var silent = new TcpClient();
        await silent.ConnectAsync(at);
        using var slow = new TcpClient();
        await slow.ConnectAsync(at);
        await slow.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: loc"u8.ToArray());
        using var client = new HttpClient { BaseAddress = new Uri($"http://{at}/") };
        Assert.That(
            await client.GetStringAsync(new Uri("/", UriKind.Relative)),
            Does.Contain("</html>"),
            "this one stays open for the next question");
        var since = Stopwatch.StartNew();
        await server.StopAsync(CancellationToken.None);
        Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(await EndsAsync(silent), Is.True);
        Assert.That(async () => await new TcpClient().ConnectAsync(at), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task Without_an_address_it_serves_nothing_and_stops()
    {
        using var log = new RecordedLog();
        using var loggers = new LoggerFactory([log]);
        using var server = new StatusServer(new WellStatus(), null, TimeProvider.System, loggers);
        await server.StartAsync(CancellationToken.None);
        await server.StopAsync(CancellationToken.None);
        Assert.That(log.Lines, Is.Empty);
    }

    private static async Task<bool> EndsAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static IPEndPoint FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return (IPEndPoint)free.LocalEndpoint;
    }

    private static async Task UntilAsync(Func<bool> seen)
    {
        for (var since = Stopwatch.StartNew(); !seen(); await Task.Delay(20))
        {
            Assert.That(since.Elapsed, Is.LessThan(Patience));
        }
    }

    /// <summary>Waits a hundredth of what is asked for.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
