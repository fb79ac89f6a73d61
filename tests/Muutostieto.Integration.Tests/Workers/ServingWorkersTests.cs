using System.Diagnostics;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>
/// Workers that stay, as on three machines: one is killed, one is replaced, the database is restarted, and every permit has its base once.
/// </summary>
[Parallelizable(ParallelScope.Self)]
[Platform(Exclude = "Win")]
public sealed class ServingWorkersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Test]
    public async Task One_is_killed_one_is_replaced_and_the_database_restarted_and_nothing_is_missed_or_doubled()
    {
        using var cluster = new PostgreSqlCluster();
        using var scene = new WorkersScene(cluster, 3, ["18", "21", "02", "04", "05", "06", "07", "08"]);
        await scene.FillAsync(2_000);
        var workers = new List<Process> { scene.Serve(0), scene.Serve(1), scene.Serve(2) };
        var ends = workers.Select(ProgramProcess.EndOfAsync).ToList();
        try
        {
            await UntilAsync(() => Manifests(scene) > 0);
            workers[0].Kill();
            cluster.Restart();
            await Programs.RunAsync("kill", ".", "-TERM", $"{workers[1].Id}");
            Assert.That((await ends[1]).Code, Is.Zero, "it stops in order");
            workers.Add(scene.Serve(1));
            ends.Add(ProgramProcess.EndOfAsync(workers[^1]));
            await UntilAsync(() => Manifests(scene) == scene.Counties.Count && Unpublished(scene) == 0);
            foreach (var worker in workers[2..])
            {
                await Programs.RunAsync("kill", ".", "-TERM", $"{worker.Id}");
            }

            Assert.That((await Task.WhenAll(ends[2..])).Select(end => end.Code), Is.All.Zero);
        }
        finally
        {
            foreach (var worker in workers.Where(worker => !worker.HasExited))
            {
                worker.Kill();
            }
        }

        Assert.That(scene.Database.Value("SELECT count(*) FROM ledger.delivery"), Is.EqualTo((long)scene.Counties.Count));
        var nothing = await scene.RunAsync(2, 0, "audit", "verify");
        Assert.That(nothing.Code, Is.Zero, nothing.ToString());
        Assert.That(
            Directory.EnumerateFiles(scene.Drop, ".*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }),
            Is.Empty,
            "half sent");
    }

    private static int Manifests(WorkersScene scene) =>
        Directory.EnumerateFiles(scene.Drop, "*.json", SearchOption.AllDirectories)
            .Count(path => Path.GetFileName(path)[0] != '.');

    private static long Unpublished(WorkersScene scene) =>
        (long)scene.Database.Value("SELECT count(*) FROM ledger.delivery WHERE published IS NULL")!;

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.That(since.Elapsed, Is.LessThan(Patience));
            await Task.Delay(50);
        }
    }
}
