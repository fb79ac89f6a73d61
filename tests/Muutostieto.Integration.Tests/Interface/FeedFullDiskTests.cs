using Muutostieto.Cli.CommandLine;
using Muutostieto.Integration.Tests.Service;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>A disk that fills while a register is fed from another process.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class FeedFullDiskTests
{
    [Test]
    public async Task A_page_without_room_is_not_entered_its_key_stays_and_with_room_the_feed_goes_on()
    {
        if (!SmallDisk.CanMount())
        {
            Assert.Ignore("only an account that may mount has a disk to fill");
        }

        await using var source = await InterfaceScene.StartAsync(persons: 300, weeks: 1);
        await using var fed = new ServeScene();
        var installation = fed.TestInstallation;
        await FeedProcessTests.WriteFeedAsync(installation, source);
        await using var disk = await SmallDisk.OfAsync(installation.Data, mounted: true, kilobytes: 20_000);
        (await fed.RunAsync("feed", "load")).AssertDone();
        var before = await KeyAsync(fed);

        (await source.Service.RunAsync("register", "simulate", "--weeks", "3", "--seed", "8")).AssertDone();
        await disk.FillAsync();
        var failed = await fed.RunAsync("feed", "run");
        Assert.That(failed.Code, Is.EqualTo((int)ExitCode.Error), failed.ToString());
        Assert.That(failed.Errors, Does.Contain("disk").And.Not.Contain(" at Muutostieto."), "no stack trace");
        await disk.MakeRoomAsync();
        Assert.That(await KeyAsync(fed), Is.EqualTo(before));

        (await fed.RunAsync("feed", "run")).AssertDone();
        Assert.That(await KeyAsync(fed), Is.GreaterThan(before));
        var found = (await fed.RunAsync("feed", "verify", "--json")).AssertDone().Json;
        Assert.That(found.GetProperty("checked").GetInt64(), Is.GreaterThan(200));
        Assert.That(found.GetProperty("different").GetInt64(), Is.Zero);
    }

    private static async Task<long> KeyAsync(ServeScene fed) =>
        (await fed.RunAsync("feed", "status", "--json")).Json.GetProperty("sourceKey").GetInt64();
}
