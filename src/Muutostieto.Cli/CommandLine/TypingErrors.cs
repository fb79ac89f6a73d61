using System.CommandLine;
using System.CommandLine.Parsing;
using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>What may have been meant by words that no command or option has.</summary>
internal static class TypingErrors
{
    /// <summary>A sentence a word, such as <c>Did you mean "deliver"?</c>; none for a word that is like nothing.</summary>
    internal static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var options = Options(parsed.CommandResult).Select(option => option.Name).ToList();
        return parsed.UnmatchedTokens
            .Select(word => Suggestion
                .For(word, word.StartsWith('-') ? options : command.Subcommands.Select(child => child.Name))
                .TrimEnd())
            .Where(sentence => sentence.Length > 0);
    }

    /// <summary>Those of the command, and those of its parents that go for it too.</summary>
    private static IEnumerable<Option> Options(SymbolResult? result)
    {
        for (var isOwn = true; result is CommandResult { Command: var command }; result = result.Parent, isOwn = false)
        {
            foreach (var option in command.Options.Where(option => isOwn || option.Recursive))
            {
                yield return option;
            }
        }
    }
}
