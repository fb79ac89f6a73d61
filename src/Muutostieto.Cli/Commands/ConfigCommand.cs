using System.CommandLine;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary><c>config check</c>.</summary>
internal static class ConfigCommand
{
    internal static Command Create(CommandContext context)
    {
        var check = new Command("check", "Report every fault of the configuration, with file, line and remedy");
        check.SetAction(parsed => ConfigurationCheck.Run(context, parsed));
        return new Command("config", "The configuration") { check };
    }
}
