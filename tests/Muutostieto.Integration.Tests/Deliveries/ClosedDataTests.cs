using System.Runtime.Versioning;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>
/// A data folder that the program's user may not read, or not write to, is never reported as one without deliveries, nor as another run's.
/// The program runs without the privilege by which root ignores modes.
/// </summary>
[Parallelizable(ParallelScope.Self)]
[Platform("Linux")]
[UnsupportedOSPlatform("windows")]
public sealed class ClosedDataTests
{
    private const string Privileges = "-dac_override,-dac_read_search";
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly TestInstallation installation = new();

    private static readonly string[][] Questions =
    [
        ["status"],
        ["deliveries", "list"],
        ["invoice", TestInstallation.Permit],
        ["audit", "verify"],
    ];

    [OneTimeSetUp]
    public async Task DeliverAsync()
    {
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [TearDown]
    public void MakeReadable() => File.SetUnixFileMode(installation.Data, Open);

    [OneTimeTearDown]
    public void Remove() => installation.Dispose();

    [Test]
    public async Task What_cannot_be_read_is_said_by_every_command()
    {
        File.SetUnixFileMode(installation.Data, UnixFileMode.None);
        foreach (var question in Questions.Append(["batch"]))
        {
            var (code, text) = await RunAsync(question);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(code, Is.Not.AnyOf(0, (int)ExitCode.TryAgainLater), $"{question[0]}: {text}");
                AssertClaimsNothing(text);
                Assert.That(text, Does.Contain(installation.Data), question[0]);
            }
        }
    }

    [Test]
    public async Task A_run_that_may_not_write_says_so_and_questions_are_answered_rightly_or_refused()
    {
        string[][] questions = [["status"], ["invoice", TestInstallation.Permit]];
        var before = await Task.WhenAll(questions.Select(RunAsync));
        File.SetUnixFileMode(installation.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var (question, right) in questions.Zip(before))
        {
            var (code, text) = await RunAsync(question);
            if (text != right.Text)
            {
                Assert.That(code, Is.Not.AnyOf(0, (int)ExitCode.TryAgainLater), $"{question[0]}: {text}");
                AssertClaimsNothing(text);
            }
        }

        var batch = await RunAsync("batch");
        Assert.That(batch.Code, Is.EqualTo((int)ExitCode.Error), batch.Text);
        Assert.That(batch.Text, Does.Contain(installation.Data));
        AssertClaimsNothing(batch.Text);
    }

    private static void AssertClaimsNothing(string text) =>
        Assert.That(
            text,
            Does.Not.Match("(?i)proved|0[.,]00|no deliveries yet|all is well|another run|nothing is due|error of the program"));

    private async Task<(int Code, string Text)> RunAsync(params string[] command)
    {
        var call = MuutostietoProgram.Call([.. command, .. installation.Options]);
        var (code, output, errors) = Environment.IsPrivilegedProcess
            ? await Programs.TryAsync(
                "setpriv",
                installation.Root,
                [$"--inh-caps={Privileges}", $"--bounding-set={Privileges}", "dotnet", .. call])
            : await Programs.TryAsync("dotnet", installation.Root, call);
        return (code, output + errors);
    }
}
