using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>New installations.</summary>
public sealed class InitCommandTests
{
    private string root = null!;

    private string Config => Path.Combine(root, "config");

    private string Data => Path.Combine(root, "data");

    private string[] Folders => ["--config", Config, "--data", Data];

    [SetUp]
    public void SetUp() => root = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task A_demo_is_the_configuration_of_the_repository_and_is_without_faults()
    {
        (await InitAsync("--demo")).AssertDone();
        Assert.That(TestInstallation.Contents(Config), Is.EqualTo(TestInstallation.Contents(Path.Combine(Repository.Root, "config"))));
        Assert.That((await RunAsync("config", "check")).AssertDone().Output, Does.Contain("nothing is wrong"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Data), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public async Task One_for_production_has_no_permit_and_lacks_the_key_alone()
    {
        (await InitAsync("--production")).AssertDone();
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(Config, "permits")), Is.Empty);
        var check = await RunAsync("config", "check");
        Assert.That(check.Code, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(check.Output, Does.Contain("no key to sign").And.Contain("no permit").And.Contain(": 1 error, "));

        (await RunAsync("keys", "new")).AssertDone();
        (await RunAsync(
            "permits", "new", "kajaani", "--recipient", "kajaani", "--decision", "DVV/0009/2026", "--customer-number", "1",
            "--register-name", "KAJ", "--municipality", "205", "--product", "perustaso")).AssertDone();
        (await RunAsync("config", "check", "--drops")).AssertDone();
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task What_is_next_in_production_is_done_as_the_user_whose_data_it_is()
    {
        Assert.That((await InitAsync("--demo")).AssertDone().Errors, Does.StartWith("What to do next:"));
        Directory.Delete(Config, recursive: true);
        Assert.That(
            (await InitAsync("--production")).AssertDone().Errors,
            Does.StartWith("What to do next, as the user that the data folder belongs to (sudo -u USER)"));
    }

    [Test]
    public async Task A_register_that_cannot_be_opened_is_named_once()
    {
        (await InitAsync("--production")).AssertDone();
        await File.WriteAllTextAsync(Path.Combine(Data, "register.db"), "something else, and of some length, in place of a register");
        var check = await RunAsync("config", "check");
        Assert.That(check.Output, Does.Contain("register.db: warning: ").And.Not.Contain("warning: register "));
    }

    [TestCase("muutostieto@sftp.example.fi", "sftp.example.fi", 22)]
    [TestCase("m.t@10.0.0.1:2222", "10.0.0.1", 2222)]
    public async Task Files_can_be_handed_over_to_a_server(string address, string host, int port)
    {
        (await InitAsync("--demo", "--sftp", address)).AssertDone();
        var settings = await File.ReadAllTextAsync(Path.Combine(Config, "appsettings.json"));
        Assert.That(settings, Does.Contain($"\"host\": \"{host}\", \"port\": {port},").And.Not.Contain("\"type\": \"directory\""));
        var check = (await RunAsync("config", "check")).AssertDone();
        Assert.That(check.Output, Does.Contain("drop default: warning: knownHostsFile").And.Contain("1 warning."));
        Assert.That((await RunAsync("drops", "list")).AssertDone().Output, Does.Match("(?m)^default +sftp "));
    }

    [TestCase("sftp.example.fi")]
    [TestCase("a@h:99999")]
    [TestCase("a b@h")]
    [TestCase("a@h\",\"x")]
    public async Task What_is_no_server_is_refused_and_nothing_is_written(string address)
    {
        (await InitAsync("--production", "--sftp", address)).AssertFailed(ExitCode.Usage, "--sftp", address);
        Assert.That(Directory.GetFileSystemEntries(root), Is.Empty);
    }

    [Test]
    public async Task Repeated_it_goes_on_where_it_was_broken_off()
    {
        (await InitAsync("--demo")).AssertDone();
        var whole = TestInstallation.Contents(Config);
        File.Delete(Path.Combine(Config, "appsettings.json"));
        File.Delete(Path.Combine(Config, "reference", "counties.json"));
        Assert.That((await InitAsync("--demo", "--json")).AssertDone().Json.GetProperty("files").GetInt32(), Is.EqualTo(2));
        Assert.That(TestInstallation.Contents(Config), Is.EqualTo(whole));
        Assert.That((await InitAsync("--demo")).AssertDone().Output, Does.Contain("it was there already"));
    }

    [Test]
    public async Task A_configuration_that_is_there_stays_as_it_is()
    {
        (await InitAsync("--demo")).AssertDone();
        File.Delete(Path.Combine(Config, "groups.json"));
        var before = TestInstallation.Contents(Config);
        (await InitAsync("--production")).AssertFailed(ExitCode.Usage, "appsettings.json", "other content", "Nothing was written");
        Assert.That(TestInstallation.Contents(Config), Is.EqualTo(before));
    }

    [Test]
    public async Task Where_no_one_answers_the_kind_must_be_given()
    {
        (await InitAsync()).AssertFailed(ExitCode.Usage, "--demo or --production");
        (await InitAsync("--demo", "--production")).AssertFailed(ExitCode.Usage, "one of the two");
        Assert.That(Directory.GetFileSystemEntries(root), Is.Empty);
    }

    [TestCase("server.json", "production", "muutostieto@h.fi")]
    [TestCase("folder.json", "production", "")]
    [TestCase("demo.json", "demo")]
    public async Task On_a_terminal_it_asks(string name, params string[] answers)
    {
        var (outcome, questions) = await InProcess.AnswerAsync(answers, ["init", .. Folders]);
        Assert.That(outcome.AssertDone().Errors, Does.Contain("What to do next"), name);
        Assert.That(questions, Has.Count.EqualTo(answers.Length));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(Config, "appsettings.json")),
            Does.Contain($"\"Environment\": \"{answers[0]}\"")
                .And.Contain(name == "server.json" ? "\"type\": \"sftp\"" : "\"type\": \"directory\""));
    }

    [Test]
    public async Task Answers_that_end_too_soon_leave_nothing()
    {
        var (outcome, _) = await InProcess.AnswerAsync(["production"], ["init", .. Folders]);
        outcome.AssertFailed(ExitCode.Usage, "ended too soon");
        Assert.That(Directory.GetFileSystemEntries(root), Is.Empty);
    }

    private Task<Outcome> InitAsync(params string[] args) => RunAsync(["init", .. args]);

    private Task<Outcome> RunAsync(params string[] args) => InProcess.RunAsync([.. args, .. Folders]);
}
