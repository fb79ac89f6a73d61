using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Backups;

namespace Muutostieto.Cli.Commands;

/// <summary><c>restore DIR</c>: puts a backup back.</summary>
internal static class RestoreCommand
{
    internal static Command Create(CommandContext context)
    {
        var backup = new Argument<string>("DIR") { Description = "The folder of a backup" };
        var moved = new Option<bool>("--moved")
        {
            Description = "Nothing was delivered since the backup, as when the installation moves to another machine: deliveries go on",
        };
        var withoutConfig = new Option<bool>("--without-config") { Description = "Keep the configuration that is there" };
        var command = new Command(
            "restore",
            "Put a backup back, into a configuration folder and a data folder without stores, once every file was compared with its hash. "
                + "Then decide how deliveries go on: deliveries resume")
        {
            backup,
            moved,
            withoutConfig,
        };
        command.SetAction(parsed =>
            Run(context, parsed, parsed.GetValue(backup)!, parsed.GetValue(moved), parsed.GetValue(withoutConfig)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, string backup, bool hasMoved, bool withoutConfig)
    {
        var clock = context.Options.Clock(parsed, context.SystemClock);
        var restore = new InstallationRestore(context.Disk, Path.GetFullPath(backup), clock);
        var manifest = restore.Verify();
        var config = withoutConfig ? 0 : restore.RestoreConfiguration(manifest, context.Options.Config(parsed));
        using var work = context.Open(parsed);
        var settings = work.Configuration.Settings;
        var isToDecide = restore.RestoreData(manifest, settings, work.Configuration.Deliveries.Settings.PublishedPath!, hasMoved);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("backup", Path.GetFullPath(backup));
                writer.WriteString("made", manifest.Made);
                writer.WriteNumber("configFiles", config);
                writer.WriteNumber("dataFiles", manifest.Files.Count(file => file.Name.StartsWith("data/", StringComparison.Ordinal)));
                writer.WriteBoolean("toDecide", isToDecide);
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine($"{Installation.Shown(settings.DataDirectory)}: as of {Figures.Time(manifest.Made)}.");
        foreach (var line in Next(manifest, isToDecide))
        {
            context.Terminal.Error.WriteLine(line);
        }

        return (int)ExitCode.Done;
    }

    private static IEnumerable<string> Next(BackupManifest manifest, bool isToDecide)
    {
        if (manifest.Database is { } database)
        {
            yield return $"Register, ledger and audit chain were in {database}: restore the database too.";
        }

        if (isToDecide)
        {
            yield return "What was delivered since the backup is not known here, and runs refuse until it is decided. Enter first what the "
                + "register has missed since, non-disclosure orders above all; then run: deliveries resume --reason …";
        }

        yield return "The outbox is not in a backup: deliveries verify names its files as missing, and redelivering makes them anew.";
    }
}
