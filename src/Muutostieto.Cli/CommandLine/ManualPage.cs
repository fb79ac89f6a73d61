using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Muutostieto.Cli.CommandLine;

/// <summary>The program's manual page in the language of man(7), from the same commands as their help.</summary>
internal static class ManualPage
{
    internal static string Of(RootCommand root)
    {
        var page = new StringBuilder();
        Line(page, ".TH MUUTOSTIETO 1 \"\" \"Muutostieto\" \"User Commands\"");
        Line(page, ".SH NAME");
        Line(page, "muutostieto \\- base and change files of a population register, for those who have a permit");
        Line(page, ".SH SYNOPSIS");
        Line(page, ".B muutostieto");
        Line(page, ".I COMMAND");
        Line(page, "[\\fIOPTION\\fR]...");
        Line(page, ".SH DESCRIPTION");
        Text(page, root.Description);
        Line(page, ".SH OPTIONS");
        Line(page, "Every command has these:");
        Options(page, root.Options.Where(option => option.Recursive));
        Line(page, ".SH COMMANDS");
        foreach (var command in root.Subcommands.OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            Command(page, command, command.Name);
        }

        return page.ToString();
    }

    private static void Command(StringBuilder page, Command command, string path)
    {
        if (command.Subcommands.Count == 0)
        {
            var arguments = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0
                ? $" [\\fI{Escaped(argument.HelpName ?? argument.Name)}\\fR]"
                : $" \\fI{Escaped(argument.HelpName ?? argument.Name)}\\fR");
            Line(page, $".SS \\fB{Escaped(path)}\\fR{string.Concat(arguments)}");
            Text(page, command.Description);
            foreach (var argument in command.Arguments)
            {
                Line(page, ".TP");
                Line(page, $".I {Escaped(argument.HelpName ?? argument.Name)}");
                Text(page, argument.Description);
            }

            Options(page, command.Options.Where(option => !option.Recursive));
            Line(page, ".PP");
            Text(page, ExitCodeHelp.LineOf(path));
        }

        foreach (var child in command.Subcommands.OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            Command(page, child, $"{path} {child.Name}");
        }
    }

    private static void Options(StringBuilder page, IEnumerable<Option> options)
    {
        foreach (var option in options.Where(option => !option.Hidden && option.Name != "--help"))
        {
            Line(page, ".TP");
            Line(page, $".B {Escaped(option.Name)}{(option.HelpName is { } value ? $" \\fI{Escaped(value)}\\fR" : "")}");
            Text(page, option.Description);
        }
    }

    private static void Text(StringBuilder page, string? text)
    {
        foreach (var line in (text ?? "").Split('\n'))
        {
            Line(page, line.Length == 0 ? ".PP" : Guarded(Escaped(line)));
        }
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);

    /// <summary>A line of text that begins as a request does is none.</summary>
    private static string Guarded(string line) => line[0] is '.' or '\'' ? $"\\&{line}" : line;

    private static void Line(StringBuilder page, string line) => page.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
