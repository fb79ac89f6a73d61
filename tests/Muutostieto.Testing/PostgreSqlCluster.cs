using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Muutostieto.Testing;

/// <summary>
/// A throw-away PostgreSQL cluster in a temporary folder, reached by a socket there: started by the first test of a process that needs it,
/// stopped and removed when the process ends, however it ends. PostgreSQL refuses to run as root: root runs it as the user postgres.
/// </summary>
internal sealed class PostgreSqlCluster : IDisposable
{
    /// <summary>The cluster's superuser, who needs no password.</summary>
    internal const string Owner = "tests";

    /// <summary>A role whose members need their password; all others need none.</summary>
    internal const string WithPassword = "with_password";

    /// <summary>Debian keeps the server's programs off the path.</summary>
    private const string Debian = "/usr/lib/postgresql";

    // A socket's path has at most 107 bytes.
    private const int LongestFolder = 80;

    private static readonly Lazy<PostgreSqlCluster> Running = new(() => new PostgreSqlCluster());

    private readonly ConcurrentDictionary<string, Lazy<string>> templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<string>> logins = new(StringComparer.Ordinal);
    private readonly DirectoryInfo folder;
    private readonly string programs;
    private readonly Process keeper;
    private readonly bool archives;
    private int databases;

    /// <summary>Starts one.</summary>
    /// <param name="archives">Whether it keeps the archive of its write-ahead log, from which it can be recovered.</param>
    internal PostgreSqlCluster(bool archives = false)
    {
        this.archives = archives;
        programs = ProgramsFolder();
        folder = Path.GetTempPath().Length < LongestFolder
            ? Directory.CreateTempSubdirectory("mt-pg-")
            : Directory.CreateDirectory($"/tmp/mt-pg-{Guid.NewGuid():N}");
        PostgreSqlPrograms.GiveFolder(folder.FullName);

        keeper = Start();
        WaitForStart();
    }

    /// <summary>The one of this process.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    internal static PostgreSqlCluster Shared => Running.Value;

    /// <summary>The folder of its socket, which is the host in connection strings.</summary>
    internal string Host => folder.FullName;

    /// <summary>The archive of its write-ahead log.</summary>
    internal string Archive => Path.Combine(Host, "archive");

    /// <summary>A database of a test's own.</summary>
    /// <param name="template">The one of <see cref="TemplateOf"/> that it is a copy of; null: empty.</param>
    internal PostgreSqlDatabase NewDatabase(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        Execute($"CREATE DATABASE {name} STRATEGY file_copy" + (template is null ? "" : $" TEMPLATE {template}"));
        return new PostgreSqlDatabase(this, name);
    }

    /// <summary>The name of a database that is made once, with what it is to have, for tests to copy.</summary>
    /// <param name="name">Lowercase letters and underscores.</param>
    /// <param name="fill">Fills the database of a connection string, and leaves no connection open.</param>
    internal string TemplateOf(string name, Action<string> fill) =>
        templates.GetOrAdd(
            name,
            _ => new Lazy<string>(() =>
            {
                var template = "template_" + name;
                Execute($"CREATE DATABASE {template}");
                fill(ConnectionString(template));
                NpgsqlConnection.ClearAllPools();
                return template;
            })).Value;

    /// <summary>The name of a role that may log in and do nothing more, made once.</summary>
    internal string Login(string name) =>
        logins.GetOrAdd(
            name,
            _ => new Lazy<string>(() =>
            {
                Execute($"CREATE ROLE {name} LOGIN");
                return name;
            })).Value;

    /// <summary>Of a database, for the owner or another role.</summary>
    internal string ConnectionString(string database, string user = Owner, string? password = null) =>
        new NpgsqlConnectionStringBuilder { Host = Host, Database = database, Username = user, Password = password }.ToString();

    /// <summary>Runs statements as the owner, in no test's database.</summary>
    internal void Execute(string sql, string database = "postgres")
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false };
        using var connection = new NpgsqlConnection(builder.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops and starts the server, as a machine does that gets updates: every connection ends.</summary>
    internal void Restart()
    {
        PostgreSqlPrograms.Run(
            "pg_ctl", "-D", Path.Combine(Host, "data"), "-l", Path.Combine(Host, "log"), "-m", "fast", "-w", "-s", "restart");
    }

    /// <summary>Stops and removes it. The end of this process does the same.</summary>
    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
    }

    /// <summary>Where PostgreSQL's programs are.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    internal static string ProgramsFolder()
    {
        // The lowest of several: the oldest version that is said to do.
        var found = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).ToList()
            : [];
        return found.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(each => File.Exists(Path.Combine(each, "initdb")))
            ?? throw new InvalidOperationException(
                $"PostgreSQL is not installed: there is no initdb below {Debian} or on the path. Install the package postgresql; "
                    + "tests/run.sh does it where it may.");
    }

    /// <summary>
    /// The keeper outlives this process by a moment: its input ends with this process, and then it stops the server and removes the folder.
    /// </summary>
    private Process Start()
    {
        const string Script = """
            cd "$1" || exit 1
            trap '' INT TERM HUP
            data=$1/data as=$3
            {
                $as "$2/initdb" -D "$data" -A trust -U tests -E UTF8 --locale=C -N &&
                $as mkdir "$1/archive" &&
                printf 'local all +with_password scram-sha-256\nlocal all,replication all trust\n' > "$data/pg_hba.conf" &&
                $as "$2/pg_ctl" -D "$data" -l "$1/log" -w -s \
                    -o "-k $1 -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB $4" start
            } > "$1/start" 2>&1 && touch "$1/ready" || touch "$1/failed"
            cat > /dev/null
            $as "$2/pg_ctl" -D "$data" -m immediate -s -w stop
            cd / && rm -rf "$1"
            """;
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", Script, "keeper", folder.FullName, programs, Environment.IsPrivilegedProcess ? "runuser -u postgres --" : "",
                archives ? $"-c archive_mode=on -c archive_command='cp %p {Archive}/%f'" : ""])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    private void WaitForStart()
    {
        while (!File.Exists(Path.Combine(folder.FullName, "ready")))
        {
            if (keeper.HasExited || File.Exists(Path.Combine(folder.FullName, "failed")))
            {
                var said = Path.Combine(folder.FullName, "start");
                var log = Path.Combine(folder.FullName, "log");
                var text = string.Concat(new[] { said, log }.Where(File.Exists).Select(File.ReadAllText));
                Dispose();
                throw new InvalidOperationException($"PostgreSQL does not start in {folder.FullName}:\n{text}");
            }

            Thread.Sleep(20);
        }

        Execute($"CREATE ROLE {WithPassword} NOLOGIN");
    }
}
