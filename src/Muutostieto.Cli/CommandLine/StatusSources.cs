using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Finds what a status is read from, also where the configuration is broken.</summary>
internal static class StatusSources
{
    /// <summary>The configuration of the files, or what is wrong in them.</summary>
    internal static StatusSource Of(CommandContext context, System.CommandLine.ParseResult parsed)
    {
        var (directory, data) = (context.Options.Config(parsed), Path.GetFullPath(context.Options.Data(parsed)));
        var clock = context.Options.Clock(parsed, context.SystemClock);
        var (configuration, fault) = Load(context.Disk.Files, directory, data, clock, context.Words);
        return configuration?.Settings.IsProduction == true && context.Options.HasTime(parsed)
            ? throw new MuutostietoException(
                FailureKind.Usage,
                "--at: the configuration is marked production, where the time is always the present. Leave --at out.")
            : new StatusSource(configuration, fault, data, context.Words, context.Disk.Files);
    }

    private static (Configuration? Configuration, string? Fault) Load(
        IFileSystem files,
        string directory,
        string data,
        TimeProvider clock,
        IRemedyWords words)
    {
        try
        {
            var catalog = GroupCatalogReader.Load(files, Path.Combine(directory, "groups.json"));
            var buildings = new[] { directory, AppContext.BaseDirectory }
                .Select(folder => Path.Combine(folder, "building-groups.json"))
                .FirstOrDefault(files.File.Exists);
            var (configuration, report) = ConfigurationLoader.Load(
                files,
                directory,
                data,
                catalog.Outlines,
                clock,
                words,
                buildings: buildings is null ? null : GroupCatalogReader.Load(files, buildings).Outlines);
            return report.HasErrors ? (null, string.Join('\n', report.Errors)) : (configuration, null);
        }
        catch (MuutostietoException failure)
        {
            return (null, words.Of(failure));
        }
    }
}
