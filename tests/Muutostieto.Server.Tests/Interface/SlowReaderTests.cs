using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Muutostieto.Hosting.Settings;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Server.Tests.Interface;

/// <summary>A reader that takes a byte a second of a large answer, with less grace than the service gives.</summary>
public sealed class SlowReaderTests
{
    private const int Persons = 3000;
    private const string Call = "/api/v1/perustiedot-vko";
    private const string Area = """{"kuntakoodit":["205"]}""";

    /// <summary>What the sockets have taken counts as read: at the service's own pace the test would wait for it.</summary>
    private const int Pace = 64 << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Test]
    public async Task A_reader_of_a_byte_a_second_is_cut_and_its_turn_goes_to_the_next_call()
    {
        await using var running = await RunningInterface.StartAsync(new InterfaceSettings { CallsAtOnce = 1 });
        running.Limits.MinResponseDataRate = new MinDataRate(Pace, Grace);
        var codes = Enumerable.Range(0, Persons)
            .Select(_ => running.Life.Current(running.Events.Born("205")).IdentityCode)
            .ToHashSet();
        running.Life.Commit();
        using var slow = new TcpClient { ReceiveBufferSize = 4 * 1024 };
        await slow.ConnectAsync(running.Address.Host, running.Address.Port);
        var stream = slow.GetStream();
        var request = $"POST {Call} HTTP/1.1\r\nHost: x\r\nAuthorization: {RunningInterface.Basic("mutpT1", "pwd")}\r\n"
            + $"Content-Length: {Area.Length}\r\nConnection: close\r\n\r\n{Area}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        await stream.ReadExactlyAsync(new byte[1]);

        // It holds the only turn: the other answer comes when that is free again, within the ten seconds that a call waits.
        using var client = running.NewClient();
        var next = client.AskAsync("/api/v1/perustiedot", """{"hetulista":[]}""");
        var received = 1 + await ReadSlowlyAsync(stream, () => next.IsCompleted);
        using var answer = await next.WaitAsync(Patience);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(await RestAsync(stream), Does.Not.EndWith("0\r\n\r\n"), "what has come has no end");
        Assert.That(received, Is.LessThan(20), "it read slowly until then");
        Assert.That(() => running.Logged, Has.Some.Match("mutpT1 perustiedot-vko (499|500): not answered").After(5000, 20));
        Assert.That(running.Logged.Where(line => line.Split(' ', ':').Any(codes.Contains)), Is.Empty);
        Assert.That(running.Logged, Has.None.Contains("error of the program"));
        Assert.That(running.Audit.Callers, Has.Count.InRange(1, Persons - 1), "what was never made is not recorded as left");
    }

    /// <summary>Reads a byte a second until something has happened.</summary>
    private static async Task<int> ReadSlowlyAsync(NetworkStream stream, Func<bool> hasHappened)
    {
        for (var bytes = 0; ; bytes++)
        {
            await Task.Delay(1000);
            if (hasHappened())
            {
                return bytes;
            }

            await stream.ReadExactlyAsync(new byte[1]);
        }
    }

    /// <summary>What the sockets still hold of an answer that was cut.</summary>
    private static async Task<string> RestAsync(NetworkStream stream)
    {
        using var rest = new MemoryStream();
        try
        {
            await stream.CopyToAsync(rest).WaitAsync(Patience);
        }
        catch (IOException)
        {
            // The connection was reset.
        }

        return Encoding.UTF8.GetString(rest.ToArray());
    }
}
