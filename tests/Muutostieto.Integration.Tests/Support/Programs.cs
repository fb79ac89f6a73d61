using System.ComponentModel;
using System.Diagnostics;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>Other people's programs. One that is missing fails the test: what was not run has not been shown.</summary>
internal static class Programs
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

    /// <summary>The program's full path; daemons are in folders that are not on every user's path.</summary>
    public static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(SystemFolders);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new AssertionException(
                $"The program {program} is missing. Run the tests with \"bash tests/run.sh\", which installs what they need.");
    }

    /// <summary>Runs a program to its end and demands that it succeeds.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(program, folder, arguments);
        Assert.That(code, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{output}\n{errors}");
        return output;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception failure)
        {
            throw new AssertionException($"{program} cannot be started: {failure.Message}");
        }
    }
}
