namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// A PostgreSQL cluster of its own in a temporary folder, reached by a socket there. PostgreSQL refuses to run as root: root runs it as
/// postgres.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mt-pg-");

    private PostgresServer()
    {
    }

    private string Data => Path.Combine(this.folder.FullName, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", server.folder.FullName, "postgres", server.folder.FullName);
        }

        await server.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "recipes", "-E", "UTF8", "--locale=C", "-N");
        await server.RunAsync(
            "pg_ctl",
            "-D",
            server.Data,
            "-o",
            $"-c listen_addresses='' -c fsync=off -k {server.folder.FullName}",
            "-l",
            Path.Combine(server.folder.FullName, "log"),
            "-w",
            "start");
        return server;
    }

    /// <summary>Runs psql in a folder.</summary>
    public Task<string> PsqlAsync(string folder, params string[] arguments) =>
        Programs.RunAsync("psql", folder, ["-X", "-q", "-h", this.folder.FullName, "-U", "recipes", "-d", "postgres", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        this.folder.Delete(recursive: true);
    }

    private Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin", program))
                .LastOrDefault(File.Exists)
            : null;
        path ??= Programs.Find(program);
        return Environment.IsPrivilegedProcess
            ? Programs.RunAsync("runuser", this.folder.FullName, ["-u", "postgres", "--", path, .. arguments])
            : Programs.RunAsync(path, this.folder.FullName, arguments);
    }
}
