using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A server that does not take the delivery: one message, the right exit code, and the next run publishes the same bytes under the
/// same number.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpFaultTests
{
    private TestInstallation _installation = null!;
    private SshServer _server = null!;
    private string _download = "";

    [SetUp]
    public async Task SetUpAsync()
    {
        _installation = new TestInstallation();
        _server = await SshServer.StartAsync();
        _download = _server.MakeRecipient(TestInstallation.Recipient);
        _installation.WriteSettings(ProgramProcess.DropOf(_server));
        (await _installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _server.DisposeAsync();
        _installation.Dispose();
    }

    [Test]
    public async Task An_unreachable_server()
    {
        await _server.StopAsync();

        await AssertFailsAsync(ExitCode.TryAgainLater, ExitCode.TryAgainLater, () => _server.RestartAsync(), "unreachable", $"127.0.0.1:{_server.Port}");
    }

    [Test]
    public async Task A_server_that_takes_too_long()
    {
        _installation.WriteSettings(ProgramProcess.DropOf(_server, timeoutSeconds: 2));
        await _server.FreezeAsync();

        await AssertFailsAsync(ExitCode.TryAgainLater, ExitCode.TryAgainLater, ThawAsync, "unreachable", $"127.0.0.1:{_server.Port}");

        Task ThawAsync()
        {
            _installation.WriteSettings(ProgramProcess.DropOf(_server));
            return _server.RestartAsync();
        }
    }

    [Test]
    public async Task A_changed_host_key()
    {
        await _server.ReplaceHostKeyAsync();
        await _server.RestartAsync();

        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, () => _server.TrustHostKeyAsync(), "host key", "Nothing was sent");
    }

    [Test]
    public async Task A_wrong_key()
    {
        await _server.MakeKeyAsync("other_key");
        _installation.WriteSettings(ProgramProcess.DropOf(_server, privateKey: _server.In("other_key")));

        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, TrustOtherKeyAsync, "refused the key", "other_key");
    }

    [Test]
    public async Task A_key_that_is_not_there()
    {
        _installation.WriteSettings(ProgramProcess.DropOf(_server, privateKey: _server.In("no_key")));

        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Usage,
            () =>
            {
                _installation.WriteSettings(ProgramProcess.DropOf(_server));
                return Task.CompletedTask;
            },
            "no_key");
    }

    [Test]
    public async Task A_server_that_offers_no_sftp()
    {
        await _server.RestartAsync("/bin/false");

        // The account is let in, again and again, and nothing answers: that is the server's configuration, and it stays.
        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, () => _server.RestartAsync(), "does not answer with SFTP", $"127.0.0.1:{_server.Port}");
    }

    [Test]
    public async Task A_folder_that_is_missing()
    {
        Directory.Delete(Path.Combine(_server.Root, TestInstallation.Recipient), recursive: true);

        await AssertFailsAsync(
            ExitCode.SomePermitsFailed,
            ExitCode.Error,
            () =>
            {
                _server.MakeRecipient(TestInstallation.Recipient);
                return Task.CompletedTask;
            },
            "missing on the server");
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to()
    {
        await _server.RestartAsync("internal-sftp -R");

        await AssertFailsAsync(ExitCode.SomePermitsFailed, ExitCode.Error, () => _server.RestartAsync(), "not writable");
    }

    [TestCase(".PTT")]
    [TestCase(".json")]
    public async Task A_file_of_that_name_with_other_content(string ending)
    {
        var foreign = Path.Combine(_download, TestInstallation.Stem + ending);
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
        File.Copy(_server.In("other_key.pub"), _server.In("authorized_keys"), overwrite: true);
        return Task.CompletedTask;
    }

    private async Task AssertFailsAsync(ExitCode ofBatch, ExitCode ofDelivery, Func<Task> mendAsync, params string[] words)
    {
        var before = TestInstallation.Contents(_download);
        (await _installation.RunAsync("batch")).AssertFailed(ofBatch, words);
        (await _installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(ofDelivery, words);
        Assert.That(TestInstallation.Contents(_download), Is.EqualTo(before), "nothing was published");
        var composed = await _installation.FilesOfOnlyDeliveryAsync("composed");

        await mendAsync();
        await _installation.AssertCarriesOnAsync(_download, composed);
    }
}
