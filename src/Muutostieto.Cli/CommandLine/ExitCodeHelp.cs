using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Muutostieto.Cli.CommandLine;

/// <summary>A command's help, with the exit codes that a script may meet.</summary>
internal sealed class ExitCodeHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, ExitCode[]> OfCommands = new(StringComparer.Ordinal)
    {
        ["batch"] = [ExitCode.SomePermitsFailed, ExitCode.TryAgainLater, ExitCode.Overdue, ExitCode.Integrity],
        ["status"] = [ExitCode.SomePermitsFailed, ExitCode.TryAgainLater, ExitCode.Overdue, ExitCode.Integrity],
        ["deliver base"] = [ExitCode.SomePermitsFailed, ExitCode.TryAgainLater, ExitCode.Integrity],
        ["deliver changes"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["extract preview"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["extract run"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["extract redraw"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["update run"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["deliveries redeliver"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["deliveries withdraw"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["invoice"] = [ExitCode.SomePermitsFailed],
        ["deliveries resume"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["audit person"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["audit verify"] = [ExitCode.Integrity],
        ["deliveries verify"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["reconcile"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["feed load"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["feed run"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["feed verify"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["register create"] = [ExitCode.TryAgainLater],
        ["register import"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["register simulate"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["register check"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["store migrate"] = [ExitCode.TryAgainLater],
        ["store copy"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["backup"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
        ["restore"] = [ExitCode.Integrity],
        ["check"] = [ExitCode.Integrity],
        ["load"] = [ExitCode.TryAgainLater, ExitCode.Integrity],
    };

    /// <summary>Puts it in the place of the program's help.</summary>
    internal static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExitCodeHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);

        // The root command lists all the codes in its description; a command that only has subcommands has none of its own.
        var command = parseResult.CommandResult.Command;
        if (command is not RootCommand && command.Subcommands.Count == 0)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(LineOf(PathOf(parseResult.CommandResult)));
        }

        return (int)ExitCode.Done;
    }

    /// <summary>The exit codes of a command without subcommands, in a line.</summary>
    /// <param name="path">Its words as they are typed after the program's name.</param>
    internal static string LineOf(string path)
    {
        ExitCode[] codes = [ExitCode.Done, ExitCode.Error, ExitCode.Usage, .. OfCommands.GetValueOrDefault(path, [])];
        return $"Exit codes: {string.Join(", ", codes.Select(Meaning))}";
    }

    /// <summary>The command's words as they are typed after the program's name.</summary>
    internal static string PathOf(CommandResult? command)
    {
        var names = new Stack<string>();
        for (var result = command; result?.Command is not (null or RootCommand); result = result.Parent as CommandResult)
        {
            names.Push(result.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static string Meaning(ExitCode code) => $"{(int)code} " + code switch
    {
        ExitCode.Done => "done or nothing to do",
        ExitCode.Error => "error",
        ExitCode.Usage => "usage or configuration",
        ExitCode.SomePermitsFailed => "some permits failed",
        ExitCode.TryAgainLater => "try again later",
        ExitCode.Overdue => "overdue deliveries",
        ExitCode.Integrity => "integrity failure",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
