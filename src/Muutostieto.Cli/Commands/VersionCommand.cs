using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary><c>version</c>: what is installed.</summary>
internal static class VersionCommand
{
    /// <summary>The program's version.</summary>
    internal static string Number =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static Command Create(CommandContext context)
    {
        var command = new Command("version", "Show the version of the program, of .NET and of the system");
        command.SetAction(parsed =>
        {
            var version = Number;
            var (framework, system) = (RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);
            if (context.Options.Json(parsed))
            {
                JsonOutput.Write(context.Terminal.Out, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("version", version);
                    writer.WriteString("framework", framework);
                    writer.WriteString("system", system);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Out.WriteLine($"muutostieto {version} ({framework}, {system})");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
