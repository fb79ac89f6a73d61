using System.CommandLine;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary><c>config check</c>.</summary>
internal static class ConfigCommand
{
    internal static Command Create(CommandContext context)
    {
        var drops = new Option<bool>("--drops")
        {
            Description = "Also try out each drop for each recipient whose permit uses it, as \"drops test\" does",
        };
        var check = new Command("check", "Report every fault of the configuration, with file, line and remedy") { drops };
        check.SetAction((parsed, cancellation) => ConfigurationCheck.RunAsync(context, parsed, parsed.GetValue(drops), cancellation));
        return new Command("config", "The configuration") { check };
    }
}
