using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A server that does not take the delivery: one message, the right exit code, and the next run publishes the same bytes under the
/// same number.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpFaultTests
{
    private readonly TestInstallation filled = new();
    private TestInstallation installation = null!;
    private SshServer server = null!;
    private string download = "";

    [OneTimeSetUp]
    public async Task FillAsync() =>
        (await filled.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();

    [OneTimeTearDown]
    public void RemoveFilled() => filled.Dispose();

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        server = await SshServer.StartAsync();
        download = server.MakeRecipient(TestInstallation.Recipient);
        installation.WriteSettings(ProgramProcess.DropOf(server));
        Directory.CreateDirectory(installation.Data);
        File.Copy(filled.Register, installation.Register);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await server.DisposeAsync();
        installation.Dispose();
    }

    [Test]
    public async Task An_unreachable_server()
    {
        await server.StopAsync();

        await AssertFailsAsync(
            ExitCode.TryAgainLater,
            ExitCode.TryAgainLater,
            () => server.RestartAsync(),
            "unreachable",
            $"127.0.0.1:{server.Port}");
    }

    [Test]
    public async Task A_server_that_takes_too_long()
    {
        installation.WriteSettings(ProgramProcess.DropOf(server, timeoutSeconds: 2));
        await server.FreezeAsync();

        await AssertFailsAsync(ExitCode.TryAgainLater, ExitCode.TryAgainLater, ThawAsync, "unreachable", $"127.0.0.1:{server.Port}");

        Task ThawAsync()
        {
            installation.WriteSettings(ProgramProcess.DropOf(server));
            return server.RestartAsync();
        }
    }

    [Test]
    public async Task A_changed_host_key()
    {
        await server.ReplaceHostKeyAsync();
        await server.RestartAsync();

        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Error,
            () => server.TrustHostKeyAsync(),
            "host key",
            "Nothing was sent");
    }

    [Test]
    public async Task A_wrong_key()
    {
        await server.MakeKeyAsync("other_key");
        installation.WriteSettings(ProgramProcess.DropOf(server, privateKey: server.In("other_key")));

        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, TrustOtherKeyAsync, "refused the key", "other_key");
    }

    [Test]
    public async Task A_key_that_is_not_there()
    {
        installation.WriteSettings(ProgramProcess.DropOf(server, privateKey: server.In("no_key")));

        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Usage,
            () =>
            {
                installation.WriteSettings(ProgramProcess.DropOf(server));
                return Task.CompletedTask;
            },
            "no_key");
    }

    [Test]
    public async Task A_server_that_offers_no_sftp()
    {
        await server.RestartAsync("/bin/false");

        // The account is let in, again and again, and nothing answers: that is the server's configuration, and it stays.
        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Error,
            () => server.RestartAsync(),
            "does not answer with SFTP",
            $"127.0.0.1:{server.Port}");
    }

    [Test]
    public async Task A_folder_that_is_missing()
    {
        Directory.Delete(Path.Combine(server.Root, TestInstallation.Recipient), recursive: true);

        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Error,
            () =>
            {
                server.MakeRecipient(TestInstallation.Recipient);
                return Task.CompletedTask;
            },
            "missing on the server");
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to()
    {
        await server.RestartAsync("internal-sftp -R");

        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, () => server.RestartAsync(), "not writable");
    }

    [TestCase(".PTT")]
    [TestCase(".json")]
    public async Task A_file_of_that_name_with_other_content(string ending)
    {
        var foreign = Path.Combine(download, TestInstallation.Stem + ending);
        await File.WriteAllTextAsync(foreign, "somebody else's");

        await AssertFailsAsync(
            ExitCode.Integrity,
            ExitCode.Integrity,
            () =>
            {
                Assert.That(File.ReadAllText(foreign), Is.EqualTo("somebody else's"));
                File.Delete(foreign);
                return Task.CompletedTask;
            },
            TestInstallation.Stem + ending,
            "other content");
    }

    private Task TrustOtherKeyAsync()
    {
        File.Copy(server.In("other_key.pub"), server.In("authorized_keys"), overwrite: true);
        return Task.CompletedTask;
    }

    private async Task AssertFailsAsync(ExitCode ofBatch, ExitCode ofDelivery, Func<Task> mendAsync, params string[] words)
    {
        var before = TestInstallation.Contents(download);
        (await installation.RunAsync("batch")).AssertFailed(ofBatch, words);
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(ofDelivery, words);
        Assert.That(TestInstallation.Contents(download), Is.EqualTo(before), "nothing was published");
        var composed = await installation.FilesOfOnlyDeliveryAsync("composed");

        await mendAsync();
        await installation.AssertCarriesOnAsync(download, composed);
    }
}
