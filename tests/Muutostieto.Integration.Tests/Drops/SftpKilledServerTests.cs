using System.Globalization;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>A server and its sessions killed at random moments, from before the connection to the last bytes.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpKilledServerTests
{
    private const int Moments = 20;

    [Test]
    public async Task Whenever_the_server_is_killed_it_passes_the_manifest_never_lies_and_the_next_run_makes_it_whole()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("MUUTOSTIETO_SEED") ?? "10", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        await using var scene = await SftpScene.StartAsync();
        var content = new byte[12_000_000];
        random.NextBytes(content);
        scene.Delivery = new DropDelivery(
            SftpScene.Recipient, [scene.File("d.PTT", content), scene.File("d.csv.zip", content[..4_000_000]), scene.File("d.json", "{}")]);
        await scene.PublishAsync();
        var whole = BytesInDrop();
        Clear();

        var failed = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            // Moments are counted in bytes that arrived: time passes differently on a busy machine.
            var arrived = (long)(whole * random.NextDouble());
            var publishing = scene.PublishAsync();
            while (BytesInDrop() < arrived && !publishing.IsCompleted)
            {
                await Task.Delay(1);
            }

            await scene.Server.StopAsync();
            try
            {
                await publishing;
            }
            catch (MuutostietoException failure)
            {
                failed++;
                Assert.That(
                    failure.Kind,
                    Is.EqualTo(FailureKind.Transient),
                    $"seed {seed}, moment {moment}, after {arrived} bytes: {failure.Message}");
            }

            if (scene.NamesInDrop().Contains("d.json"))
            {
                Assert.That(scene.NamesInDrop()
                    .Where(name => name[0] != '.'), Is.EqualTo(new[] { "d.PTT", "d.csv.zip", "d.json" }), "a manifest without its files");
            }

            await scene.Server.RestartAsync();
            await scene.PublishAsync();
            scene.AssertWhole();
            Clear();
        }

        Assert.That(failed, Is.GreaterThan(Moments / 3), $"seed {seed}");

        void Clear() => Directory.GetFiles(scene.Download).ToList().ForEach(File.Delete);

        // A file may be renamed while it is looked at.
        long BytesInDrop() => Directory.GetFiles(scene.Download).Sum(name => new FileInfo(name) is { Exists: true } file ? file.Length : 0);
    }
}
