using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>Runs the program's command line within the tests.</summary>
internal static class InProcess
{
    public static async Task<Outcome> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, ShowsProgress: false);
        var code = await Invocation.RunAsync(MuutostietoCommand.Create(terminal, TimeProvider.System), args, terminal);
        return new Outcome(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs it on a terminal where these answers are given, in order.</summary>
    public static async Task<(Outcome Outcome, IReadOnlyList<string> Questions)> AnswerAsync(string[] answers, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var questions = new List<string>();
        var terminal = new Terminal(output, errors, ShowsProgress: false)
        {
            Ask = question =>
            {
                questions.Add(question);
                return questions.Count <= answers.Length ? answers[questions.Count - 1] : null;
            },
        };
        var code = await Invocation.RunAsync(MuutostietoCommand.Create(terminal, TimeProvider.System), args, terminal);
        return (new Outcome(code, output.ToString(), errors.ToString()), questions);
    }

    /// <summary>Runs a command of an installation at the tests' time.</summary>
    public static Task<Outcome> RunAsync(this TestInstallation installation, params string[] args) =>
        RunAsync([.. args, .. installation.Options, "--at", TestInstallation.At]);

    /// <summary>Gives the installation a register of a few hundred persons.</summary>
    public static async Task FillAsync(this TestInstallation installation, int persons = 300) =>
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", $"{persons}")).AssertDone();

    /// <summary>The ledger as its JSON says.</summary>
    public static async Task<string> LedgerAsync(this TestInstallation installation) =>
        (await installation.RunAsync("deliveries", "list", "--json")).AssertDone().Output;

    /// <summary>
    /// One batch, after which the only delivery is number 1, published, with the files that the ledger names; running again does nothing.
    /// </summary>
    public static async Task AssertCarriesOnAsync(this TestInstallation installation, string? download = null)
    {
        (await installation.RunAsync("batch")).AssertDone();
        var again = (await installation.RunAsync("batch")).AssertDone();
        var ledger = (await installation.RunAsync("deliveries", "list", "--json")).AssertDone().Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Output, Does.Contain("Nothing is due."));
            Assert.That(ledger.GetArrayLength(), Is.EqualTo(1));
            Assert.That(ledger[0].GetProperty("number").GetInt32(), Is.EqualTo(1));
            Assert.That(ledger[0].GetProperty("state").GetString(), Is.EqualTo("published"));
            Assert.That(
                TestInstallation.Contents(download ?? installation.Download),
                Is.EqualTo(
                    ledger[0]
                        .GetProperty("files")
                        .EnumerateArray()
                        .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString()!)));
        }
    }
}
