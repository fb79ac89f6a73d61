using System.Diagnostics;
using Npgsql;

namespace Muutostieto.Testing;

/// <summary>
/// A base backup of a throw-away cluster, recovered to a moment by the archive of its write-ahead log, in a temporary folder, reached by a
/// socket there. It ends with this process.
/// </summary>
internal sealed class PostgreSqlRestored : IDisposable
{
    private readonly PostgreSqlCluster cluster;
    private readonly DirectoryInfo folder;
    private readonly string programs = PostgreSqlCluster.ProgramsFolder();
    private readonly Process keeper;

    /// <summary>Makes the base backup.</summary>
    /// <param name="cluster">One that archives.</param>
    internal PostgreSqlRestored(PostgreSqlCluster cluster)
    {
        this.cluster = cluster;
        folder = Directory.CreateTempSubdirectory("mt-re-");
        PostgreSqlPrograms.GiveFolder(folder.FullName);

        PostgreSqlPrograms.Run(
            "pg_basebackup", "-h", cluster.Host, "-U", PostgreSqlCluster.Owner, "-D", Data, "-X", "none", "-c", "fast", "--no-manifest");

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
    }

    private string Data => Path.Combine(folder.FullName, "data");

    /// <summary>Of a database, for the owner.</summary>
    internal string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder.FullName, Database = database, Username = PostgreSqlCluster.Owner }.ToString();

    /// <summary>Recovers it to a moment after the backup, and starts it on a timeline of its own.</summary>
    /// <param name="moment">As the cluster's clock says it.</param>
    internal void RecoverTo(string moment)
    {
        cluster.Execute("CREATE TABLE after_the_moment ()");
        cluster.Execute("SELECT pg_switch_wal()");
        File.AppendAllText(
            Path.Combine(Data, "postgresql.auto.conf"),
            $"""
            restore_command = 'cp {cluster.Archive}/%f %p'
            recovery_target_time = '{moment}'
            recovery_target_action = 'promote'

            """);
        File.WriteAllText(Path.Combine(Data, "recovery.signal"), "");
        PostgreSqlPrograms.Run(
            "pg_ctl", "-D", Data, "-l", Path.Combine(folder.FullName, "log"), "-w", "-s", "-o",
            $"-k {folder.FullName} -c listen_addresses='' -c fsync=off -c max_connections=200 -c shared_buffers=32MB", "start");
        while (IsRecovering())
        {
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
    }

    private bool IsRecovering()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        using var connection = new NpgsqlConnection(builder.ToString());
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
        return (bool)command.ExecuteScalar()!;
    }
}
