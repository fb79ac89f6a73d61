using System.Diagnostics;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A run that is killed at any moment, or met by another: one number, one content.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class StoppedRunTests
{
    private readonly TestInstallation smaller = new();

    /// <summary>What a run without a register delivers of Ristijärvi when nothing disturbs it.</summary>
    private Dictionary<string, string> ofRistijarvi = null!;

    /// <summary>The same of a sixth of the county's persons, which most tests start from.</summary>
    private Dictionary<string, string> ofSmaller = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        using var installation = OfRistijarvi();
        (await installation.RunAsync("batch")).AssertDone();
        ofRistijarvi = (await installation.FilesOfOnlyDeliveryAsync("published"))!;

        (await smaller.RunAsync("register", "create", "--county", "20", "--persons", "12000")).AssertDone();
        using var copy = CopyOfSmaller();
        (await copy.RunAsync("batch")).AssertDone();
        ofSmaller = (await copy.FilesOfOnlyDeliveryAsync("published"))!;
    }

    [OneTimeTearDown]
    public void TearDown() => smaller.Dispose();

    /// <summary>In the middle; at its beginning it is killed in <see cref="Killed_again_and_again"/>.</summary>
    [Test]
    public async Task Killed_while_creating_the_register()
    {
        using var installation = OfRistijarvi();
        Assert.That(await KillAsync(installation, installation.Data, "register.db.partial", 40_000_000), Is.True);
        Assert.That(installation.Register, Does.Not.Exist);

        await installation.AssertCarriesOnAsync(installation.Download, ofRistijarvi);
        AssertNothingIsLeftOver(installation);
    }

    [TestCase("beginning to compose", "data/outbox", "*.PTT", 0)]
    [TestCase("composing", "data/outbox", "*.PTT", 5_000_000)]
    [TestCase("packing", "data/outbox", "*.csv.zip", 1)]
    [TestCase("closing the delivery", "data/outbox", "*.json", 0)]
    [TestCase("publishing", "data/drop", ".*.part", 1)]
    [TestCase("publishing the second file", "data/drop", ".*.csv.zip.part", 1)]
    [TestCase("revealing", "data/drop", "*.PTT", 1)]
    [TestCase("having revealed", "data/drop", "*.json", 1)]
    public async Task Killed_while(string moment, string folder, string pattern, long bytes)
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            using var installation = CopyOfSmaller();
            if (await KillAsync(installation, installation.In(folder), pattern, bytes))
            {
                AssertDropIsHonest(installation, ofSmaller);
                await installation.AssertCarriesOnAsync(installation.Download, ofSmaller);
                AssertNothingIsLeftOver(installation);
                return;
            }
        }

        Assert.Fail($"The moment of {moment} was missed every time.");
    }

    [TestCase(1)]
    [TestCase(3_000_000)]
    public async Task Killed_while_uploading_to_a_server(long bytes)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            using var installation = CopyOfSmaller();
            await using var server = await SshServer.StartAsync();
            var download = server.MakeRecipient(TestInstallation.Recipient);
            installation.WriteSettings(ProgramProcess.DropOf(server));
            if (await KillAsync(installation, download, ".*.part", bytes))
            {
                await installation.AssertCarriesOnAsync(download, ofSmaller);
                return;
            }
        }

        Assert.Fail("The moment was missed every time: the upload was over before it was seen.");
    }

    [Test]
    public async Task Killed_again_and_again()
    {
        using var installation = OfRistijarvi();
        for (var milliseconds = 150; milliseconds < 3000; milliseconds += 450)
        {
            using var run = installation.Start("batch");
            await Task.Delay(milliseconds);
            run.Kill();
            await ProgramProcess.EndOfAsync(run);
        }

        AssertDropIsHonest(installation, ofRistijarvi);
        await installation.AssertCarriesOnAsync(installation.Download, ofRistijarvi);
        AssertNothingIsLeftOver(installation);
    }

    [Test]
    public async Task Of_two_runs_at_once_the_second_is_asked_to_retry()
    {
        using var installation = OfRistijarvi();
        using var first = installation.Start("batch");
        Assert.That(await WhenAsync(first, installation.Data, "register.db.partial", 1), Is.True);
        var second = await installation.RunAsync("batch");
        (await ProgramProcess.EndOfAsync(first)).AssertDone();

        second.AssertFailed(ExitCode.TryAgainLater, "another run is under way", $"process {first.Id}");
        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(ofRistijarvi));
        Assert.That((await installation.RunAsync("batch")).AssertDone().Output.Trim(), Is.EqualTo("Nothing is due."));
    }

    [Test]
    public async Task Of_many_runs_at_once_one_delivers()
    {
        using var installation = new TestInstallation();
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => installation.RunAsync("batch")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                outcomes.Count(outcome => outcome.Code == 0 && outcome.Output.Contains("base 001", StringComparison.Ordinal)),
                Is.EqualTo(1));
            Assert.That(
                outcomes.Where(outcome => outcome.Code != 0).Select(outcome => outcome.Code),
                Is.All.EqualTo((int)ExitCode.TryAgainLater));
        }

        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(await installation.FilesOfOnlyDeliveryAsync("published")));
    }

    [Test]
    public async Task Asked_to_stop_it_says_so_and_the_next_run_carries_on()
    {
        using var installation = CopyOfSmaller();
        using var run = installation.Start("batch");
        Assert.That(await WhenAsync(run, installation.In("data/outbox"), "*.PTT", 1), Is.True);
        await Programs.RunAsync("kill", installation.Root, "-TERM", $"{run.Id}");

        (await ProgramProcess.EndOfAsync(run)).AssertFailed(ExitCode.TryAgainLater, "stopped");
        AssertNothingIsLeftOver(installation);
        await installation.AssertCarriesOnAsync(installation.Download, ofSmaller);
    }

    /// <summary>The register is the whole county's, as a run without one makes it up; the delivery is of few.</summary>
    private static TestInstallation OfRistijarvi()
    {
        var installation = new TestInstallation();
        installation.Narrow("697");
        return installation;
    }

    private TestInstallation CopyOfSmaller()
    {
        var copy = new TestInstallation();
        Directory.CreateDirectory(copy.Data);
        File.Copy(smaller.Register, copy.Register);
        return copy;
    }

    /// <returns>Whether it was killed at that moment; false when it has ended before that.</returns>
    private static async Task<bool> KillAsync(TestInstallation installation, string folder, string pattern, long bytes)
    {
        using var run = installation.Start("batch");
        var reached = await WhenAsync(run, folder, pattern, bytes);
        run.Kill();
        await ProgramProcess.EndOfAsync(run);
        return reached;
    }

    /// <summary>Waits until a file is as large as the moment wants it; false when the program ends before that.</summary>
    private static async Task<bool> WhenAsync(Process run, string folder, string pattern, long bytes)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        while (!IsThere())
        {
            if (run.HasExited)
            {
                return IsThere();
            }

            await Task.Delay(1);
        }

        return true;

        bool IsThere()
        {
            try
            {
                return Directory.Exists(folder) && new DirectoryInfo(folder).EnumerateFiles(pattern, all).Any(file => file.Length >= bytes);
            }
            catch (IOException)
            {
                // Renamed or removed while it was looked at.
                return false;
            }
        }
    }

    /// <summary>A visible manifest means a complete delivery.</summary>
    private static void AssertDropIsHonest(TestInstallation installation, Dictionary<string, string> undisturbed)
    {
        var there = TestInstallation
            .Contents(installation.Download)
            .Where(file => !Path.GetFileName(file.Key).StartsWith('.'))
            .ToDictionary();

        Assert.That(there, Is.SubsetOf(undisturbed), "what has its name is whole");
        if (there.ContainsKey(TestInstallation.Stem + ".json"))
        {
            Assert.That(there, Is.EquivalentTo(undisturbed));
        }
    }

    private static void AssertNothingIsLeftOver(TestInstallation installation) =>
        Assert.That(
            Directory
                .EnumerateFileSystemEntries(
                    installation.Data,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(path =>
                    Path.GetFileName(path).StartsWith('.')
                    || path.EndsWith(".partial", StringComparison.Ordinal)
                    || path.EndsWith(".part", StringComparison.Ordinal)),
            Is.Empty);
}
