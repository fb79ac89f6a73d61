using System.Globalization;
using System.Net;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>A network of its own for processes, with one cable to this host's, that can be pulled. Needs root on Linux.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private static int last;
    private readonly string name;
    private readonly string cable;

    private NetworkNamespace(string name, string cable, IPAddress host) => (this.name, this.cable, Host) = (name, cable, host);

    /// <summary>This host, as it is seen from inside.</summary>
    internal IPAddress Host { get; }

    /// <summary>What starts a program inside.</summary>
    internal string[] Inside => [Programs.Find("ip"), "netns", "exec", name];

    /// <summary>Makes one; null where that is not allowed.</summary>
    internal static async Task<NetworkNamespace?> TryMakeAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var number = Interlocked.Increment(ref last);
        var name = string.Create(CultureInfo.InvariantCulture, $"mt-{Environment.ProcessId}-{number}");
        var cable = string.Create(CultureInfo.InvariantCulture, $"mt{Environment.ProcessId % 100_000}v{number}");
        if ((await Programs.TryAsync("ip", ".", "netns", "add", name)).Code != 0)
        {
            return null;
        }

        // Of the block for benchmarks between networks (RFC 2544), which no one else uses here.
        var third = Environment.ProcessId % 250;
        var host = string.Create(CultureInfo.InvariantCulture, $"198.18.{third}.{(4 * number) + 1}");
        var inside = string.Create(CultureInfo.InvariantCulture, $"198.18.{third}.{(4 * number) + 2}");
        string[][] steps =
        [
            ["link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name],
            ["addr", "add", host + "/30", "dev", cable],
            ["link", "set", cable, "up"],
            ["-n", name, "addr", "add", inside + "/30", "dev", "eth0"],
            ["-n", name, "link", "set", "eth0", "up"],
            ["-n", name, "link", "set", "lo", "up"],
        ];
        foreach (var step in steps)
        {
            if ((await Programs.TryAsync("ip", ".", step)).Code != 0)
            {
                _ = await Programs.TryAsync("ip", ".", "netns", "del", name);
                return null;
            }
        }

        return new NetworkNamespace(name, cable, IPAddress.Parse(host));
    }

    /// <summary>Pulls the cable.</summary>
    internal Task CutAsync() => Programs.RunAsync("ip", ".", "link", "set", cable, "down");

    /// <summary>Plugs it in again.</summary>
    internal Task MendAsync() => Programs.RunAsync("ip", ".", "link", "set", cable, "up");

    public void Dispose() => _ = Programs.TryAsync("ip", ".", "netns", "del", name).GetAwaiter().GetResult();
}
