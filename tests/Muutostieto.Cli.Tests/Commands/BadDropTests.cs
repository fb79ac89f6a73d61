using System.IO.Abstractions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A drop that does not take the delivery: it stays composed, and the next run publishes the same bytes under the same
/// number.</summary>
public sealed class BadDropTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_drop_that_is_not_mounted_is_not_made()
    {
        var drop = installation.In("mounted later");
        installation.WriteDirectoryDrop(drop);

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed, drop, "missing");
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(ExitCode.Error, drop, "missing");
        Assert.That(drop, Does.Not.Exist);
        var hashes = await ComposedAsync();

        Directory.CreateDirectory(drop);
        await installation.AssertCarriesOnAsync(Path.Combine(drop, TestInstallation.Recipient, "download"));
        Assert.That(await HashesAsync("published"), Is.EqualTo(hashes));
    }

    [Test]
    public async Task A_drop_that_cannot_be_written_to_says_so()
    {
        // No user, not even root, can make folders there.
        installation.WriteDirectoryDrop("/sys");

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed, "/sys", "not writable");
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(ExitCode.Error, "/sys", "not writable");
        var hashes = await ComposedAsync();

        // The drop is a term of the delivery by its name: where that leads may be corrected.
        installation.WriteDirectoryDrop("drop");
        await installation.AssertCarriesOnAsync();
        Assert.That(await HashesAsync("published"), Is.EqualTo(hashes));
    }

    [TestCase(".PTT")]
    [TestCase(".csv.zip")]
    [TestCase(".sha256")]
    [TestCase(".json")]
    public async Task A_file_of_that_name_with_other_content_is_left_alone_and_nothing_is_published(string ending)
    {
        Directory.CreateDirectory(installation.Download);
        var foreign = Path.Combine(installation.Download, TestInstallation.Stem + ending);
        File.WriteAllText(foreign, "somebody else's");
        var before = TestInstallation.Contents(installation.Download);

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Integrity, TestInstallation.Stem + ending, "other content");
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(
            ExitCode.Integrity,
            TestInstallation.Stem + ending,
            "other content");
        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(before));
        var hashes = await ComposedAsync();

        File.Delete(foreign);
        await installation.AssertCarriesOnAsync();
        Assert.That(await HashesAsync("published"), Is.EqualTo(hashes));
    }

    [Test]
    public async Task A_failing_permit_does_not_stop_the_others()
    {
        installation.WritePermit("muu", drop: "other", product: "perustaso", registerName: "MUUREK");
        installation.WriteSettings(
            $$""" "default": { "type": "directory", "path": "drop" }, "other": { "type": "directory", "path": "{{installation.In("none")}}" } """
        );

        var outcome = (await installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed, "muu", "missing");
        Assert.That(outcome.Output, Does.StartWith(TestInstallation.Permit + " base 001: "));

        Directory.CreateDirectory(installation.In("none"));
        var next = (await installation.RunAsync("batch")).AssertDone();
        Assert.That(next.Output, Does.StartWith("muu base 001: ").And.Not.Contain(TestInstallation.Permit));
    }

    [Test]
    public async Task A_delivery_damaged_in_the_outbox_is_not_published()
    {
        installation.WriteDirectoryDrop(installation.In("later"));
        (await installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed);
        var file = Directory.GetFiles(Path.Combine(installation.Data, "outbox"), "*.PTT", SearchOption.AllDirectories).Single();
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. whole[..^1], (byte)'x']);
        installation.WriteDirectoryDrop("drop");

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Integrity, TestInstallation.Stem + ".PTT", "not what was recorded");
        Assert.That((await installation.RunAsync("deliveries", "verify")).Code, Is.EqualTo((int)ExitCode.Integrity));
        Assert.That(TestInstallation.Contents(installation.Download), Is.Empty);

        File.WriteAllBytes(file, whole);
        await installation.AssertCarriesOnAsync();
    }

    [Test]
    public async Task What_is_changed_in_the_drop_is_found()
    {
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That((await installation.RunAsync("deliveries", "verify")).AssertDone().Output, Does.Contain("10 files as recorded"));
        File.AppendAllText(Path.Combine(installation.Download, TestInstallation.Stem + ".PTT"), "x");

        var outcome = await installation.RunAsync("deliveries", "verify", $"{TestInstallation.Permit}/base/1");
        Assert.That(outcome.Code, Is.EqualTo((int)ExitCode.Integrity));
        Assert.That(outcome.Output, Does.Contain("drop: " + TestInstallation.Stem + ".PTT"));
    }

    [Test]
    public async Task While_another_run_is_under_way_nothing_is_done()
    {
        Directory.CreateDirectory(installation.Data);
        using (RunLock.Acquire(new FileSystem(), installation.Data, TimeProvider.System))
        {
            (await installation.RunAsync("batch")).AssertFailed(ExitCode.TryAgainLater, "another run is under way");
            (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(
                ExitCode.TryAgainLater,
                "another run is under way");
        }

        Assert.That(installation.Download, Does.Not.Exist);
        await installation.AssertCarriesOnAsync();
    }

    private Task<string[]> ComposedAsync() => HashesAsync("composed");

    /// <summary>The hashes of the only delivery, which is number 1 and in this state.</summary>
    private async Task<string[]> HashesAsync(string state)
    {
        var ledger = (await installation.RunAsync("deliveries", "list", "--json")).AssertDone().Json;
        Assert.That(ledger.GetArrayLength(), Is.EqualTo(1));
        Assert.That(ledger[0].GetProperty("number").GetInt32(), Is.EqualTo(1));
        Assert.That(ledger[0].GetProperty("state").GetString(), Is.EqualTo(state));
        return [.. ledger[0].GetProperty("files").EnumerateArray().Select(file => file.GetProperty("sha256").GetString()!)];
    }
}
