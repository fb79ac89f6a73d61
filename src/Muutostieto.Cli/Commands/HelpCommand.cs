using System.CommandLine;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary><c>help [COMMAND]</c>: the same as <c>--help</c>.</summary>
internal static class HelpCommand
{
    internal static Command Create(CommandContext context, RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "Words of a command, such as: deliver base",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("help", "Show what the program or a command does") { words };
        command.SetAction((parsed, cancellation) =>
            Invocation.RunAsync(root, [.. parsed.GetValue(words) ?? [], "--help"], context.Terminal, cancellation));
        return command;
    }
}
