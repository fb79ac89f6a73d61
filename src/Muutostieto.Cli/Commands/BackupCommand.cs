using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Backups;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.Commands;

/// <summary><c>backup DIR</c>: a copy of the installation from which it can be put back.</summary>
internal static class BackupCommand
{
    /// <summary>The databases of projects above that of the installation.</summary>
    private static readonly string[] Others = [SelfServiceStore.FileName];

    internal static Command Create(CommandContext context)
    {
        var target = new Argument<string>("DIR") { Description = "A new folder, on another disk" };
        var withoutKeys = new Option<bool>("--without-keys")
        {
            Description = "Leave out the keys that sign deliveries and those that draw samples",
        };
        var command = new Command(
            "backup",
            "Copy register, ledger, audit, lists, keys, the self-service's store and the configuration, with hashes, while no run is under "
                + "way. The folder holds personal data and keys: it is made for this user alone")
        {
            target,
            withoutKeys,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(context, parsed, parsed.GetValue(target)!, !parsed.GetValue(withoutKeys), cancellation)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, string target, bool withKeys, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        var manifest = new InstallationBackup(work, Others, VersionCommand.Number).Run(target, withKeys, cancellation);
        var bytes = manifest.Files.Sum(file => file.Bytes);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("backup", Path.GetFullPath(target));
                writer.WriteString("made", manifest.Made);
                writer.WriteNumber("files", manifest.Files.Count);
                writer.WriteNumber("bytes", bytes);
                writer.WriteString("database", manifest.Database);
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine(
            $"{Installation.Shown(target)}: {Figures.Count(manifest.Files.Count)} files, {Figures.Bytes(bytes)}.");
        if (manifest.Database is { } database)
        {
            context.Terminal.Error.WriteLine(
                $"Register, ledger and audit chain are in {database} and not in this backup: back the database up beside it.");
        }

        return (int)ExitCode.Done;
    }
}
