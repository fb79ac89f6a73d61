using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class UsageTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("bath")]
    [TestCase("deliver")]
    [TestCase("deliver", "base")]
    [TestCase("check")]
    [TestCase("batch", "--colour")]
    [TestCase("convert", "x.PTT", "--to", "xml", "--out", "y")]
    [TestCase("register", "create", "--persons", "many")]
    [TestCase("register", "create")]
    [TestCase("register", "create", "--county", "99")]
    [TestCase("register", "create", "--municipality", "999")]
    [TestCase("register", "create", "--county", "20", "--persons", "0")]
    [TestCase("deliveries", "show", "kainuu-laajat/base/7")]
    public async Task A_command_line_that_cannot_be_meant_is_refused_and_nothing_is_made(params string[] args)
    {
        var outcome = await installation.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Code, Is.EqualTo((int)ExitCode.Usage), outcome.ToString());
            Assert.That(outcome.Errors, Does.StartWith("muutostieto: ").And.Not.Contain("   at "));
            Assert.That(TestInstallation.Contents(installation.Data), Is.Empty);
        }
    }

    [TestCase("delivr", "deliver")]
    [TestCase("deliver bse", "base")]
    [TestCase("deliveries lits", "list")]
    [TestCase("batch --dta x", "--data")]
    [TestCase("deliveries list --prmit x", "--permit")]
    public async Task A_word_that_is_mistyped_brings_up_what_may_be_meant(string line, string meant)
    {
        var outcome = await InProcess.RunAsync(line.Split(' '));
        Assert.That((outcome.Code, outcome.Errors), Is.EqualTo(((int)ExitCode.Usage, outcome.Errors)));
        Assert.That(outcome.Errors, Does.Contain($"Did you mean \"{meant}\"?\n"));
    }

    [Test]
    public async Task A_word_that_is_like_nothing_brings_up_nothing() =>
        Assert.That((await InProcess.RunAsync("xyzzyplugh")).Errors, Does.Not.Contain("Did you mean"));

    [TestCase("16.11.2026")]
    [TestCase("2026-13-01")]
    [TestCase("2026-11-16T25:00")]
    [TestCase("tomorrow")]
    public async Task A_time_in_another_form_is_refused(string time) =>
        (await InProcess.RunAsync(["batch", .. installation.Options, "--at", time])).AssertFailed(
            ExitCode.Usage,
            "--at",
            time,
            "2026-01-05T02:30");

    [TestCase("2026-11-16T02:30")]
    [TestCase("2026-11-16 02:30:00")]
    [TestCase("2026-11-16T02:30+02:00")]
    [TestCase("2026-11-16T00:30Z")]
    [TestCase("2026-11-16T00:30:00Z")]
    [TestCase("2026-11-15T19:30:00-05:00")]
    public async Task One_time_can_be_said_in_several_ways(string time)
    {
        await installation.FillAsync();
        (await InProcess.RunAsync(["batch", .. installation.Options, "--at", time])).AssertDone();

        Assert.That(
            (await installation.RunAsync("deliveries", "list", "--json")).Json[0].GetProperty("planned").GetString(),
            Is.EqualTo("2026-11-16T02:30:00+02:00"));
    }

    [Test]
    public async Task A_permit_that_there_is_not_brings_up_the_one_that_may_be_meant() =>
        (await installation.RunAsync("deliver", "base", "kainu-laajat")).AssertFailed(
            ExitCode.Usage,
            "kainu-laajat",
            "Did you mean",
            "kainuu-laajat");

    [Test]
    public async Task A_permit_that_is_not_valid_is_not_served()
    {
        await installation.FillAsync();

        (await InProcess.RunAsync(["deliver", "base", TestInstallation.Permit, .. installation.Options, "--at", "2025-12-31"]))
            .AssertFailed(ExitCode.Usage, TestInstallation.Permit, "2026-01-01", "Nothing was delivered");
    }

    [TestCase("batch")]
    [TestCase("register", "status")]
    [TestCase("deliver", "base", TestInstallation.Permit, "--dry-run")]
    public async Task The_time_of_a_production_configuration_is_the_present(params string[] args)
    {
        installation.WriteSettings(environment: "production");

        (await installation.RunAsync(args)).AssertFailed(ExitCode.Usage, "--at", "production");
        Assert.That(TestInstallation.Contents(installation.Data), Is.Empty);
    }

    [Test]
    public async Task The_time_of_a_production_register_is_the_present()
    {
        installation.WriteSettings(environment: "production");
        File.WriteAllText(installation.In("b.PTT"), "010190-900XXXX202611161101|00312|\r\n");
        (await InProcess.RunAsync(["register", "import", installation.In("b.PTT"), .. installation.Options])).AssertDone();
        installation.WriteSettings();

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Usage, "--at", "production");
        Assert.That(installation.Download, Does.Not.Exist);
    }

    [Test]
    public async Task A_production_configuration_is_never_filled_with_persons_who_do_not_exist()
    {
        installation.WriteSettings(environment: "production");

        (await InProcess.RunAsync(["batch", .. installation.Options])).AssertFailed(ExitCode.Usage, "register", "register import");
        (await InProcess.RunAsync(["register", "create", "--county", "20", .. installation.Options])).AssertFailed(
            ExitCode.Usage,
            "production");
        Assert.That(installation.Register, Does.Not.Exist);
    }
}
