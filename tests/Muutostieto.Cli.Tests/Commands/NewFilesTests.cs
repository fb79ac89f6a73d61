using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Hosting.Connections;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Permits, connections and orders that commands write.</summary>
public sealed class NewFilesTests
{
    private static readonly string[] Grant =
    [
        "--recipient", "kajaani", "--decision", "DVV/0009/2026", "--customer-number", "555", "--register-name", "KAJ",
    ];

    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [TestCase("--county", "20")]
    [TestCase("--municipality", "205", "--municipality", "290")]
    [TestCase("--list")]
    [TestCase("--list", "--right", "order-only")]
    [TestCase("--county", "20", "--right", "37", "--valid-to", "2027-12-31", "--format", "csv")]
    [TestCase("--county", "20", "--weeks", "2", "--time", "04:15", "--from", "2026-12-02")]
    public async Task A_permit_is_one_that_the_check_accepts_and_that_deliveries_are_made_by(params string[] options)
    {
        (await installation.RunAsync(["permits", "new", "kajaani", .. Grant, "--product", "perustaso", .. options])).AssertDone();
        (await installation.RunAsync("config", "check")).AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("deliver", "base", "kajaani", "--dry-run")).AssertDone();
    }

    [Test]
    public async Task Its_rhythm_begins_with_the_first_Monday_of_its_validity_unless_another_day_is_given()
    {
        (await installation.RunAsync(
            ["permits", "new", "a", .. Grant, "--county", "20", "--product", "laajat", "--valid-from", "2026-11-18"])).AssertDone();
        Assert.That(Read("permits/a.json"), Does.Contain("INTERVAL=1;BYDAY=MO\", \"time\": \"02:30\", \"from\": \"2026-11-23\""));
        (await installation.RunAsync(
            [
                "permits", "new", "b", .. Grant[..6], "--register-name", "B", "--county", "20", "--product", "laajat", "--from",
                "2026-12-02",
            ])).AssertDone();
        Assert.That(Read("permits/b.json"), Does.Contain("INTERVAL=1;BYDAY=WE\", \"time\": \"02:30\", \"from\": \"2026-12-02\""));
    }

    [Test]
    public async Task All_that_is_missing_is_named_at_once_where_no_one_answers()
    {
        (await installation.RunAsync("permits", "new", "kajaani")).AssertFailed(
            ExitCode.Usage,
            "--recipient", "--decision", "--customer-number", "--register-name", "--county", "--product", "Nothing was written");
        (await installation.RunAsync("connections", "new", "kajaani", "--user", "k"))
            .AssertFailed(ExitCode.Usage, "--client", "--recipient");
    }

    [Test]
    public async Task On_a_terminal_it_asks_for_what_is_missing()
    {
        var (outcome, questions) = await InProcess.AnswerAsync(
            ["", "kajaani", "DVV/0009/2026", "555", "KAJ", "205 290", "perustaso"],
            ["permits", "new", "kajaani", "--drop", "default", .. installation.Options]);
        Assert.That(questions[0], Does.StartWith("Recipient"));
        Assert.That(questions[1], Is.EqualTo(questions[0]), "an empty answer is none");
        outcome.AssertDone();
        Assert.That(Read("permits/kajaani.json"), Does.Contain("""{ "municipalities": ["205", "290"] }"""));
    }

    [TestCase("--county", "99")]
    [TestCase("--county", "20\", \"x\": \"y")]
    [TestCase("--municipality", "999")]
    [TestCase("--product", "perustas")]
    [TestCase("--right", "order-only")]
    [TestCase("--right", "38")]
    [TestCase("--weeks", "3")]
    [TestCase("--time", "25:00")]
    [TestCase("--from", "2.12.2026")]
    [TestCase("--valid-to", "2020-01-01")]
    [TestCase("--drop", "tietoevry")]
    [TestCase("--format", "pdf")]
    [TestCase("--list", "--municipality", "205")]
    public async Task What_the_configuration_would_refuse_is_refused_and_nothing_is_written(params string[] options)
    {
        var before = TestInstallation.Contents(installation.Config);
        string[] rest = [.. options.Contains("--product") ? [] : (string[])["--product", "laajat"],
            .. options.Any(option => option is "--county" or "--municipality") ? [] : (string[])["--county", "20"]];
        var outcome = (await installation.RunAsync(["permits", "new", "kajaani", .. Grant, .. rest, .. options]))
            .AssertFailed(ExitCode.Usage);
        Assert.That(outcome.Errors, Does.Contain(options[^1]).Or.Contain(options[0].TrimStart('-')).Or.Contain("validTo"));
        Assert.That(TestInstallation.Contents(installation.Config), Is.EqualTo(before));
    }

    [TestCase("Kajaani")]
    [TestCase("../kajaani")]
    [TestCase("a.b")]
    public async Task What_is_no_id_is_refused(string id) =>
        (await installation.RunAsync(["permits", "new", id, .. Grant, "--county", "20", "--product", "laajat"]))
            .AssertFailed(ExitCode.Usage, id, "no id");

    [TestCase("permits")]
    [TestCase("connections")]
    [TestCase("orders")]
    public async Task An_id_is_refused_before_anything_is_asked_for(string noun)
    {
        var (outcome, questions) = await InProcess.AnswerAsync([], [noun, "new", "Kajaani", .. installation.Options]);
        outcome.AssertFailed(ExitCode.Usage, "no id");
        Assert.That(questions, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_there_stays_and_numbers_of_another_permit_are_refused()
    {
        string[] command = [.. Grant, "--county", "20", "--product", "laajat"];
        (await installation.RunAsync(["permits", "new", "kajaani", .. command])).AssertDone();
        var before = TestInstallation.Contents(installation.Config);
        (await installation.RunAsync(["permits", "new", "kajaani", .. command])).AssertFailed(ExitCode.Usage, "there already");
        (await installation.RunAsync(["permits", "new", "other", .. command])).AssertFailed(ExitCode.Usage, "KAJ", "Nothing was written");
        Assert.That(TestInstallation.Contents(installation.Config), Is.EqualTo(before));
    }

    [Test]
    public async Task A_connection_has_a_password_that_fits_its_hash_and_is_in_no_file()
    {
        var outcome = (await installation.RunAsync(
        [
            "connections", "new", "kajaani", .. Grant, "--county", "20", "--product", "laajat", "--user", "kaj",
            "--client", "FI/MUN/0000000-0/x", "--json",
        ])).AssertDone();
        var password = outcome.Json.GetProperty("password").GetString()!;
        var text = Read("permits/kajaani.json");
        Assert.That(text, Does.Not.Contain(password));
        var hash = Regex.Match(text, """\["(\$pbkdf2[^"]+)"\]""").Groups[1].Value;
        Assert.That(PasswordHash.Parse(hash)!.Fits(password));
        Assert.That((await installation.RunAsync("config", "check")).AssertDone().Output, Does.Contain("nothing is wrong"));
    }

    [Test]
    public async Task An_order_is_one_that_can_be_previewed()
    {
        File.Copy(
            Path.Combine(Repository.Root, "samples", "permits", "tutkimus-otokset.json"),
            Path.Combine(installation.Config, "permits", "tutkimus-otokset.json"));
        (await installation.RunAsync("orders", "new", "nimet", "--purpose", "statistics", "--group", "004", "--municipality", "697"))
            .AssertDone();
        await installation.FillAsync();
        (await installation.RunAsync("extract", "preview", "nimet")).AssertDone();
        (await installation.RunAsync("orders", "new", "otos", "--purpose", "genealogy", "--package", "henkilot-osoite"))
            .AssertFailed(ExitCode.Usage, "genealogy", "Nothing was written");
        (await installation.RunAsync(
            "orders", "new", "otos", "--purpose", "statistics", "--package", "henkilot-osoite", "--sample", "10"))
            .AssertFailed(ExitCode.Usage, "--series");
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(installation.Config, file));
}
