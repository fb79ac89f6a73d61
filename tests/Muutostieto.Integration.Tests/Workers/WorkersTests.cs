using System.Globalization;
using System.Runtime.InteropServices;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>
/// Several workers on one database: nothing is lost, nothing comes twice, and the files are those of a single worker, whatever happens to
/// any of them.
/// </summary>
/// <remarks>
/// <c>MUUTOSTIETO_WORKERS=persons,weeks,permits</c> runs it at another size, that of all areas of wellbeing services is 300000,10,23;
/// <c>MUUTOSTIETO_WORKERS_SEED</c> with other disturbances than those of chance.
/// </remarks>
[Parallelizable(ParallelScope.Self)]
[Platform(Exclude = "Win")]
public sealed class WorkersTests
{
    private const int Workers = 3;
    private const int Stop = 19;
    private const int Continue = 18;

    private static readonly string[] Counties =
    [
        "18", "21", "02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "19", "01", "03", "20", "90",
        "91",
    ];

    /// <summary>
    /// Done; or done, and deliveries of earlier weeks wait for an answer, or persons in them have asked for non-disclosure since.
    /// </summary>
    private static readonly int[] Right = [(int)ExitCode.Done, (int)ExitCode.Overdue, (int)ExitCode.SomePermitsFailed];

    /// <summary>The database went away, or it was killed.</summary>
    private static readonly int[] Interrupted = [(int)ExitCode.TryAgainLater, 137];

    private static (int Persons, int Weeks, int Permits) Size =>
        Environment.GetEnvironmentVariable("MUUTOSTIETO_WORKERS")?.Split(',').Select(each => int.Parse(each, CultureInfo.InvariantCulture))
            .ToArray() is [var persons, var weeks, var permits]
            ? (persons, weeks, permits)
            : (900, 3, 4);

    [Test]
    public async Task Killed_frozen_and_cut_off_at_random_they_deliver_every_occurrence_once_and_the_same_bytes()
    {
        var seed = Environment.GetEnvironmentVariable("MUUTOSTIETO_WORKERS_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        using var cluster = new PostgreSqlCluster();
        using var alone = new WorkersScene(cluster, 1, Counties[..Size.Permits]);
        using var several = new WorkersScene(cluster, Workers, Counties[..Size.Permits]);
        await alone.FillAsync(Size.Persons);
        await several.FillAsync(Size.Persons);
        for (var week = 0; week < Size.Weeks; week++)
        {
            if (week > 0)
            {
                await alone.LiveAsync(week);
                await several.LiveAsync(week);
            }

            var undisturbed = await alone.RunAsync(0, week, "batch");
            Assert.That(undisturbed.Code, Is.AnyOf(Right), $"week {week}: {undisturbed}");
            await DisturbedNightAsync(several, cluster, week, random);

            // What the night has left, the next run finishes; with nothing left it does nothing.
            var last = await several.RunAsync(random.Next(Workers), week, "batch");
            Assert.That(last.Code, Is.AnyOf(Right), $"week {week}: {last}");
        }

        Assert.That(Lines(several.Records()), Is.EqualTo(Lines(alone.Records())));
        Assert.That(Lines(several.Manifests()), Is.EqualTo(Lines(alone.Manifests())));
        Assert.That(several.Manifests(), Has.Count.EqualTo(Size.Permits * Size.Weeks), "an occurrence each, and no delivery more");
        Assert.That(several.Database.Value("SELECT count(*) FROM ledger.delivery"), Is.EqualTo((long)Size.Permits * Size.Weeks));
        var verified = await several.RunAsync(0, Size.Weeks, "audit", "verify");
        Assert.That(verified.Code, Is.Zero, verified.ToString());
    }

    private static IEnumerable<string> Lines(SortedDictionary<string, string> files) => files.Select(file => $"{file.Key}: {file.Value}");

    private static async Task DisturbedNightAsync(WorkersScene scene, PostgreSqlCluster cluster, int week, Random random)
    {
        var night = scene.StartNight(week);
        var ends = night.Select(ProgramProcess.EndOfAsync).ToList();
        try
        {
            for (var disturbance = 0; disturbance < 2; disturbance++)
            {
                await Task.Delay(random.Next(500, 5_000));
                var victim = night[random.Next(night.Count)];
                switch (random.Next(4))
                {
                    case 0:
                        victim.Kill();
                        break;

                    case 1 when !victim.HasExited:
                        _ = Signal(victim.Id, Stop);
                        await Task.Delay(4_000);
                        _ = Signal(victim.Id, Continue);
                        break;

                    case 2:
                        scene.Database.CutConnections();
                        break;

                    case 3:
                        cluster.Restart();
                        break;
                }
            }

            foreach (var outcome in await Task.WhenAll(ends))
            {
                Assert.That(outcome.Code, Is.AnyOf([.. Right, .. Interrupted]), $"week {week}: {outcome}");
            }
        }
        finally
        {
            night.ForEach(process => process.Dispose());
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
