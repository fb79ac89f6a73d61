using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class DeliveriesListTests
{
    private TestInstallation installation = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        installation = new TestInstallation();
        await installation.FillAsync();
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_row_has_what_the_next_command_takes_and_when_it_was_planned_and_published()
    {
        var lines = (await installation.RunAsync("deliveries", "list")).AssertDone().Output.Split('\n');
        Assert.That(lines[0], Does.Match("^ID  DELIVERY +STATE +PLANNED +PUBLISHED +CONTENT +SIZE +NOTE$"));
        Assert.That(lines[1], Does.Match($"^ *1  {TestInstallation.Permit}/base/1 +published +2026-[0-9-]+ [0-9:]+ +2026-"));
        (await installation.RunAsync("deliveries", "show", $"{TestInstallation.Permit}/base/1")).AssertDone();
    }

    [TestCase(1, "--state", "published")]
    [TestCase(0, "--state", "withdrawn")]
    [TestCase(1, "--since", "2026-01-01")]
    [TestCase(0, "--since", "2099-01-01")]
    [TestCase(1, "--limit", "1")]
    public async Task Only_those_are_shown_that_are_asked_for(int count, string option, string value)
    {
        Assert.That((await installation.RunAsync("deliveries", "list", "--json", option, value)).Json.GetArrayLength(), Is.EqualTo(count));
        var text = (await installation.RunAsync("deliveries", "list", option, value)).AssertDone();
        Assert.That(text.Errors, count == 0 ? Does.Contain("No deliveries of that kind.") : Is.Empty);
    }

    [TestCase("--state", "publishd", "published")]
    [TestCase("--since", "5.1.2026", "2026-01-05")]
    [TestCase("--limit", "0", "from 1")]
    [TestCase("--limit", "many", "--limit")]
    public async Task What_cannot_be_meant_is_refused_with_what_was_expected(string option, string value, string said) =>
        (await installation.RunAsync("deliveries", "list", option, value)).AssertFailed(ExitCode.Usage, value, said);
}
