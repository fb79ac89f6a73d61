using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Muutostieto.Drops;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>An SFTP server that is not OpenSSH: <c>rclone serve sftp</c>, entered by password, known by its key's fingerprint.</summary>
internal sealed class RcloneServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-rclone-");
    private Process process = null!;

    private RcloneServer()
    {
    }

    public string Root => In("drop");

    public SftpDropSettings Settings { get; private set; } = null!;

    public static async Task<RcloneServer> StartAsync()
    {
        var server = new RcloneServer();
        Directory.CreateDirectory(server.Root);
        await Programs.RunAsync("ssh-keygen", server.folder.FullName, "-q", "-t", "ed25519", "-N", "", "-f", server.In("host_key"));
        var fingerprint = (await Programs.RunAsync("ssh-keygen", server.folder.FullName, "-l", "-f", server.In("host_key.pub")))
            .Split(' ')[1];
        await File.WriteAllTextAsync(server.In("password"), "sa la sana\n");
        File.SetUnixFileMode(server.In("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var port = FreePort();
        server.Settings = new SftpDropSettings
        {
            Host = "127.0.0.1",
            Port = port,
            User = "kainuu",
            Password = new SftpSecret(
                server.In("password"), null),
            HostKeyFingerprints = [fingerprint],
            TimeoutSeconds = 20,
        };
        server.process = Process.Start(new ProcessStartInfo(
            Programs.Find("rclone"),
            [
                "serve", "sftp", server.Root, "--config", server.In("none.conf"), "--addr", string.Create(
                    CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--user", "kainuu",
                "--pass", "sa la sana", "--key", server.In("host_key"), "--dir-cache-time", "0s", "--log-file", server.In("log"),
            ]))!;
        for (var attempt = 0; attempt < 200 && !await AnswersAsync(port); attempt++)
        {
            Assert.That(server.process.HasExited, Is.False, File.Exists(server.In("log")) ? await File.ReadAllTextAsync(server.In("log"))
                : "rclone has ended");
            await Task.Delay(50);
        }

        return server;
    }

    public string In(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
