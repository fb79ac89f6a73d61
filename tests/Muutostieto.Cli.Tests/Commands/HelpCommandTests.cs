using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class HelpCommandTests
{
    [TestCase("")]
    [TestCase("deliver")]
    [TestCase("deliver base")]
    public async Task Help_shows_what_the_option_shows(string path)
    {
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var asked = await InProcess.RunAsync(["help", .. words]);
        Assert.That((asked.Code, asked.Output), Is.EqualTo((0, (await InProcess.RunAsync([.. words, "--help"])).Output)));
    }

    [Test]
    public async Task The_manual_page_has_every_command_option_and_exit_code_of_the_help()
    {
        var page = (await InProcess.RunAsync("help", "--man")).AssertDone().Output.Replace("\\-", "-", StringComparison.Ordinal);
        var root = MuutostietoCommand.Create(new Terminal(TextWriter.Null, TextWriter.Null, false), TimeProvider.System);
        foreach (var (path, command) in Leaves(root, ""))
        {
            Assert.That(page, Does.Match($@"(?m)^\.SS \\fB{Regex.Escape(path)}\\fR"));
            Assert.That(page, Does.Contain(ExitCodeHelp.LineOf(path)));
            Assert.That(
                command.Options.Where(option => option.Name != "--help").Select(option => option.Name),
                Is.All.Matches<string>(name => page.Contains($"\n.B {name}", StringComparison.Ordinal)));
        }

        if (File.Exists("/usr/bin/groff"))
        {
            using var groff = Process.Start(
                new ProcessStartInfo("groff", ["-man", "-Tutf8", "-ww", "-z", "-k"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardError = true,
                })!;
            await groff.StandardInput.WriteAsync((await InProcess.RunAsync("help", "--man")).Output);
            groff.StandardInput.Close();
            Assert.That(await groff.StandardError.ReadToEndAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task Version_says_what_is_installed()
    {
        var version = (await InProcess.RunAsync("version", "--json")).Json.GetProperty("version").GetString();
        Assert.That(version, Does.Match("^[0-9]+[.][0-9]+[.][0-9]+"));
        Assert.That((await InProcess.RunAsync("version")).Output, Does.StartWith($"muutostieto {version} (.NET "));
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("powershell")]
    public async Task Completion_prints_a_script_that_asks_the_program(string shell) => Assert.That(
        (await InProcess.RunAsync("completion", shell)).Output, Does.Contain("[suggest:"));

    [Test]
    public async Task Another_shell_is_refused_with_those_that_there_are() =>
        (await InProcess.RunAsync("completion", "tcsh")).AssertFailed(ExitCode.Usage, "tcsh", "fish");

    [TestCase("muutostieto deliv", "deliver", "deliveries")]
    [TestCase("muutostieto deliver b", "base")]
    [TestCase("muutostieto batch --ver", "--verbose")]
    public async Task The_program_says_how_a_line_goes_on(string line, params string[] words)
    {
        var asked = await InProcess.RunAsync($"[suggest:{line.Length}]", line);
        Assert.That(words, Is.SubsetOf(asked.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [(path.TrimStart(), command)]
        : command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}"));
}
