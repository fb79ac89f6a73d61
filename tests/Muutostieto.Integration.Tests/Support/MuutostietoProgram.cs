using System.Diagnostics;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>The program itself, as a process of its own.</summary>
internal static class MuutostietoProgram
{
    private static readonly string Assembly = TestedProgram.Path;

    /// <summary>Runs a command to its end and demands that it succeeds.</summary>
    /// <returns>Its standard output.</returns>
    public static Task<string> RunAsync(string folder, params string[] arguments) =>
        Programs.RunAsync("dotnet", folder, [Assembly, .. arguments, "--config", Repository.File("config")]);

    /// <summary>What <c>dotnet</c> is to run for a command.</summary>
    public static string[] Call(params string[] arguments) => [Assembly, .. arguments];

    /// <summary>Starts a command that is not waited for.</summary>
    public static Process Start(string folder, params string[] arguments) => Process.Start(
        new ProcessStartInfo(Programs.Find("dotnet"), [Assembly, .. arguments, "--config", Repository.File("config")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
