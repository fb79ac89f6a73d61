using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class RegisterSimulateTests
{
    private static TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        (await installation.RunAsync("register", "create", "--county", "20", "--persons", "1500")).AssertDone();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_life_is_counted_by_event_code_and_goes_on()
    {
        var first = (await installation.RunAsync("register", "simulate", "--weeks", "3", "--seed", "4", "--json")).AssertDone().Json;
        var second = (await installation.RunAsync("register", "simulate", "--weeks", "1", "--json")).AssertDone().Json;
        var status = (await installation.RunAsync("register", "status", "--json")).AssertDone().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                string.Join(',', first.EnumerateObject().Select(member => member.Name)),
                Is.EqualTo("from,to,entries,journalKey,events"));
            Assert.That(first.GetProperty("from").GetString(), Is.EqualTo("2026-01-01"));
            Assert.That(first.GetProperty("to").GetString(), Is.EqualTo("2026-01-21"));
            Assert.That(
                first.GetProperty("events").EnumerateObject().Sum(member => member.Value.GetInt64()),
                Is.EqualTo(first.GetProperty("entries").GetInt64()));
            Assert.That(first.GetProperty("events").GetProperty("XCM").GetInt64(), Is.GreaterThan(0));
            Assert.That(string.CompareOrdinal(second.GetProperty("from").GetString(), "2026-01-15"), Is.GreaterThan(0));
            Assert.That(status.GetProperty("journalKey").GetInt64(), Is.EqualTo(second.GetProperty("journalKey").GetInt64()));
        }
    }

    [TestCase("--weeks", "0")]
    [TestCase("--weeks", "-1")]
    [TestCase("--weeks", "2", "--from", "tomorrow")]
    [TestCase("--weeks", "2", "--from", "2025-01-01")]
    public async Task What_cannot_be_simulated_is_refused(params string[] args) =>
        (await installation.RunAsync(["register", "simulate", .. args])).AssertFailed(ExitCode.Usage);

    [Test]
    public async Task A_production_configuration_is_never_simulated()
    {
        installation.WriteSettings(environment: "production");

        (await installation.RunAsync("register", "simulate", "--weeks", "1")).AssertFailed(ExitCode.Usage, "production");
    }
}
