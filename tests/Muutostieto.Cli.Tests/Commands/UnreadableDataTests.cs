using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// What is missing or cannot be read is never reported as something that has no entries: every command that reads, each way in which its
/// data can be out of reach.
/// </summary>
public sealed class UnreadableDataTests
{
    private static readonly string[][] Questions =
    [
        ["status"],
        ["deliveries", "list"],
        ["deliveries", "show", "1"],
        ["deliveries", "verify"],
        ["deliveries", "redeliver", "1"],
        ["deliveries", "withdraw", "1", "--reason", "x"],
        ["invoice", TestInstallation.Permit],
        ["audit", "verify"],
        ["audit", "person", "010101-900X"],
        ["reconcile", TestInstallation.Permit],
        ["reconcile", TestInstallation.Permit, "--dry-run"],
        ["deliver", "base", TestInstallation.Permit],
        ["deliver", "changes", TestInstallation.Permit, "--dry-run"],
        ["register", "status"],
        ["register", "simulate", "--weeks", "1"],
    ];

    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    private static readonly string[][] OfKeys =
    [
        ["keys", "new"],
        ["keys", "list"],
        ["keys", "retire", "key-001"],
        ["keys", "remove", "key-001"],
    ];

    [TestCaseSource(nameof(Questions))]
    [TestCaseSource(nameof(OfKeys))]
    public async Task A_data_folder_that_is_missing_is_named_and_not_made(params string[] question)
    {
        var missing = installation.In("mistyped/data");
        AssertClaimsNothing(
            await InProcess.RunAsync([.. question, "--config", installation.Config, "--data", missing, "--at", TestInstallation.At]),
            missing);
        Assert.That(installation.In("mistyped"), Does.Not.Exist);
    }

    [TestCaseSource(nameof(Questions))]
    public async Task A_file_in_the_place_of_the_data_folder_is_named(params string[] question)
    {
        File.WriteAllText(installation.Data, "");
        AssertClaimsNothing(await installation.RunAsync(question), installation.Data);
    }

    [TestCaseSource(nameof(Questions))]
    public async Task A_folder_that_is_another_one_is_named(params string[] question)
    {
        Directory.CreateDirectory(installation.Data);
        AssertClaimsNothing(await installation.RunAsync(question), installation.Data);
        Assert.That(Directory.EnumerateFileSystemEntries(installation.Data), Is.Empty);
    }

    [TestCase("outbox")]
    [TestCase("audit")]
    public async Task A_ledger_that_is_missing_although_there_were_deliveries_is_a_contradiction_for_every_command(string left)
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var ledger = Path.Combine(installation.Data, "ledger.db");
        Directory.GetFiles(installation.Data, "ledger.db*").ToList().ForEach(File.Delete);
        File.Delete(Path.Combine(installation.Data, "runs.json"));
        Directory.Delete(Path.Combine(installation.Data, left == "outbox" ? "audit" : "outbox"), recursive: true);
        foreach (var question in Questions.Append(["batch"]).Where(question => question[0] != "register"))
        {
            var answer = await installation.RunAsync(question);
            AssertClaimsNothing(answer, ledger);
            Assert.That(
                (answer.Code, File.Exists(ledger)),
                Is.EqualTo(((int)ExitCode.Integrity, false)),
                $"{string.Join(' ', question)}: {answer}");
        }
    }

    [Test]
    public async Task With_a_register_alone_there_are_no_deliveries_yet()
    {
        await installation.FillAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await installation.RunAsync("deliveries", "list")).AssertDone().Errors, Does.Contain("No deliveries yet"));
            Assert.That((await installation.RunAsync("invoice", TestInstallation.Permit)).AssertDone().Output, Does.Contain("0.00"));
            Assert.That((await installation.RunAsync("audit", "verify")).AssertDone().Output, Does.Contain("no entry yet"));
        }
    }

    [TestCase("batch")]
    [TestCase("register", "create", "--municipality", "697", "--persons", "10")]
    [TestCase("register", "import", "FILE")]
    public async Task A_data_folder_is_made_in_a_folder_that_is_there_and_never_below_one_that_is_not(params string[] command)
    {
        var file = installation.In("base.PTT");
        File.WriteAllText(file, "");
        installation.Narrow("697");
        string[] args =
        [
            .. command.Select(argument => argument == "FILE" ? file : argument),
            "--config",
            installation.Config,
            "--at",
            TestInstallation.At,
            "--data",
        ];
        (await InProcess.RunAsync([.. args, installation.In("mistyped/data")])).AssertFailed(
            ExitCode.Usage,
            "mistyped",
            "does not exist",
            "--data");
        Assert.That(installation.In("mistyped"), Does.Not.Exist);
        _ = await InProcess.RunAsync([.. args, installation.Data]);
        Assert.That(installation.Data, Does.Exist);
    }

    /// <summary>Only an import makes it: what else is called has the wrong name.</summary>
    [TestCase("batch")]
    [TestCase("serve")]
    [TestCase("keys", "new")]
    public async Task In_production_a_run_makes_no_data_folder(params string[] command)
    {
        installation.WriteSettings(environment: "production");
        (await InProcess.RunAsync([.. command, .. installation.Options])).AssertFailed(ExitCode.Usage, installation.Data, "does not exist");
        Assert.That(installation.Data, Does.Not.Exist);
    }

    private static void AssertClaimsNothing(Outcome answer, string place)
    {
        var text = answer.Output + answer.Errors;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Code, Is.Not.AnyOf(0, (int)ExitCode.TryAgainLater), answer.ToString());
            Assert.That(text.Replace("\n  ", " ", StringComparison.Ordinal), Does.Contain(Path.GetFileName(place)));
            Assert.That(text, Does.Not.Match("(?i)proved:|0[.,]00|no deliveries yet|all is well|another run|error of the program"));
        }
    }
}
