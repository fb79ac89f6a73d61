using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.ProductionDrop;

/// <summary>
/// The drop's own server as samples/sftp-drop/production sets it up: the sample's own script and sshd_config, with real accounts of this
/// host. Only names, folders and port are a test's own; accounts, groups and folders are removed afterwards.
/// </summary>
internal sealed class ProductionServer : IAsyncDisposable
{
    private readonly string suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
    private readonly List<string> recipients = [];
    private readonly List<Socket> logs = [];
    private readonly DirectoryInfo own = Directory.CreateTempSubdirectory("muutostieto-production-");
    private Process? sshd;

    private ProductionServer()
    {
        Root = $"/srv/mt{suffix}/drop";
        Settings = $"/srv/mt{suffix}/etc";
    }

    /// <summary>The drop's root. It and all above it belong to root, as a chroot must.</summary>
    internal string Root { get; }

    /// <summary>What is /etc/muutostieto-drop in production.</summary>
    internal string Settings { get; }

    internal string Service => "mts" + suffix;

    /// <summary>What the drop's sshd logs of files, as syslog writes it.</summary>
    internal string DownloadLog => In("sftp.log");

    internal string KnownHosts => In("known_hosts");

    internal int Port { get; } = FindPort();

    internal static async Task<ProductionServer> StartAsync()
    {
        // Accounts and a chroot require root; a run without root reports what was not tested.
        if (!Environment.IsPrivilegedProcess)
        {
            const string what = "The production drop is tested with real accounts and chroots: run as root, as CI does.";
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), what);
            Assert.Ignore(what);
        }

        var server = new ProductionServer();
        try
        {
            Directory.CreateDirectory(server.Settings);
            await server.MakeHostKeyAsync("host_ed25519");
            await server.MakeKeyAsync("service");
            await server.AddAsync("--service", server.In("service.pub"));
            server.TrustHostKeys("host_ed25519");
            Directory.CreateDirectory("/run/sshd");
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A path in the test's own folder, where clients keep their keys.</summary>
    internal string In(string name) => Path.Combine(own.FullName, name);

    /// <summary>The account of a recipient, which is its folder's name too.</summary>
    internal string AccountOf(string recipient) => $"mt{recipient}{suffix}";

    internal string Folder(string recipient, params string[] parts) => Path.Combine([Root, AccountOf(recipient), .. parts]);

    /// <summary>Makes a key and gives it to the recipient's account.</summary>
    internal async Task AddRecipientAsync(string recipient)
    {
        await MakeKeyAsync(recipient);
        recipients.Add(recipient);
        await AddAsync(AccountOf(recipient), In(recipient + ".pub"));
        Listen(Folder(recipient, "dev", "log"));
    }

    internal Task<string> AddAsync(params string[] arguments) =>
        Programs.RunAsync(
            "env",
            own.FullName,
            [
                $"DROP_ROOT={Root}",
                $"DROP_ETC={Settings}",
                $"SERVICE={Service}",
                $"RECIPIENTS=mtr{suffix}",
                "bash",
                Sample("add-recipient.sh"),
                .. arguments,
            ]);

    internal async Task MakeKeyAsync(string name)
    {
        File.Delete(In(name));
        await Programs.RunAsync("ssh-keygen", own.FullName, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", In(name));
    }

    internal async Task MakeHostKeyAsync(string name)
    {
        await MakeKeyAsync(name);
        File.Move(In(name), Path.Combine(Settings, name));
    }

    /// <summary>What the clients know: these host keys and no others.</summary>
    internal void TrustHostKeys(params string[] names) =>
        File.WriteAllLines(
            KnownHosts,
            names.Select(name =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[127.0.0.1]:{Port} {string.Join(' ', File.ReadAllText(In(name + ".pub")).Split(' ').Take(2))}")));

    /// <summary>The service's way into all folders, as an SFTP drop.</summary>
    internal IDrop Drop() =>
        DropFactory.Create(
            "production",
            new SftpDropSettings
            {
                Host = "127.0.0.1",
                Port = Port,
                User = Service,
                PrivateKeyFile = In("service"),
                KnownHostsFile = KnownHosts,
                TimeoutSeconds = 20,
            },
            own.FullName,
            TimeProvider.System, new DiskSync());

    internal DropDelivery Delivery(string recipient, string stem = "38950_PT261116KAIREK_001") =>
        new(AccountOf(recipient), [FileOf($"{stem}.PTT", $"records of {recipient}\r\n"), FileOf($"{stem}.json", "{}")]);

    internal Task PublishAsync(string recipient, string stem = "38950_PT261116KAIREK_001") =>
        Drop().PublishAsync(Delivery(recipient, stem), null, null, CancellationToken.None);

    /// <summary>ssh's options for a client that trusts only this server and has only this key.</summary>
    internal string[] SshOptions(string key) =>
    [
        "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", $"IdentityFile={In(key)}",
        "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={KnownHosts}", "-o", "GlobalKnownHostsFile=/dev/null",
    ];

    internal string PortText => Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts the server, or starts it again, with these host keys; the first one is used.</summary>
    internal async Task RestartAsync(params string[] hostKeys)
    {
        await StopAsync();
        var configuration = File.ReadAllText(Sample("sshd_config"))
            .Replace("Port 2222", $"Port {PortText}\nListenAddress 127.0.0.1", StringComparison.Ordinal)
            .Replace("/run/muutostieto-drop.pid", In("sshd.pid"), StringComparison.Ordinal)
            .Replace(
                "HostKey /etc/muutostieto-drop/host_ed25519",
                string.Join('\n', (hostKeys.Length == 0 ? ["host_ed25519"] : hostKeys).Select(key => $"HostKey {Settings}/{key}")),
                StringComparison.Ordinal)
            .Replace("/etc/muutostieto-drop", Settings, StringComparison.Ordinal)
            .Replace("/srv/muutostieto-drop", Root, StringComparison.Ordinal)
            .Replace("muutostieto-recipients", "mtr" + suffix, StringComparison.Ordinal)
            .Replace("AllowGroups mtr" + suffix + " muutostieto", $"AllowGroups mtr{suffix} {Service}", StringComparison.Ordinal)
            .Replace("Match User muutostieto", $"Match User {Service}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("sshd_config"), configuration);
        var program = Programs.Find("sshd");
        await Programs.RunAsync(program, own.FullName, "-t", "-f", In("sshd_config"));
        sshd = Process.Start(new ProcessStartInfo(program, ["-D", "-f", In("sshd_config"), "-E", In("sshd.log")]))!;
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await AnswersAsync())
            {
                return;
            }

            await Task.Delay(25);
        }

        throw new AssertionException($"sshd does not answer on port {Port}:\n{File.ReadAllText(In("sshd.log"))}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var log in logs)
        {
            log.Dispose();
        }

        foreach (var account in recipients.Select(AccountOf).Append(Service))
        {
            await Programs.TryAsync("userdel", own.FullName, account);
            await Programs.TryAsync("groupdel", own.FullName, account);
        }

        await Programs.TryAsync("groupdel", own.FullName, "mtr" + suffix);
        if (Directory.Exists($"/srv/mt{suffix}"))
        {
            Directory.Delete($"/srv/mt{suffix}", recursive: true);
        }

        own.Delete(recursive: true);
    }

    internal static string Sample(string name) => Repository.File("samples", "sftp-drop", "production", name);

    private DropFile FileOf(string name, string content)
    {
        var path = Path.Combine(Directory.CreateDirectory(In("outbox")).FullName, $"{Guid.NewGuid():N}");
        var bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(path, bytes);
        return new DropFile(name, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Simulates rsyslog, which listens on a socket in each chroot and writes lines with time and host.</summary>
    private void Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        logs.Add(socket);
        _ = Task.Run(async () =>
        {
            var buffer = new byte[16_384];
            try
            {
                while (true)
                {
                    var count = await socket.ReceiveAsync(buffer);
                    var message = Encoding.Latin1.GetString(buffer, 0, count).TrimEnd('\0', '\n');

                    // <38>Nov 22 02:30:00 internal-sftp[1234]: said
                    var said = message[(message.IndexOf('>', StringComparison.Ordinal) + 17)..];
                    lock (logs)
                    {
                        File.AppendAllText(
                            DownloadLog,
                            string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.Now:O} test {said}\n"));
                    }
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        });
    }

    private async Task StopAsync()
    {
        if (sshd is not null)
        {
            sshd.Kill(entireProcessTree: true);
            await sshd.WaitForExitAsync();
            sshd.Dispose();
            sshd = null;
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync())?.StartsWith("SSH-", StringComparison.Ordinal) == true;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }

    private static int FindPort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
