using System.CommandLine;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// <c>completion SHELL</c>: the script by which a shell completes the program's command line. It asks the program, so that it knows the
/// commands of the version that is installed.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            # muutostieto completion bash > /etc/bash_completion.d/muutostieto, or in ~/.bashrc: source <(muutostieto completion bash)
            _muutostieto() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(muutostieto "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _muutostieto muutostieto
            """,
        ["zsh"] =
            """
            #compdef muutostieto
            # muutostieto completion zsh > "${fpath[1]}/_muutostieto", or in ~/.zshrc: source <(muutostieto completion zsh)
            _muutostieto() {
                local -a words_found
                words_found=("${(@f)$(muutostieto "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
                compadd -- $words_found
            }
            compdef _muutostieto muutostieto
            """,
        ["fish"] =
            """
            # muutostieto completion fish > ~/.config/fish/completions/muutostieto.fish
            complete -c muutostieto -f -a '(muutostieto "[suggest:"(commandline -C)"]" (commandline -p) 2> /dev/null)'
            """,
        ["powershell"] =
            """
            # In $PROFILE: muutostieto completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName muutostieto -ScriptBlock {
                param($word, $line, $position)
                muutostieto "[suggest:$position]" "$line" 2> $null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    internal static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print the script by which a shell completes commands, options and ids") { shell };
        command.SetAction(parsed =>
        {
            context.Terminal.Out.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
