using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Cli.Commands;

/// <summary>Checks a configuration folder without using it: every fault at once.</summary>
internal static class ConfigurationCheck
{
    internal static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, bool triesDrops, CancellationToken cancellation)
    {
        var directory = context.Options.Config(parsed);
        var faults = new List<ConfigurationFault>();
        var catalog = Layouts(context, Path.Combine(directory, "groups.json"), faults);

        var buildings = BuildingLayouts(context, directory) is { } file ? Layouts(context, file, faults) : null;

        var clock = context.Options.Clock(parsed, context.SystemClock);
        var (configuration, report) = ConfigurationLoader.Load(
            context.Disk.Files,
            directory,
            Path.GetFullPath(context.Options.Data(parsed)),
            catalog?.Outlines ?? new Dictionary<string, GroupOutline>(),
            clock,
            context.Words,
            buildings: buildings?.Outlines);

        // Products and packages are judged by the layouts; where those cannot be read, what is said of their groups would be an echo.
        faults.AddRange(report.Faults.Where(fault => catalog is not null || !IsOfGroups(fault.File)));
        if (configuration?.Settings.IsProduction == true)
        {
            faults.AddRange(InstallationFaults.Of(context.Disk.Files, configuration.Settings, context.Words));
        }

        if (configuration is not null)
        {
            faults.AddRange(InstallationFaults.OfStore(configuration.Settings));
            faults.AddRange(InstallationFaults.OfMail(configuration.Settings));
            faults.AddRange(InstallationFaults.OfFeed(configuration.Settings, clock));
            faults.AddRange(InstallationFaults.OfDrops(configuration, clock));
            faults.AddRange(InstallationFaults.OfSelfService(configuration.Settings, clock));
            faults.AddRange(catalog is null ? [] : InstallationFaults.OfInterface(context.Disk.Files, configuration, catalog, clock));
        }

        if (configuration is not null && triesDrops)
        {
            var trials = await DropTrials.OfAllAsync(configuration, context.Disk, clock, cancellation).ConfigureAwait(false);
            var found = trials.SelectMany(trial => FaultsOf(context, trial)).DistinctBy(Said).ToList();
            faults.RemoveAll(fault => found.Exists(other => Said(other) == Said(fault)));
            faults.AddRange(found);
        }

        Show(context, parsed, directory, faults);
        return (int)(faults.Any(fault => fault.Kind == FaultKind.Error) ? ExitCode.Usage : ExitCode.Done);
    }

    private static string Said(ConfigurationFault fault) => fault.Message + fault.Remedy;

    private static IEnumerable<ConfigurationFault> FaultsOf(CommandContext context, DropTrial trial)
    {
        foreach (var step in trial.Steps.Where(step => step.IsWarning))
        {
            yield return new ConfigurationFault(trial.Place, 0, "", $"{step.What}: {step.Found}", "") { Kind = FaultKind.Warning };
        }

        if (trial.Failure is { } failure)
        {
            yield return ConfigurationFault.OfMessage(context.Words.Of(failure));
        }
    }

    private static bool IsOfGroups(string file) =>
        file.Contains("products", StringComparison.Ordinal) || file.Contains("packages", StringComparison.Ordinal);

    /// <summary>A configuration from before buildings has no layouts of them: those that came with the program serve then.</summary>
    private static string? BuildingLayouts(CommandContext context, string directory)
    {
        const string Name = "building-groups.json";
        return new[] { Path.Combine(directory, Name), Path.Combine(AppContext.BaseDirectory, Name) }
            .FirstOrDefault(context.Disk.Files.File.Exists);
    }

    private static GroupCatalog? Layouts(CommandContext context, string path, List<ConfigurationFault> faults)
    {
        try
        {
            return GroupCatalogReader.Load(context.Disk.Files, path);
        }
        catch (MuutostietoException error)
        {
            // The message begins with the file, as a fault does.
            var message = context.Words.Of(error).Replace(path + ": ", "", StringComparison.Ordinal);
            faults.Add(new ConfigurationFault(path, 0, "", message, "Correct the layouts."));
            return null;
        }
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
