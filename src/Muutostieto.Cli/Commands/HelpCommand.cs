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
        var man = new Option<bool>("--man") { Description = "Print the manual page, for man: muutostieto help --man > muutostieto.1" };
        var command = new Command("help", "Show what the program or a command does") { words, man };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!parsed.GetValue(man))
            {
                return await Invocation
                    .RunAsync(root, [.. parsed.GetValue(words) ?? [], "--help"], context.Terminal, cancellation)
                    .ConfigureAwait(false);
            }

            await context.Terminal.Out.WriteAsync(ManualPage.Of(root)).ConfigureAwait(false);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
