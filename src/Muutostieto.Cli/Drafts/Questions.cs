using Muutostieto.Cli.CommandLine;
using Muutostieto.Records;

namespace Muutostieto.Cli.Drafts;

/// <summary>
/// What a command needs and was not given: asked for on a terminal; elsewhere all that is missing is named at once.
/// </summary>
/// <param name="terminal">Where it is asked.</param>
internal sealed class Questions(Terminal terminal)
{
    private readonly List<string> missing = [];

    /// <summary>What was given, or is answered; empty when it is missing: see <see cref="Require"/>.</summary>
    /// <param name="given">The option's value; null when it was not given.</param>
    /// <param name="option">The option, with an example of its value: <c>--county 20</c>.</param>
    /// <param name="question">As it is asked, without a question mark.</param>
    /// <param name="otherwise">Taken for an empty answer; null: there must be one.</param>
    internal string Of(string? given, string option, string question, string? otherwise = null)
    {
        if (given is not null)
        {
            return given;
        }

        if (terminal.Ask is not { } ask)
        {
            if (otherwise is null)
            {
                missing.Add(option);
            }

            return otherwise ?? "";
        }

        while (true)
        {
            var answer = ask($"{question}{(otherwise is null ? "" : $" [{otherwise}]")}: ")
                ?? throw new MuutostietoException(FailureKind.Usage, "The answers ended too soon. Nothing was written.");
            if (answer.Trim() is { Length: > 0 } said)
            {
                return said;
            }

            if (otherwise is not null)
            {
                return otherwise;
            }
        }
    }

    /// <summary>Requires that nothing is missing.</summary>
    /// <exception cref="MuutostietoException">Usage: it is, with all of it.</exception>
    internal void Require()
    {
        if (missing.Count > 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"Nothing was written: {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} needed. Give "
                    + $"{(missing.Count == 1 ? "it" : "them")}, or call the command on a terminal, where it asks.");
        }
    }
}
