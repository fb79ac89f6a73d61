using System.Globalization;
using Muutostieto.Deliveries.Drops;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>Recipients fetch with programs that nobody here wrote, and check with sha256sum.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpClientsTests
{
    private SftpScene _scene = null!;
    private string _fetched = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _scene = await SftpScene.StartAsync();
        var data = new byte[3_000_000];
        new Random(2).NextBytes(data);
        var record = _scene.File("38950_PT260105KAIREK_001.PTT", data);
        var sums = _scene.File("38950_PT260105KAIREK_001.sha256", $"{record.Sha256}  {record.Name}\n");
        _scene.Delivery = new DropDelivery(SftpScene.Recipient, [record, sums, _scene.File("38950_PT260105KAIREK_001.json", "{}")]);
        await _scene.PublishAsync();
        _fetched = Directory.CreateDirectory(Path.Combine(_scene.Path, "fetched")).FullName;
    }

    [TearDown]
    public async Task TearDownAsync() => await _scene.DisposeAsync();

    [Test]
    public async Task Sftp_fetches_it_whole()
    {
        var batch = Path.Combine(_scene.Path, "batch");
        File.WriteAllText(batch, $"get {_scene.Download}/* {_fetched}/\n");
        await Programs.RunAsync("sftp", _fetched, [.. SshOptions, "-P", Port, "-b", batch, $"{_scene.Server.Settings.User}@127.0.0.1"]);

        await AssertFetchedAsync();
    }

    [Test]
    public async Task Lftp_fetches_it_whole()
    {
        var connect = $"ssh -a -x {string.Join(' ', SshOptions)}";
        await Programs.RunAsync(
            "lftp",
            _fetched,
            "--norc",
            "-c",
            $"set sftp:connect-program '{connect}'; set net:max-retries 1; set cmd:fail-exit yes; "
            + $"open -u {_scene.Server.Settings.User}, -p {Port} sftp://127.0.0.1; mirror {_scene.Download} {_fetched}");

        await AssertFetchedAsync();
    }

    [Test]
    public async Task Rclone_fetches_it_whole()
    {
        await Programs.RunAsync(
            "rclone",
            _fetched,
            "copy",
            "--config",
            Path.Combine(_scene.Path, "rclone.conf"),
            $":sftp,host=127.0.0.1,port={Port},user={_scene.Server.Settings.User},key_file={_scene.Server.PrivateKey},"
            + $"known_hosts_file={_scene.Server.KnownHosts},shell_type=none:{_scene.Download}",
            _fetched);

        await AssertFetchedAsync();
    }

    private string Port => _scene.Server.Port.ToString(CultureInfo.InvariantCulture);

    private string[] SshOptions =>
    [
        "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", $"IdentityFile={_scene.Server.PrivateKey}",
        "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={_scene.Server.KnownHosts}",
    ];

    private async Task AssertFetchedAsync()
    {
        _scene.AssertWhole(_fetched);
        await Programs.RunAsync("sha256sum", _fetched, "--check", "--strict", "38950_PT260105KAIREK_001.sha256");
    }
}
