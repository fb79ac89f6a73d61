using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Muutostieto.Drops;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// A real sshd on a free port of loopback, with its own host key and one account key, serving SFTP only, as the current user.
/// Its drop is <see cref="Root"/>; keys and known hosts are beside it.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-sshd-");
    private Process? process;

    private SshServer()
    {
    }

    public int Port { get; } = FindPort();

    /// <summary>How an account is entered, for the next start.</summary>
    public string Authentication { get; set; } = "publickey";

    /// <summary>More lines of sshd_config, for the next start.</summary>
    public string More { get; set; } = "";

    public string Root => In("drop");

    public string PrivateKey => In("client_key");

    public string KnownHosts => In("known_hosts");

    public SftpDropSettings Settings => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        User = Environment.UserName,
        PrivateKeyFile = PrivateKey,
        KnownHostsFile = KnownHosts,
        RemotePath = Root,
        TimeoutSeconds = 20,
    };

    /// <summary>A server that answers.</summary>
    public static async Task<SshServer> StartAsync()
    {
        var server = new SshServer();
        Directory.CreateDirectory(server.Root);
        await File.WriteAllTextAsync(server.In("banner"), "Luvaton pääsy kielletty. Connection closed to nobody.\n");
        await server.MakeKeyAsync("client_key");
        File.Copy(server.In("client_key.pub"), server.In("authorized_keys"));
        await server.ReplaceHostKeyAsync();
        await server.TrustHostKeyAsync();
        await server.RestartAsync();
        return server;
    }

    /// <summary>A path in the server's folder.</summary>
    public string In(string name) => Path.Combine(this.folder.FullName, name);

    /// <summary>Makes the recipient's folders, as the server's keeper would.</summary>
    public string MakeRecipient(string recipient)
    {
        Directory.CreateDirectory(Path.Combine(Root, recipient, "upload"));
        return Directory.CreateDirectory(Path.Combine(Root, recipient, "download")).FullName;
    }

    public async Task MakeKeyAsync(string name, string type = "ed25519", string passphrase = "")
    {
        File.Delete(In(name));
        await Programs.RunAsync("ssh-keygen", this.folder.FullName, "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", In(name));
    }

    /// <summary>A new host key, for the next start; the client still knows the old one.</summary>
    public Task ReplaceHostKeyAsync(string type = "ed25519") => MakeKeyAsync("host_key", type);

    public async Task TrustHostKeyAsync()
    {
        var key = (await File.ReadAllTextAsync(In("host_key.pub"))).Split(' ');
        await File.WriteAllTextAsync(KnownHosts, string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{Port} {key[0]} {key[1]}\n"));
    }

    /// <summary>Ends the server and everything it serves, and starts it again.</summary>
    /// <param name="command">What every session gets, e.g. <c>internal-sftp -R</c> for a read-only one.</param>
    public async Task RestartAsync(string command = "internal-sftp")
    {
        await StopAsync();
        await File.WriteAllTextAsync(In("sshd_config"), Configuration(command));
        var sshd = Programs.Find("sshd");
        MakePrivilegeFolder();
        this.process = Process.Start(new ProcessStartInfo(sshd, ["-D", "-f", In("sshd_config"), "-E", In("log")]))!;
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (this.process.HasExited)
            {
                break;
            }

            if (await AnswersAsync())
            {
                return;
            }

            await Task.Delay(25);
        }

        throw new AssertionException(
            $"sshd does not answer on port {Port}:\n{(File.Exists(In("log")) ? await File.ReadAllTextAsync(In("log")) : "")}");
    }

    /// <summary>Starts the server again with something done to its sessions; the rules are those of meddling-sftp.py.</summary>
    public async Task MeddleAsync(params string[] rules)
    {
        await SetRulesAsync(rules);
        await RestartAsync($"python3 {Repository.File("tests", "Muutostieto.Integration.Tests", "Support", "meddling-sftp.py")} "
            + $"{In("rules")}");
    }

    /// <summary>Other rules for the next session of a server that meddles.</summary>
    public Task SetRulesAsync(params string[] rules) => File.WriteAllLinesAsync(In("rules"), rules);

    /// <summary>Ends the server and every session at once, in the middle of whatever they do.</summary>
    public async Task StopAsync()
    {
        if (this.process is null)
        {
            return;
        }

        this.process.Kill(entireProcessTree: true);
        await this.process.WaitForExitAsync();
        this.process.Dispose();
        this.process = null;
    }

    /// <summary>Stops the server and its sessions where they are: connections are accepted and kept, but never answered.</summary>
    /// <remarks>A session may end while it is being stopped; what matters is what the test then sees.</remarks>
    public Task FreezeAsync() => Programs.TryAsync(
        "bash", this.folder.FullName, ["-c", "kill -STOP \"$@\"", "kill", .. WithDescendants(this.process!.Id)]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        this.folder.Delete(recursive: true);
    }

    /// <summary>A free port below those that the system gives to outgoing connections, so that it is still free after a restart.</summary>
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

    private static IEnumerable<string> WithDescendants(int process)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        return ChildrenOf(id).SelectMany(child => WithDescendants(int.Parse(child, CultureInfo.InvariantCulture))).Prepend(id);
    }

    private static string[] ChildrenOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    private static void MakePrivilegeFolder()
    {
        const string folder = "/run/sshd";
        if (Environment.IsPrivilegedProcess && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
        }
    }

    private string Configuration(string command) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Port {Port}
        ListenAddress 127.0.0.1
        HostKey {In("host_key")}
        PidFile {In("sshd.pid")}
        AuthorizedKeysFile {In("authorized_keys")}
        StrictModes no
        UsePAM {(Authentication == "keyboard-interactive" ? "yes" : "no")}
        AuthenticationMethods {Authentication}
        PasswordAuthentication {(Authentication == "password" ? "yes" : "no")}
        KbdInteractiveAuthentication {(Authentication == "keyboard-interactive" ? "yes" : "no")}
        PermitRootLogin prohibit-password
        PermitTTY no
        DisableForwarding yes
        Banner {In("banner")}
        Subsystem sftp internal-sftp
        ForceCommand {command}
        LogLevel VERBOSE
        {More}

        """);

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
}
