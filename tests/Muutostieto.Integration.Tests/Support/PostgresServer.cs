namespace Muutostieto.Integration.Tests.Support;

/// <summary>A PostgreSQL cluster of its own in a temporary folder, reached by a socket there. PostgreSQL refuses to run as root: root runs it as postgres.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mt-pg-");

    private PostgresServer()
    {
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await Programs.RunAsync("chown", server._folder.FullName, "postgres", server._folder.FullName);
        }

        await server.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "recipes", "-E", "UTF8", "--locale=C", "-N");
        await server.RunAsync("pg_ctl", "-D", server.Data, "-o", $"-c listen_addresses='' -c fsync=off -k {server._folder.FullName}", "-l", Path.Combine(server._folder.FullName, "log"), "-w", "start");
        return server;
    }

    /// <summary>Runs psql in a folder.</summary>
    public Task<string> PsqlAsync(string folder, params string[] arguments) =>
        Programs.RunAsync("psql", folder, ["-X", "-q", "-h", _folder.FullName, "-U", "recipes", "-d", "postgres", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        _folder.Delete(recursive: true);
    }

    private Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", program)).LastOrDefault(File.Exists)
            : null;
        path ??= Programs.Find(program);
        return Environment.IsPrivilegedProcess
            ? Programs.RunAsync("runuser", _folder.FullName, ["-u", "postgres", "--", path, .. arguments])
            : Programs.RunAsync(path, _folder.FullName, arguments);
    }
}
