using System.Diagnostics;
using Muutostieto.Audit.Tests.PostgreSql;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Tests;

/// <summary>
/// What an append costs near the beginning of a chain and near its millionth entry, in one run; see <c>audit-append.sh</c> beside the other
/// benchmarks, which sets how many entries. Without that it makes some hundreds, only to go on working.
/// </summary>
public sealed class AppendBenchmark
{
    private static readonly int Entries =
        int.TryParse(Environment.GetEnvironmentVariable("MUUTOSTIETO_ENTRIES"), out var number) ? number : 300;

    private static readonly int Turns = Math.Clamp(Entries / 100, 10, 200);
    private const int Together = 64;
    private static readonly AuditedInterfaceAnswer Call =
        new("mutpT1", "muutokset", 700, 900, 1, "FI/MUN/0000000-0/kainuu-client", "3f1c7a52-0d9e-4b1f-9d1b-6f2f4b7a1c11", "asia 7/2026");

    [Test]
    public async Task Appends_near_the_beginning_and_far_from_it()
    {
        using var scene = new AuditScene();
        var content = AuditScene.Content([.. Enumerable.Range(1000, 200).Select(place => (long)place * 3)]);
        var durable = new AuditStore(scene.Folder, scene.Clock, new DiskSync());
        await FillAsync(scene.Store, 10, content);
        await MeasureAsync(durable, content, 10);
        await FillAsync(scene.Store, Entries, content);
        await MeasureAsync(durable, content, Entries);
        var began = Stopwatch.GetTimestamp();
        var result = scene.Verify();
        TestContext.Out.WriteLine($"verify: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s for {result.Head!.Sequence} entries, "
            + $"{Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length) >> 20} MiB");
        File.Delete(Path.Combine(scene.Folder, "head.json"));
        began = Stopwatch.GetTimestamp();
        await durable.RecordDisclosureAsync(Call, null, content, CancellationToken.None);
        TestContext.Out.WriteLine($"an append without head.json: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        Assert.That(result.Findings, Is.Empty);
    }

    /// <summary>The test's server flushes nothing: what a flush takes must be added to each append.</summary>
    [Test]
    public async Task Appends_to_a_database_near_the_beginning_and_far_from_it()
    {
        using var scene = new TrailInDatabase();
        var content = AuditScene.Content([.. Enumerable.Range(1000, 200).Select(place => (long)place * 3)]);
        var trail = scene.Trail;
        await FillAsync(trail, 10, content);
        await MeasureAsync(trail, content, 10);
        await FillAsync(trail, Entries, content);
        await MeasureAsync(trail, content, Entries);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        await using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 5);
        var began = Stopwatch.GetTimestamp();
        var result = scene.Verify();
        TestContext.Out.WriteLine($"verify: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s for {result.Head!.Sequence} entries, "
            + $"{Math.Max(0, most - before) >> 20} MiB of memory at most");
        Assert.That(result.Findings, Is.Empty);
    }

    private static async Task FillAsync(IAuditTrail store, int entries, AuditContent content)
    {
        const int group = 1000;
        for (var made = 0; made < entries; made += group)
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, Math.Min(group, entries - made))
                    .Select(_ => store.RecordDisclosureAsync(Call, null, content, CancellationToken.None)));
        }
    }

    private static async Task MeasureAsync(IAuditTrail store, AuditContent content, int at)
    {
        var one = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await store.RecordDisclosureAsync(Call, null, content, CancellationToken.None);
            one.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var delivery = new List<double>();
        for (var turn = 0; turn < Turns / 10; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            store.RecordDelivery(AuditScene.Delivery(at + turn, $"permit-{at}"), content, AuditScene.Files("a"), null);
            delivery.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var all = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable.Range(0, Together).Select(async _ =>
            {
                for (var turn = 0; turn < Turns; turn++)
                {
                    await store.RecordDisclosureAsync(Call, null, content, CancellationToken.None);
                }
            }));
        var rate = Together * Turns / Stopwatch.GetElapsedTime(all).TotalSeconds;
        TestContext.Out.WriteLine(
            $"at {at} entries: one at a time {Median(one):0.00} ms, a delivery {Median(delivery):0.00} ms, "
                + $"{Together} at once {rate:0} a second");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
