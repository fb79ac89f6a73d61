using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class HelpTests
{
    private static readonly string[] WithExitCodes =
        ["batch", "deliver base", "deliveries verify", "permits check", "config check", "register create", "register import", "check", "convert"];

    private static IEnumerable<string> Commands => All().Select(command => command.Path);

    [TestCaseSource(nameof(Commands))]
    public async Task Every_command_tells_its_use(string path)
    {
        var help = await InProcess.RunAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(help.Code, Is.Zero);
            Assert.That(help.Errors, Is.Empty);
            Assert.That(help.Output, Does.Contain("Usage:").And.Contain(path));
        }
    }

    [TestCaseSource(nameof(WithExitCodes))]
    public async Task Commands_whose_exit_codes_scripts_will_ask_for_name_them(string path) =>
        Assert.That((await InProcess.RunAsync([.. path.Split(' '), "--help"])).Output, Does.Contain("Exit codes: 0"));

    [Test]
    public void Every_command_argument_and_option_is_described()
    {
        var symbols = All().SelectMany(entry => entry.Command.Arguments.Concat<Symbol>(entry.Command.Options).Prepend(entry.Command).Select(symbol => (entry.Path, symbol)));

        Assert.That(symbols.Where(found => string.IsNullOrWhiteSpace(found.symbol.Description)).Select(found => $"{found.Path}: {found.symbol.Name}"), Is.Empty);
    }

    [Test]
    public async Task The_program_names_all_its_exit_codes()
    {
        var help = await InProcess.RunAsync("--help");

        foreach (var code in Enum.GetValues<Records.ExitCode>())
        {
            Assert.That(help.Output, Does.Match($@"\b{(int)code} [a-z]"), $"{code}");
        }
    }

    private static IEnumerable<(string Path, Command Command)> All()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, ShowsProgress: false);
        return Below("", MuutostietoCommand.Create(terminal, TimeProvider.System));
    }

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) =>
        command.Subcommands.SelectMany(child => Below($"{path} {child.Name}".TrimStart(), child)).Prepend((path, command));
}
