using System.Globalization;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>Third-party programs with which recipients fetch the files in a folder of a server.</summary>
internal static class SftpClients
{
    public static readonly string[] All = ["sftp", "lftp", "rclone"];

    /// <summary>Fetches every file of a remote folder.</summary>
    /// <param name="client">One of <see cref="All"/>.</param>
    /// <param name="server">Where from.</param>
    /// <param name="remote">The folder's full path there.</param>
    /// <param name="target">A folder that is there and empty.</param>
    public static Task FetchAsync(string client, SshServer server, string remote, string target) => client switch
    {
        "sftp" => SftpAsync(server, remote, target),
        "lftp" => LftpAsync(server, remote, target),
        _ => RcloneAsync(server, remote, target),
    };

    private static async Task SftpAsync(SshServer server, string remote, string target)
    {
        var batch = target + ".batch";
        await File.WriteAllTextAsync(batch, $"get {remote}/* {target}/\n");
        await Programs.RunAsync(
            "sftp",
            target,
            [.. SshOptions(server), "-P", Port(server), "-b", batch, $"{server.Settings.User}@127.0.0.1"]);
    }

    private static Task LftpAsync(SshServer server, string remote, string target) => Programs.RunAsync(
        "lftp",
        target,
        "--norc",
        "-c",
        $"set sftp:connect-program 'ssh -a -x {string.Join(' ', SshOptions(server))}'; set net:max-retries 1; set cmd:fail-exit yes; "
        + $"open -u {server.Settings.User}, -p {Port(server)} sftp://127.0.0.1; mirror {remote} {target}");

    private static Task RcloneAsync(SshServer server, string remote, string target) => Programs.RunAsync(
        "rclone",
        target,
        "copy",
        "--config",
        target + ".conf",
        $":sftp,host=127.0.0.1,port={Port(server)},user={server.Settings.User},key_file={server.PrivateKey},"
        + $"known_hosts_file={server.KnownHosts},shell_type=none:{remote}",
        target);

    private static string Port(SshServer server) => server.Port.ToString(CultureInfo.InvariantCulture);

    private static string[] SshOptions(SshServer server) =>
    [
        "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", $"IdentityFile={server.PrivateKey}",
        "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={server.KnownHosts}",
    ];
}
