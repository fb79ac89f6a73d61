using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Drafts;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Commands;

/// <summary><c>init</c>: the configuration and the data folder of a new installation.</summary>
internal static class InitCommand
{
    internal static Command Create(CommandContext context)
    {
        var demo = new Option<bool>("--demo")
        {
            Description = "A synthetic population and an example permit: deliveries within a minute",
        };
        var production = new Option<bool>("--production")
        {
            Description = "For real persons: without example permits, and not filled",
        };
        var sftp = new Option<string?>("--sftp")
        {
            Description = "Hand files over to an SFTP server, and not into a folder of this host",
            HelpName = "USER@HOST[:PORT]",
        };
        var command = new Command(
            "init",
            "Make the configuration (--config) and the data folder (--data) of a new installation. Asks on a terminal for what is not "
                + "given")
        {
            demo,
            production,
            sftp,
        };
        command.SetAction(parsed => Run(context, parsed, parsed.GetValue(demo), parsed.GetValue(production), parsed.GetValue(sftp)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, bool isDemo, bool isProduction, string? sftp)
    {
        if (isDemo && isProduction)
        {
            throw new MuutostietoException(FailureKind.Usage, "--demo, --production: an installation is one of the two. Leave one out.");
        }

        if (!isDemo && !isProduction)
        {
            var questions = new Questions(context.Terminal);
            var answer = questions.Of(null, "--demo or --production", "For a demo with a synthetic population, or for production", null);
            questions.Require();
            isProduction = answer switch
            {
                "production" => true,
                "demo" => false,
                _ => throw new MuutostietoException(
                    FailureKind.Usage, $"\"{answer}\" is neither demo nor production. Nothing was written."),
            };
            if (isProduction && sftp is null
                && questions.Of(null, "", "SFTP server that files are handed over to, user@host, or \"folder\"", "folder") is var server
                && server != "folder")
            {
                sftp = server;
            }
        }

        var (config, data) = (Path.GetFullPath(context.Options.Config(parsed)), Path.GetFullPath(context.Options.Data(parsed)));
        var draft = new SettingsDraft(isProduction, sftp);
        var written = new ShippedConfiguration(context.Disk.Files, ShippedConfiguration.Folder).Write(
            config, name => !isProduction || !name.StartsWith("permits", StringComparison.Ordinal), draft.Change);
        MakeFolder(context, data);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("config", config);
                writer.WriteString("data", data);
                writer.WriteNumber("files", written);
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine(
            $"{Installation.Shown(config)}: {(written == 0 ? "it was there already" : $"{written} files written")}.");
        context.Terminal.Out.WriteLine($"{Installation.Shown(data)}: the data folder, for its owner alone.");
        foreach (var line in Next(parsed, context, draft, data))
        {
            context.Terminal.Error.WriteLine(line);
        }

        return (int)ExitCode.Done;
    }

    private static void MakeFolder(CommandContext context, string data)
    {
        try
        {
            PrivateFile.CreateFolder(context.Disk.Files, data);
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{data}: the data folder cannot be made ({failure.Message}). Make it, for the program's user alone, and call init again.",
                failure);
        }
    }

    private static IEnumerable<string> Next(ParseResult parsed, CommandContext context, SettingsDraft draft, string data)
    {
        var folders = $" --config {context.Options.Config(parsed)} --data {context.Options.Data(parsed)}";
        yield return draft.IsProduction && !OperatingSystem.IsWindows()
            ? "What to do next, as the user that the data folder belongs to (sudo -u USER); "
                + "permits new as one who may write the configuration:"
            : "What to do next:";
        if (!draft.IsProduction && draft.Sftp is null)
        {
            yield return $"  muutostieto batch{folders}     fills the register and makes the base of the example permit";
            yield return $"  muutostieto status{folders}";
            yield break;
        }

        if (draft.Sftp is not null)
        {
            var key = Path.Combine(data, SettingsDraft.KeyFile);
            var known = Path.Combine(data, SettingsDraft.KnownHostsFile);
            yield return $"  mkdir -p {Path.GetDirectoryName(key)}; ssh-keygen -t ed25519 -N '' -f {key}";
            yield return $"      and give the server's keeper {key}.pub";
            yield return $"  ssh-keyscan {draft.ScanOptions} > {known}     compare its fingerprint by another way";
        }

        if (draft.IsProduction)
        {
            yield return $"  muutostieto keys new{folders}     the key that signs deliveries";
            yield return $"  muutostieto permits new ID{folders}     for each permit that was granted";
            yield return $"  muutostieto register import FILE{folders}     the first records";
        }

        yield return $"  muutostieto config check --drops{folders}";
    }
}
