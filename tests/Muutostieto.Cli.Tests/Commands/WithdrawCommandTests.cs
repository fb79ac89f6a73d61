using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary><c>deliveries withdraw</c>: what it says before, asks and leaves.</summary>
public sealed class WithdrawCommandTests
{
    private const string Base = $"{TestInstallation.Permit}/base/1";
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_dry_run_says_what_would_be_removed_and_changes_nothing()
    {
        var (ledger, drop) = (await installation.LedgerAsync(), TestInstallation.Contents(installation.Download));
        var said = (await installation.RunAsync("deliveries", "withdraw", Base, "--reason", "wrong", "--dry-run")).AssertDone().Output;
        Assert.That(said, Does.Contain("would be withdrawn: its 5 files would be removed from").And.Contain("Nothing was changed."));
        Assert.That(await installation.LedgerAsync(), Is.EqualTo(ledger));
        Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(drop));
    }

    [Test]
    public async Task Its_reason_is_shown_afterwards()
    {
        (await installation.RunAsync("deliveries", "withdraw", Base, "--reason", "wrong product")).AssertDone();
        Assert.That(
            (await installation.RunAsync("deliveries", "show", Base)).AssertDone().Output, Does.Match("(?m)^  reason +wrong product$"));
        var again = (await installation.RunAsync("deliveries", "withdraw", Base, "--reason", "wrong product", "--dry-run")).AssertDone();
        Assert.That(again.Output, Does.Contain("is withdrawn already"));
    }

    [Test]
    public async Task What_another_delivery_continues_is_refused_in_a_dry_run_too()
    {
        (await installation.RunAsync("register", "simulate", "--weeks", "8")).AssertDone();
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();
        foreach (var options in new string[][] { ["--dry-run"], [] })
        {
            (await installation.RunAsync(["deliveries", "withdraw", Base, "--reason", "wrong", .. options]))
                .AssertFailed(ExitCode.Usage, "changes 1", "first");
        }
    }

    [TestCase("y", true)]
    [TestCase("", false)]
    [TestCase("n", false)]
    public async Task On_a_terminal_it_asks(string answer, bool isDone)
    {
        string[] command = ["deliveries", "withdraw", Base, "--reason", "wrong", .. installation.Options, "--at", TestInstallation.At];
        var (outcome, questions) = await InProcess.AnswerAsync([answer], command);
        Assert.That(questions, Has.Count.EqualTo(1));
        Assert.That(questions[0], Does.Contain("would be withdrawn").And.EndsWith("Withdraw it? [y/N]: "));
        Assert.That(outcome.Code, Is.EqualTo((int)(isDone ? ExitCode.Done : ExitCode.Usage)));
        Assert.That(Directory.GetFiles(installation.Download), Has.Length.EqualTo(isDone ? 0 : 5));
        (await InProcess.AnswerAsync([], [.. command, "--yes"])).Outcome.AssertDone();
    }
}
