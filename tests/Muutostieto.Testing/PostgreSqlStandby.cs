using System.Diagnostics;
using Npgsql;

namespace Muutostieto.Testing;

/// <summary>
/// A replica of a throw-away cluster by streaming replication, in a temporary folder, reached by a socket there. It ends with this process.
/// </summary>
internal sealed class PostgreSqlStandby : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly string programs = PostgreSqlCluster.ProgramsFolder();
    private readonly Process keeper;

    /// <summary>Copies a cluster and follows it.</summary>
    internal PostgreSqlStandby(PostgreSqlCluster primary)
    {
        folder = Directory.CreateTempSubdirectory("mt-st-");
        PostgreSqlPrograms.GiveFolder(folder.FullName);

        PostgreSqlPrograms.Run(
            "pg_basebackup", "-h", primary.Host, "-U", PostgreSqlCluster.Owner, "-D", Data, "-R", "-X", "stream", "-c", "fast");

        // Ends the server and removes the folder when this process ends, however it ends.
        const string Script = """
            trap '' INT TERM HUP
            cat > /dev/null
            $3 "$2/pg_ctl" -D "$1/data" -m immediate -s -w stop
            cd / && rm -rf "$1"
            """;
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", Script, "keeper", folder.FullName, programs, Environment.IsPrivilegedProcess ? "runuser -u postgres --" : ""])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        keeper = Process.Start(start)!;
        Start();
    }

    private string Data => Path.Combine(folder.FullName, "data");

    /// <summary>The folder of its socket, which is the host in connection strings.</summary>
    internal string Host => folder.FullName;

    /// <summary>Of a database, for the owner.</summary>
    internal string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = Host, Database = database, Username = PostgreSqlCluster.Owner }.ToString();

    internal void Start() =>
        PostgreSqlPrograms.Run(
            "pg_ctl", "-D", Data, "-l", Path.Combine(folder.FullName, "log"), "-w", "-s", "-o",
            $"-k {folder.FullName} -c listen_addresses='' -c fsync=off -c max_connections=200 -c shared_buffers=32MB", "start");

    internal void Stop() => PostgreSqlPrograms.Run("pg_ctl", "-D", Data, "-m", "fast", "-w", "-s", "stop");

    /// <summary>Makes it stay as it is: it lags from now on.</summary>
    internal void Pause() => Execute("SELECT pg_wal_replay_pause()");

    /// <summary>Lets it catch up.</summary>
    internal void Resume() => Execute("SELECT pg_wal_replay_resume()");

    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
    }

    private void Execute(string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        using var connection = new NpgsqlConnection(builder.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
