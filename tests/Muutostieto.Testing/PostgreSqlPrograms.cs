using System.Diagnostics;

namespace Muutostieto.Testing;

/// <summary>PostgreSQL's own programs, run as the user that its servers run as.</summary>
internal static class PostgreSqlPrograms
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(PostgreSqlCluster.ProgramsFolder(), program), .. arguments];
        Start(Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command);
    }

    /// <summary>Makes the servers' user the owner of a folder.</summary>
    internal static void GiveFolder(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Start(["chown", "postgres", path]);
        }
    }

    private static void Start(string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
        }
    }
}
