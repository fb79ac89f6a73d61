using System.Globalization;
using System.Text.Json;
using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>The drop that people start by hand to try SFTP.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SampleSftpDropTests
{
    [Test]
    public async Task The_sample_starts_takes_a_delivery_with_the_settings_it_prints_and_stops()
    {
        await using var scene = await SftpScene.StartAsync();
        await scene.Server.StopAsync();
        var folder = Path.Combine(scene.Path, "sample folder");
        var port = scene.Server.Port.ToString(CultureInfo.InvariantCulture);

        // The server that it starts lives on and would keep the script's streams open, so a file takes what it says.
        await Programs.RunAsync("bash", scene.Path, "-c", "bash \"$0\" \"$1\" \"$2\" > said 2>&1 || { cat said >&2; exit 1; }", Sample(
            "start.sh"), folder, port);
        try
        {
            var drop = DropFactory.Create(
                "sample-sftp",
                Settings(Path.Combine(folder, "drop.json")),
                scene.Path,
                TimeProvider.System,
                new DiskSync());
            await scene.PublishAsync(drop);
            scene.AssertWhole(Path.Combine(folder, "drop", SftpScene.Recipient, "download"));
        }
        finally
        {
            await Programs.RunAsync("bash", scene.Path, Sample("stop.sh"), folder);
        }

        Assert.That(Path.Combine(folder, "sshd.pid"), Does.Not.Exist);
    }

    private static string Sample(string name) => Repository.File("samples", "sftp-drop", name);

    private static SftpDropSettings Settings(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var drop = json.RootElement.GetProperty("Drops").GetProperty("sample-sftp");
        Assert.That(drop.GetProperty("type").GetString(), Is.EqualTo("sftp"));
        return new SftpDropSettings
        {
            Host = Text("host"),
            Port = drop.GetProperty("port").GetInt32(),
            User = Text("user"),
            PrivateKeyFile = Text("privateKeyFile"),
            KnownHostsFile = Text("knownHostsFile"),
            RemotePath = Text("remotePath"),
        };

        string Text(string name) => drop.GetProperty(name).GetString()!;
    }
}
