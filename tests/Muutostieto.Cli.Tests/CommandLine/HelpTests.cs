using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class HelpTests
{
    private static IEnumerable<string> Commands => All().Select(entry => entry.Path);

    private static IEnumerable<string> Verbs => All().Where(entry => entry.Command.Subcommands.Count == 0).Select(entry => entry.Path);

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

    [TestCaseSource(nameof(Verbs))]
    public async Task Every_command_that_does_something_names_its_exit_codes(string path) =>
        Assert.That((await InProcess.RunAsync([.. path.Split(' '), "--help"])).Output, Does.Contain("Exit codes: 0 done"));

    [TestCase("batch", "3 some permits failed, 5 try again later, 6 overdue deliveries, 12 integrity failure")]
    [TestCase("status", "3 some permits failed, 5 try again later, 6 overdue deliveries, 12 integrity failure")]
    [TestCase("check", "12 integrity failure")]
    [TestCase("register import", "5 try again later")]
    public async Task Exit_codes_that_scripts_will_ask_for_are_among_them(string path, string codes) =>
        Assert.That((await InProcess.RunAsync([.. path.Split(' '), "--help"])).Output, Does.Contain(codes));

    [Test]
    public void Every_command_argument_and_option_is_described()
    {
        var symbols = All()
            .SelectMany(entry =>
                entry.Command.Arguments.Concat<Symbol>(entry.Command.Options).Prepend(entry.Command).Select(symbol => (entry.Path, symbol))
            );

        Assert.That(
            symbols
                .Where(found => string.IsNullOrWhiteSpace(found.symbol.Description))
                .Select(found => $"{found.Path}: {found.symbol.Name}"),
            Is.Empty);
    }

    [Test]
    public async Task The_program_names_all_its_exit_codes()
    {
        var help = await InProcess.RunAsync("--help");

        foreach (var code in Enum.GetValues<ExitCode>())
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
