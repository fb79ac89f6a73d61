using System.Diagnostics;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>The program as its users start it: a process of its own.</summary>
internal static class ProgramProcess
{
    /// <summary>Runs a command of an installation at the tests' time.</summary>
    public static Task<Outcome> RunAsync(this TestInstallation installation, params string[] args) =>
        RunAsync(Arguments(installation, args));

    /// <summary>Runs the program with these arguments and no others.</summary>
    public static async Task<Outcome> RunAsync(string[] arguments)
    {
        using var process = Process.Start(StartInfo(Programs.Find("dotnet"), [Assembly, .. arguments]))!;
        return await EndOfAsync(process);
    }

    /// <summary>Runs a command with a file size limit: a full disk without the right to mount a small one.</summary>
    public static async Task<Outcome> RunLimitedAsync(this TestInstallation installation, int kilobytes, params string[] args)
    {
        var start = StartInfo(
            "bash",
            [
                "-c",
                $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"",
                "bash",
                Programs.Find("dotnet"),
                Assembly,
                .. Arguments(installation, args),
            ]);

        // The runtime's own double mapping of code needs a large file in memory.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        return await EndOfAsync(process);
    }

    /// <summary>Starts a command and goes on.</summary>
    public static Process Start(this TestInstallation installation, params string[] args) =>
        Process.Start(StartInfo(Programs.Find("dotnet"), [Assembly, .. Arguments(installation, args)]))!;

    /// <summary>Starts the program with these arguments and no others.</summary>
    public static Process Start(string[] arguments) => Process.Start(StartInfo(Programs.Find("dotnet"), [Assembly, .. arguments]))!;

    /// <summary>Starts the program by another one.</summary>
    /// <param name="by">The other program and its arguments, to which the call of this one is added.</param>
    /// <param name="arguments">Of this program.</param>
    public static Process StartIn(string[] by, string[] arguments) =>
        Process.Start(StartInfo(Programs.Find(by[0]), [.. by[1..], Programs.Find("dotnet"), Assembly, .. arguments]))!;

    public static async Task<Outcome> EndOfAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>The settings' text of a drop on a server, without its braces' end, so that more can be added.</summary>
    public static string DropOf(SshServer server, string? privateKey = null, int timeoutSeconds = 20) =>
        $$"""
             "default": {
               "type": "sftp", "host": "127.0.0.1", "port": {{server.Port}}, "user": "{{server.Settings.User}}",
               "privateKeyFile": "{{privateKey ?? server.PrivateKey}}", "knownHostsFile": "{{server.KnownHosts}}",
               "remotePath": "{{server.Root}}", "timeoutSeconds": {{timeoutSeconds}}
             }
            """;

    private static string Assembly => TestedProgram.Path;

    private static string[] Arguments(TestInstallation installation, string[] args) =>
        [.. args, .. installation.Options, "--at", TestInstallation.At];

    private static ProcessStartInfo StartInfo(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
