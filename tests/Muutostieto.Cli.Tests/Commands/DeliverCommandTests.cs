using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A delivery that an operator asks for, and a delivery that an operator withdraws.</summary>
public sealed class DeliverCommandTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("base")]
    [TestCase("changes")]
    public async Task A_delivery_that_was_not_made_is_reported_in_other_words_than_one_that_was(string kind)
    {
        var made = (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var again = (await installation.RunAsync("deliver", kind, TestInstallation.Permit)).AssertDone();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Output, Does.StartWith("kainuu-laajat base 001: ").And.Contain("persons"));
            Assert.That(
                again.Output,
                Is.EqualTo("kainuu-laajat: nothing was made: nothing has been entered since base 001, planned 2026-11-16 02:30.\n"));
        }
    }

    [Test]
    public async Task Changes_begin_at_a_key_of_the_interface_without_a_base_and_cost_nothing()
    {
        string[] from = ["deliver", "changes", TestInstallation.Permit, "--from-key", "1"];
        (await installation.RunAsync([.. from, "--dry-run"])).AssertDone();
        var made = (await installation.RunAsync(from)).AssertDone();
        var again = (await installation.RunAsync(from)).AssertDone();
        var night = (await installation.RunAsync("batch")).AssertDone();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Output, Does.StartWith("kainuu-laajat changes 001: "));
            Assert.That(again.Output, Does.StartWith("kainuu-laajat: nothing was made: the chain that begins at key 1 is there"));
            Assert.That(night.Output, Does.Not.Contain("base"));
            Assert.That((await installation.RunAsync("invoice", TestInstallation.Permit)).Output, Does.Contain("waived: goes over"));
            Assert.That((await installation.RunAsync("audit", "verify")).AssertDone().Output, Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_chain_that_goes_on_is_ended_by_a_key_only_when_it_is_said()
    {
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        string[] from = ["deliver", "changes", TestInstallation.Permit, "--from-key", "1"];
        (await installation.RunAsync(from))
            .AssertFailed(ExitCode.Usage, "Run: deliver changes kainuu-laajat --from-key 1 --new-chain.");
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit, "--new-chain"))
            .AssertFailed(ExitCode.Usage, "--new-chain needs --from-key.");
        Assert.That((await installation.RunAsync([.. from, "--new-chain"])).AssertDone().Output, Does.Contain("changes 001"));
    }

    [Test]
    public async Task Its_json_has_made_which_is_true_only_when_it_was()
    {
        var made = (await installation.RunAsync("deliver", "base", TestInstallation.Permit, "--json")).AssertDone().Json;
        var again = (await installation.RunAsync("deliver", "base", TestInstallation.Permit, "--json")).AssertDone().Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((made[0].GetProperty("made").GetBoolean(), again[0].GetProperty("made").GetBoolean()), Is.EqualTo((true, false)));
            Assert.That(await installation.LedgerAsync(), Does.Not.Contain("\"made\""), "a list answers no wish");
        }
    }

    [TestCase("base")]
    [TestCase("changes")]
    public async Task A_dry_run_promises_no_delivery_that_would_not_be_made(string kind)
    {
        var before = (await installation.RunAsync("deliver", "base", TestInstallation.Permit, "--dry-run", "--json")).AssertDone();
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        var after = (await installation.RunAsync("deliver", kind, TestInstallation.Permit, "--dry-run", "--json")).AssertDone();
        var words = (await installation.RunAsync("deliver", kind, TestInstallation.Permit, "--dry-run")).AssertDone();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (before.Json.GetProperty("wouldMake").GetBoolean(), after.Json.GetProperty("wouldMake").GetBoolean()),
                Is.EqualTo((true, false)));
            Assert.That(words.Output, Does.StartWith("kainuu-laajat: nothing would be made: "));
        }
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("\t\n")]
    public async Task A_withdrawal_without_a_reason_is_a_mistake_of_the_command_line_and_withdraws_nothing(string reason)
    {
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        (await installation.RunAsync("deliveries", "withdraw", "kainuu-laajat/base/1", "--reason", reason)).AssertFailed(
            ExitCode.Usage,
            "--reason",
            "empty");
        Assert.That(await installation.LedgerAsync(), Does.Contain("\"published\"").And.Not.Contain("\"withdrawn\","));
    }

    /// <summary>A script's unset variable is an empty argument: of every command and option that takes a text.</summary>
    [TestCase("deliver", "base", "")]
    [TestCase("deliver", "changes", "")]
    [TestCase("deliver", "base", "", "--dry-run")]
    [TestCase("deliveries", "list", "--permit", "")]
    [TestCase("deliveries", "show", "")]
    [TestCase("deliveries", "verify", "")]
    [TestCase("deliveries", "redeliver", "")]
    [TestCase("deliveries", "withdraw", "", "--reason", "x")]
    [TestCase("reconcile", "")]
    [TestCase("reconcile", TestInstallation.Permit, "--output", "")]
    [TestCase("reconcile", TestInstallation.Permit, "--repair", "")]
    [TestCase("invoice", "")]
    [TestCase("invoice", TestInstallation.Permit, "--from", "")]
    [TestCase("audit", "person", "")]
    [TestCase("audit", "verify", "")]
    [TestCase("register", "create", "--county", "")]
    [TestCase("register", "create", "--municipality", "")]
    [TestCase("register", "import", "")]
    [TestCase("register", "simulate", "")]
    [TestCase("check", "")]
    [TestCase("convert", "", "--to", "json", "--out", "out")]
    [TestCase("load", "", "--into", "")]
    [TestCase("batch", "--retry", "")]
    public async Task An_empty_argument_is_never_an_error_of_the_program(params string[] args)
    {
        var outcome = await installation.RunAsync(args);
        Assert.That(outcome.Errors, Does.Not.Contain("error of the program itself").And.Not.Match(@"(?m)^\s+at \S+\("), outcome.ToString());
    }
}
