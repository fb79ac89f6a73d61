using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// A log that cannot be written, from the beginning or from some line on, stops no delivery. The run says so, status remembers it, and the
/// next run that writes to the log ends the alert.
/// </summary>
[NonParallelizable]
public sealed class LostLogTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    private string Log => Path.Combine(installation.Data, "logs", $"muutostieto-{TimeProvider.System.GetLocalNow():yyyyMMdd}.jsonl");

    [Test]
    public async Task A_directory_in_the_place_of_its_file()
    {
        await installation.FillAsync();
        Directory.CreateDirectory(Log);
        await AssertReportedAsync("");
        Directory.Delete(Log);
        await AssertWellAgainAsync();
    }

    [Test]
    [Platform("Linux", Reason = "/dev/full")]
    public async Task A_full_disk()
    {
        await installation.FillAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        File.CreateSymbolicLink(Log, "/dev/full");
        await AssertReportedAsync("No space left on device");
        File.Delete(Log);
        await AssertWellAgainAsync();
    }

    [Test]
    public async Task A_place_that_fails_after_the_first_line()
    {
        await installation.FillAsync();
        var settings = Path.Combine(installation.Config, "appsettings.json");
        var before = await File.ReadAllTextAsync(settings);
        installation.WriteSettings();
        var text = (await File.ReadAllTextAsync(settings)).TrimEnd();
        await File.WriteAllTextAsync(
            settings,
            $$"""
            {{text[..^1]}},
              "Serilog": {
                "Using": ["{{typeof(FailingSink).Assembly.GetName().Name}}"],
                "WriteTo": ["{{nameof(FailingSinks.FailsAfterOneLine)}}"]
              }
            }
            """);
        await AssertReportedAsync(FailingSink.Message);
        await File.WriteAllTextAsync(settings, before);
        await AssertWellAgainAsync();
    }

    private async Task AssertReportedAsync(string reason)
    {
        var night = (await installation.RunAsync("batch")).AssertDone();
        var status = await installation.RunAsync("status");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(night.Errors, Does.Contain("the log cannot be written").And.Contains(reason));
            Assert.That(night.Output, Does.Contain("kainuu-laajat base 001"), "deliveries go on");
            Assert.That(status.Code, Is.EqualTo((int)ExitCode.SomePermitsFailed), status.ToString());
            Assert.That(status.Output, Does.Contain("The log cannot be written").And.Contains(reason).And.Not.Contains("all is well"));
        }
    }

    private async Task AssertWellAgainAsync()
    {
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That((await installation.RunAsync("status")).AssertDone().Output, Does.Contain("all is well"));
    }
}
