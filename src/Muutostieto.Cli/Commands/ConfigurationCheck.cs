using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Cli.Commands;

/// <summary>Checks a configuration folder without using it: every fault at once.</summary>
internal static class ConfigurationCheck
{
    internal static int Run(CommandContext context, ParseResult parsed)
    {
        var directory = context.Options.Config(parsed);
        var layouts = Path.Combine(directory, "groups.json");
        var faults = new List<ConfigurationFault>();
        IReadOnlyDictionary<string, GroupOutline>? groups = null;
        try
        {
            groups = GroupCatalogReader.Load(context.Disk.Files, layouts).Outlines;
        }
        catch (MuutostietoException error)
        {
            // The message begins with the file, as a fault does.
            faults.Add(
                new ConfigurationFault(
                    layouts,
                    0,
                    "",
                    context.Words.Of(error).Replace(layouts + ": ", "", StringComparison.Ordinal),
                    "Correct the layouts."));
        }

        var clock = context.Options.Clock(parsed, context.SystemClock);
        var (configuration, report) = ConfigurationLoader.Load(
            context.Disk.Files,
            directory,
            Path.GetFullPath(context.Options.Data(parsed)),
            groups ?? new Dictionary<string, GroupOutline>(),
            clock,
            context.Words);

        // Products are judged by the layouts; where those cannot be read, what is said of products' groups would be their echo.
        faults.AddRange(report.Faults.Where(fault => groups is not null || !fault.File.Contains("products", StringComparison.Ordinal)));
        if (configuration?.Settings.IsProduction == true)
        {
            faults.AddRange(InstallationFaults.Of(context.Disk.Files, configuration.Settings, context.Words));
        }

        if (configuration is not null)
        {
            faults.AddRange(InstallationFaults.OfMail(configuration.Settings));
        }

        Show(context, parsed, directory, faults);
        return (int)(faults.Any(fault => fault.Kind == FaultKind.Error) ? ExitCode.Usage : ExitCode.Done);
    }

    private static void Show(CommandContext context, ParseResult parsed, string directory, List<ConfigurationFault> faults)
    {
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var fault in faults)
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", fault.File);
                    writer.WriteNumber("line", fault.Line);
                    writer.WriteNumber("column", fault.Column);
                    writer.WriteString("path", fault.Path);
                    writer.WriteString("kind", fault.Kind == FaultKind.Error ? "error" : "warning");
                    writer.WriteString("message", fault.Message);
                    writer.WriteString("remedy", fault.Remedy);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        foreach (var fault in faults)
        {
            context.Terminal.Out.WriteLine(fault.ToString());
        }

        var errors = faults.Count(fault => fault.Kind == FaultKind.Error);
        var warnings = faults.Count - errors;
        context.Terminal.Out.WriteLine(
            faults.Count == 0
                ? $"{directory}: nothing is wrong."
                : $"{directory}: {errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}.");
    }
}
