using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

[Parallelizable(ParallelScope.Self)]
public sealed class SftpDropFailureTests
{
    private SftpScene _scene = null!;

    [SetUp]
    public async Task SetUpAsync() => _scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await _scene.DisposeAsync();

    [Test]
    public async Task An_unreachable_server_passes()
    {
        await _scene.Server.StopAsync();

        await AssertFailsAsync(ExitCode.TryAgainLater, "Connection refused", $"127.0.0.1:{_scene.Server.Port}", "tietoevry");

        await _scene.Server.RestartAsync();
        await _scene.PublishAsync();
        _scene.AssertWhole();
    }

    [Test]
    public async Task A_server_that_accepts_but_does_not_answer_passes()
    {
        await _scene.Server.FreezeAsync();

        await AssertFailsAsync(ExitCode.TryAgainLater, settings => settings with { TimeoutSeconds = 2 }, "unreachable");
    }

    [Test]
    public async Task A_client_that_hangs_is_ended_and_passes()
    {
        var hanging = _scene.Script("exec sleep 600");

        await AssertFailsAsync(ExitCode.TryAgainLater, settings => settings with { TimeoutSeconds = 1, Program = hanging }, "no answer within 1 seconds");
    }

    [Test]
    public async Task A_changed_host_key_stays_and_nothing_is_sent()
    {
        await _scene.Server.ReplaceHostKeyAsync();
        await _scene.Server.RestartAsync();

        await AssertFailsAsync(ExitCode.Error, "host key", _scene.Server.KnownHosts, "Nothing was sent");
        Assert.That(_scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_host_that_is_not_known_stays_and_nothing_is_sent()
    {
        File.WriteAllText(_scene.Server.KnownHosts, "");

        await AssertFailsAsync(ExitCode.Error, "host key", "Nothing was sent");
        Assert.That(File.ReadAllText(_scene.Server.KnownHosts), Is.Empty);
    }

    [Test]
    public async Task A_refused_key_stays()
    {
        await _scene.Server.MakeKeyAsync("other_key");

        await AssertFailsAsync(
            ExitCode.Error, settings => settings with { PrivateKeyFile = _scene.Server.In("other_key") }, "refused the key", _scene.Server.In("other_key"));
    }

    [Test]
    public async Task A_missing_folder_stays_and_is_not_made()
    {
        Directory.Delete(Path.Combine(_scene.Server.Root, SftpScene.Recipient), recursive: true);

        await AssertFailsAsync(ExitCode.Error, "missing on the server", _scene.Download);
        Assert.That(_scene.Download, Does.Not.Exist);
    }

    [Test]
    public async Task A_folder_that_is_not_writable_stays()
    {
        await _scene.Server.RestartAsync("internal-sftp -R");

        await AssertFailsAsync(ExitCode.Error, "not writable", _scene.Download);
        Assert.That(_scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task A_full_disk_on_the_server_stays_and_what_had_arrived_of_the_file_is_removed()
    {
        File.CreateSymbolicLink(Path.Combine(_scene.Download, ".d.PTT.part"), "/dev/full");

        await AssertFailsAsync(ExitCode.Error, "uploading d.PTT", "full");
        Assert.That(_scene.NamesInDrop(), Is.Empty);
    }

    [Test]
    public async Task Disconnected_after_any_command_the_manifest_never_lies_and_the_next_run_makes_it_whole()
    {
        // cd, ls, three uploads, ls, three new names, ls; each is two lines for the client.
        for (var commands = 0; commands < 10; commands++)
        {
            var passing = _scene.Script($"sed -u {(2 * commands) + 1}q | {Programs.Find("sftp")} \"$@\"");

            await AssertFailsAsync(ExitCode.TryAgainLater, settings => settings with { Program = passing }, "unreachable");
            Assert.That(_scene.NamesInDrop().Contains("d.json"), Is.EqualTo(commands >= 8), $"the manifest after {commands} commands");
            Assert.That(_scene.NamesInDrop().Contains("d.csv.zip"), Is.EqualTo(commands >= 7), $"the data before the manifest after {commands} commands");

            await _scene.PublishAsync();
            _scene.AssertWhole();
            Directory.GetFiles(_scene.Download).ToList().ForEach(File.Delete);
        }
    }

    [Test]
    public async Task A_name_that_is_taken_while_the_files_arrive_is_not_overwritten()
    {
        var taken = Path.Combine(_scene.Download, "d.csv.zip");
        var meddling = _scene.Script(
            $"""
            while IFS= read -r line; do
                case "$line" in *rename*csv.zip*) printf other > '{taken}' ;; esac
                printf '%s\n' "$line"
            done | {Programs.Find("sftp")} "$@"
            """);

        await AssertFailsAsync(ExitCode.Error, settings => settings with { Program = meddling }, "d.csv.zip", "could not be given its name");
        Assert.That(File.ReadAllText(taken), Is.EqualTo("other"));
        Assert.That(_scene.NamesInDrop(), Does.Not.Contain("d.json"));

        await AssertFailsAsync(ExitCode.Integrity, "d.csv.zip");
    }

    [Test]
    public async Task A_server_without_sftp_stays()
    {
        await _scene.Server.RestartAsync("echo hello there, this is a shell");

        await AssertFailsAsync(ExitCode.Error, "not with SFTP");
    }

    [Test]
    public async Task A_missing_program_stays()
    {
        await AssertFailsAsync(ExitCode.Error, settings => settings with { Program = "no-such-sftp" }, "no-such-sftp", "OpenSSH");
    }

    [Test]
    public async Task A_missing_key_or_list_of_hosts_and_an_open_key_are_told_before_connecting()
    {
        await _scene.Server.StopAsync();

        await AssertFailsAsync(ExitCode.Usage, settings => settings with { PrivateKeyFile = "keys/none" }, Path.Combine(_scene.Path, "keys", "none"));
        await AssertFailsAsync(ExitCode.Usage, settings => settings with { KnownHostsFile = "none" }, "knownHostsFile");
        File.SetUnixFileMode(_scene.Server.PrivateKey, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await AssertFailsAsync(ExitCode.Usage, "open to others", "chmod 600");
    }

    [Test]
    public async Task Stopped_in_the_middle_of_an_upload_the_next_run_makes_it_whole()
    {
        _scene.Delivery = LargeDelivery();
        var slow = _scene.Drop(settings => settings with { Program = SlowSftp() });

        var publishing = _scene.PublishAsync(slow);
        await PartOfAsync("d.PTT");
        await _scene.Server.StopAsync();

        var failure = await SftpScene.FailureOfAsync(() => publishing);
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.TryAgainLater), failure.Message);
        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])[".d.PTT.part"]));
        Assert.That(new FileInfo(Path.Combine(_scene.Download, ".d.PTT.part")).Length, Is.LessThan(_scene.Delivery.Files[0].Bytes));

        await _scene.Server.RestartAsync();
        await _scene.PublishAsync();
        _scene.AssertWhole();
    }

    [Test]
    public async Task A_server_that_falls_silent_in_the_middle_of_an_upload_passes()
    {
        _scene.Delivery = LargeDelivery();
        var publishing = _scene.PublishAsync(_scene.Drop(settings => settings with { TimeoutSeconds = 4, Program = SlowSftp() }));
        await PartOfAsync("d.PTT");

        await _scene.Server.FreezeAsync();

        var failure = await SftpScene.FailureOfAsync(() => publishing);
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.TryAgainLater), failure.Message);
        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])[".d.PTT.part"]));
    }

    [Test]
    public async Task Cancelled_in_the_middle_of_an_upload_nothing_is_visible_and_the_next_run_makes_it_whole()
    {
        _scene.Delivery = LargeDelivery();
        using var cancel = new CancellationTokenSource();

        var publishing = _scene.Drop(settings => settings with { Program = SlowSftp() }).PublishAsync(_scene.Delivery, null, null, cancel.Token);
        await PartOfAsync("d.PTT");
        await cancel.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => publishing);
        Assert.That(_scene.NamesInDrop(), Is.EqualTo((string[])[".d.PTT.part"]));

        await _scene.PublishAsync();
        _scene.AssertWhole();
    }

    private DropDelivery LargeDelivery()
    {
        var large = new byte[16_000_000];
        new Random(1).NextBytes(large);
        return new DropDelivery(SftpScene.Recipient, [_scene.File("d.PTT", large), _scene.File("d.json", "{}")]);
    }

    /// <summary>The real client, held back to about 2 MB/s so that there is a middle to stop in.</summary>
    private string SlowSftp() => _scene.Script($"exec {Programs.Find("sftp")} -l 16000 \"$@\"");

    private async Task PartOfAsync(string name)
    {
        var part = new FileInfo(Path.Combine(_scene.Download, $".{name}.part"));
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            part.Refresh();
            if (part is { Exists: true, Length: > 0 })
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"{part.FullName} does not appear");
    }

    private Task AssertFailsAsync(ExitCode code, params string[] words) => AssertFailsAsync(code, settings => settings, words);

    private async Task AssertFailsAsync(ExitCode code, Func<SftpDropSettings, SftpDropSettings> change, params string[] words)
    {
        var failure = await SftpScene.FailureOfAsync(() => _scene.PublishAsync(_scene.Drop(change)));
        Assert.That(failure.ExitCode, Is.EqualTo(code), failure.Message);
        foreach (var word in words)
        {
            Assert.That(failure.Message, Does.Contain(word));
        }
    }
}
