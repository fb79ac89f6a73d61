using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>A drop on a real server is tried out: what is wrong is found, and nothing is left behind.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpTrialTests
{
    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync() => scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_server_that_is_ready_shows_login_folders_room_renaming_and_clock()
    {
        var (steps, failure) = await TryAsync();
        Assert.That(failure, Is.Null);
        Assert.That(
            steps.Select(step => step.What),
            Is.EqualTo(new[] { "login", "folder", "room", "writing", "posix-rename", "clock", "upload" }));
        Assert.That(steps.Where(step => step.IsWarning), Is.Empty);
        Assert.That(steps.Single(step => step.What == "room").Found, Does.Contain("free"));
        Assert.That(steps.Single(step => step.What == "posix-rename").Found, Is.EqualTo("the server knows it"));
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    [TestCase("posix-rename", "posix-rename", "does not know it")]
    [TestCase("statvfs", "room", "does not say")]
    public async Task A_server_without_an_extension_is_used_without_it(string extension, string what, string words)
    {
        await scene.Server.RestartAsync($"internal-sftp -P {extension}");
        var (steps, failure) = await TryAsync();
        Assert.That(failure, Is.Null);
        Assert.That(steps.Single(step => step.What == what).Found, Does.Contain(words));
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_server_that_is_not_known_is_not_entered()
    {
        File.WriteAllText(scene.Server.KnownHosts, "");
        AssertFailed(await TryAsync(), [], FailureKind.Fault, "host key");
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to_fails_after_it_was_listed()
    {
        await scene.Server.RestartAsync("internal-sftp -R");
        AssertFailed(await TryAsync(), ["login", "folder", "room"], FailureKind.Fault, "not writable");
    }

    [Test]
    public async Task A_missing_folder_fails_and_is_not_made()
    {
        Directory.Delete(Path.Combine(scene.Server.Root, SftpScene.Recipient), recursive: true);
        AssertFailed(await TryAsync(), ["login"], FailureKind.Fault, "missing on the server");
        Assert.That(scene.Download, Does.Not.Exist);
    }

    [Test]
    public async Task A_server_that_is_away_may_be_there_later()
    {
        await scene.Server.StopAsync();
        AssertFailed(await TryAsync(), [], FailureKind.Transient, "unreachable");
    }

    [Test]
    public async Task A_disk_that_takes_nothing_fails_and_keeps_nothing()
    {
        // No file of a session grows at all: for who may not make a small disk.
        var wrapper = scene.Server.In("limited.sh");
        await File.WriteAllTextAsync(wrapper, "trap '' XFSZ; ulimit -f 0; exec /usr/lib/openssh/sftp-server\n");
        await scene.Server.RestartAsync($"bash {wrapper}");
        AssertFailed(await TryAsync(), ["login", "folder", "room"], FailureKind.Fault, "full");
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }

    private static void AssertFailed(
        (List<DropTrialStep> Steps, MuutostietoException? Failure) trial, string[] steps, FailureKind kind, string words)
    {
        Assert.That(trial.Failure, Is.Not.Null);
        Assert.That(trial.Failure!.Kind, Is.EqualTo(kind), trial.Failure.Message);
        Assert.That(trial.Failure.Message, Does.StartWith("drop tietoevry").And.Contain(words));
        Assert.That(trial.Steps.Select(step => step.What), Is.EqualTo(steps));
    }

    private async Task<(List<DropTrialStep> Steps, MuutostietoException? Failure)> TryAsync()
    {
        var steps = new List<DropTrialStep>();
        try
        {
            await scene.Drop().TryOutAsync(SftpScene.Recipient, steps.Add, CancellationToken.None);
            return (steps, null);
        }
        catch (MuutostietoException failure)
        {
            return (steps, failure);
        }
    }
}
