using System.Diagnostics;
using System.Net;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Integration.Tests.Support;
using Npgsql;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>
/// A worker is cut off from the database in the middle of its work, not from the drop: it gets no answer and no error. Another one takes
/// its permits over; when the network is back, it finds out.
/// </summary>
[Parallelizable(ParallelScope.Self)]
[Platform(Exclude = "Win")]
public sealed class PartitionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Test]
    public async Task A_worker_whose_wire_falls_silent_does_no_harm()
    {
        using var cluster = new PostgreSqlCluster();
        await using var wire = new Wire(IPAddress.Loopback, SocketOf(cluster));
        await CutOffAsync(cluster, wire, [], () => Task.Run(wire.Cut), () => Task.Run(wire.Mend));
    }

    [Test]
    public async Task A_worker_in_a_network_of_its_own_whose_cable_is_pulled_does_no_harm()
    {
        using var network = await NetworkNamespace.TryMakeAsync();
        if (network is null)
        {
            Assert.Ignore("No network namespaces can be made here; they take root.");
        }

        using var cluster = new PostgreSqlCluster();
        await using var wire = new Wire(network.Host, SocketOf(cluster));
        await CutOffAsync(cluster, wire, network.Inside, network.CutAsync, network.MendAsync, network.Host);
    }

    private static async Task CutOffAsync(
        PostgreSqlCluster cluster, Wire wire, string[] inside, Func<Task> cut, Func<Task> mend, IPAddress? address = null)
    {
        using var alone = new WorkersScene(cluster, 1, ["18", "21", "02", "04", "05", "06"]);
        using var scene = new WorkersScene(cluster, 2, alone.Counties);
        await alone.FillAsync(2_000);
        await scene.FillAsync(2_000);
        Assert.That((await alone.RunAsync(0, 0, "batch")).Code, Is.Zero);

        var through = new NpgsqlConnectionStringBuilder(scene.Database.ConnectionString)
        {
            Host = (address ?? IPAddress.Loopback).ToString(),
            Port = wire.Port,
            CommandTimeout = 5,
        };
        using var cutOff = scene.StartElsewhere(0, 0, inside, through.ToString(), "batch");
        var its = ProgramProcess.EndOfAsync(cutOff);
        await UntilAsync(() => Claims(scene) > 0 || cutOff.HasExited);
        Assert.That(cutOff.HasExited, Is.False);
        await cut();
        var other = await scene.RunAsync(1, 0, "batch");
        Assert.That(other.Code, Is.Zero, other.ToString());
        var delivered = scene.Records();
        await mend();
        var end = await its.WaitAsync(Patience);
        Assert.That(
            end.Code,
            Is.AnyOf(
                (int)ExitCode.Done, (int)ExitCode.Error, (int)ExitCode.SomePermitsFailed, (int)ExitCode.TryAgainLater,
                (int)ExitCode.Overdue),
            end.ToString());
        Assert.That(delivered, Is.EqualTo(alone.Records()), "the other one has delivered all");
        Assert.That(scene.Records(), Is.EqualTo(delivered), "the one that was cut off changes nothing");
        Assert.That(
            scene.Database.Value("SELECT count(*) FROM ledger.delivery WHERE published IS NOT NULL AND number = 1"),
            Is.EqualTo((long)scene.Counties.Count));
        Assert.That(scene.Database.Value("SELECT count(*) FROM ledger.delivery"), Is.EqualTo((long)scene.Counties.Count));
    }

    private static string SocketOf(PostgreSqlCluster cluster) => Path.Combine(cluster.Host, ".s.PGSQL.5432");

    private static long Claims(WorkersScene scene) =>
        (long)scene.Database.Value("SELECT count(*) FROM ledger.claim WHERE permit LIKE 'alue-%' AND until > clock_timestamp()")!;

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.That(since.Elapsed, Is.LessThan(Patience));
            await Task.Delay(20);
        }
    }
}
