using System.Diagnostics;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Service;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>A register that is fed from another process, where both are killed in the middle.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class FeedProcessTests
{
    [Test]
    public async Task A_feed_that_is_killed_goes_on_and_its_register_is_as_its_source()
    {
        await using var source = await InterfaceScene.StartAsync(persons: 800, weeks: 3);
        await using var fed = new ServeScene();
        var installation = fed.TestInstallation;
        await WriteFeedAsync(installation, source);
        var register = Path.Combine(installation.Data, "register.db");

        await KilledAsync(installation.Options, "load", () => File.Exists(register + ".loading"));
        Assert.That(File.Exists(register), Is.False, "half a load is no register");
        await source.Service.KillAsync();
        await source.StartServiceAsync();
        (await fed.RunAsync("feed", "load")).AssertDone();

        (await source.Service.RunAsync("register", "simulate", "--weeks", "2", "--seed", "8")).AssertDone();
        var size = new FileInfo(register + "-wal").Exists ? new FileInfo(register + "-wal").Length : 0;
        await KilledAsync(
            installation.Options, "run", () => new FileInfo(register + "-wal") is { Exists: true } log && log.Length > size);
        var found = (await fed.RunAsync("feed", "verify", "--json")).AssertDone().Json;
        Assert.Multiple(() =>
        {
            Assert.That(found.GetProperty("checked").GetInt64(), Is.InRange(500, 1000));
            Assert.That(found.GetProperty("different").GetInt64(), Is.Zero);
            Assert.That(found.GetProperty("notShown").GetInt64(), Is.Zero);
        });
    }

    /// <summary>Configures a feed from the scene's connection with the right of 37 §.</summary>
    internal static async Task WriteFeedAsync(TestInstallation installation, InterfaceScene source)
    {
        var password = Path.Combine(installation.Root, "feed.password");
        await File.WriteAllTextAsync(password, "pwd\n");
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        installation.WriteConfig(
            "appsettings.json",
            $$"""
            {
              "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } }, "StatusPage": { "port": null },
              "Feed": {
                "type": "interface", "url": "{{source.Address}}api/v1", "user": "mutpT1", "passwordFile": "{{password}}",
                "xRoadClient": "FI/MUN/0245437-2/testi-client", "municipalities": ["697"]
              }
            }
            """);
    }

    /// <summary>Starts a feed, and kills it when it has come so far; it may have ended before.</summary>
    private static async Task KilledAsync(IEnumerable<string> options, string command, Func<bool> isThere)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Programs.Find("dotnet"), [TestedProgram.Path, "feed", command, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        while (!process.HasExited && !isThere())
        {
            await Task.Delay(5);
        }

        process.Kill();
        await process.WaitForExitAsync();
    }
}
