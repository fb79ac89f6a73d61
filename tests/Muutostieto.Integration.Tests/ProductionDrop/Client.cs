using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.ProductionDrop;

/// <summary>A recipient's program, by one of three third-party clients.</summary>
internal abstract class Client(ProductionServer server, string recipient)
{
    protected ProductionServer Server => server;

    protected string User => server.AccountOf(recipient);

    protected string Key => recipient;

    internal static Client Of(string program, ProductionServer server, string recipient) => program switch
    {
        "sftp" => new Sftp(server, recipient),
        "lftp" => new Lftp(server, recipient),
        _ => new Rclone(server, recipient),
    };

    /// <summary>The names in a remote folder.</summary>
    internal abstract Task<(int Code, string Output, string Errors)> ListAsync(string remote);

    internal abstract Task<(int Code, string Output, string Errors)> GetAsync(string remote, string local);

    internal abstract Task<(int Code, string Output, string Errors)> PutAsync(string local, string remote);

    internal abstract Task<(int Code, string Output, string Errors)> RemoveAsync(string remote);

    private sealed class Sftp(ProductionServer server, string recipient) : Client(server, recipient)
    {
        internal override Task<(int Code, string Output, string Errors)> ListAsync(string remote) => RunAsync($"ls -1a \"{remote}\"");

        internal override Task<(int Code, string Output, string Errors)> GetAsync(string remote, string local) =>
            RunAsync($"get \"{remote}\" \"{local}\"");

        internal override Task<(int Code, string Output, string Errors)> PutAsync(string local, string remote) =>
            RunAsync($"put \"{local}\" \"{remote}\"");

        internal override Task<(int Code, string Output, string Errors)> RemoveAsync(string remote) => RunAsync($"rm \"{remote}\"");

        private async Task<(int Code, string Output, string Errors)> RunAsync(string command)
        {
            var batch = Server.In($"batch-{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(batch, command + "\n");
            return await Programs.TryAsync(
                "sftp",
                Server.In(""),
                [.. Server.SshOptions(Key), "-P", Server.PortText, "-b", batch, $"{User}@127.0.0.1"]);
        }
    }

    private sealed class Lftp(ProductionServer server, string recipient) : Client(server, recipient)
    {
        internal override Task<(int Code, string Output, string Errors)> ListAsync(string remote) => RunAsync($"cls -1a \"{remote}/\"");

        internal override Task<(int Code, string Output, string Errors)> GetAsync(string remote, string local) =>
            RunAsync($"get \"{remote}\" -o \"{local}\"");

        internal override Task<(int Code, string Output, string Errors)> PutAsync(string local, string remote) =>
            RunAsync($"put \"{local}\" -o \"{remote}\"");

        internal override Task<(int Code, string Output, string Errors)> RemoveAsync(string remote) => RunAsync($"rm \"{remote}\"");

        private Task<(int Code, string Output, string Errors)> RunAsync(string command) =>
            Programs.TryAsync(
                "lftp",
                Server.In(""),
                "--norc",
                "-c",
                $"set sftp:connect-program 'ssh -a -x {string.Join(' ', Server.SshOptions(Key))}'; set net:max-retries 1; set "
                    + $"cmd:fail-exit yes; open -u {User}, -p {Server.PortText} sftp://127.0.0.1; {command}");
    }

    private sealed class Rclone(ProductionServer server, string recipient) : Client(server, recipient)
    {
        internal override Task<(int Code, string Output, string Errors)> ListAsync(string remote) => RunAsync("lsf", Remote(remote));

        internal override Task<(int Code, string Output, string Errors)> GetAsync(string remote, string local) =>
            RunAsync("copyto", Remote(remote), local);

        internal override Task<(int Code, string Output, string Errors)> PutAsync(string local, string remote) =>
            RunAsync("copyto", local, Remote(remote));

        internal override Task<(int Code, string Output, string Errors)> RemoveAsync(string remote) =>
            RunAsync("deletefile", Remote(remote));

        private string Remote(string path) =>
            $":sftp,host=127.0.0.1,port={Server.PortText},user={User},key_file={Server.In(Key)},known_hosts_file={Server.KnownHosts}"
                + $",shell_type=none:{path}";

        private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
            Programs.TryAsync(
                "rclone",
                Server.In(""),
                ["--config", Server.In("rclone.conf"), "--retries", "1", "--low-level-retries", "1", .. arguments]);
    }
}
