using Microsoft.Data.Sqlite;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Commands;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Recipient.Comparing;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// From a person altered by hand in a recipient's database to the repair, by commands alone; one recipient reads fixed width, the other
/// CSV.
/// </summary>
public sealed class ReconcileCommandTests
{
    private const string Tas = TestInstallation.Stem + ".TAS";
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        (await installation.RunAsync("register", "create", "--county", "20", "--persons", "700")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [TearDown]
    public void TearDown()
    {
        SqliteConnection.ClearAllPools();
        installation.Dispose();
    }

    [TestCase("fixed")]
    [TestCase("csv")]
    public async Task One_person_altered_by_hand_is_found_and_repaired(string form)
    {
        var reconciled = (await installation.RunAsync("reconcile", TestInstallation.Permit, "--json")).AssertDone().Json;
        Assert.That(reconciled.GetProperty("municipalities").GetArrayLength(), Is.EqualTo(8));
        Assert.That((await LoadAsync(form, Tas)).AssertDone().Output, Does.Contain("of 8 municipalities, all the same"));

        Alter(
            "UPDATE henkilon_nimi SET sukunimi = sukunimi || 'x' WHERE person_id = (SELECT max(person_id) FROM residents WHERE kuntanumero "
                + "= '205')");
        var differs = await LoadAsync(form, Tas);
        differs.AssertFailed(ExitCode.Integrity, "1 of 8 municipalities differ", "reconcile kainuu-laajat --repair 205");
        Assert.That(differs.Output, Does.Match("(?m)^205: differs; [0-9]+ residents here and at the sender, with other data$"));

        (await installation.RunAsync("reconcile", TestInstallation.Permit, "--repair", "205")).AssertDone();
        Assert.That(
            (await installation.RunAsync("reconcile", TestInstallation.Permit, "--dry-run")).AssertDone().Errors,
            Does.Contain("full record of every resident of 205."));
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();
        Assert.That(
            (await installation.RunAsync("deliveries", "show", $"{TestInstallation.Permit}/changes/1")).AssertDone().Output,
            Does.Contain("a full record of every resident of 205"));
        Assert.That((await installation.RunAsync("reconcile", TestInstallation.Permit)).AssertDone().Errors, Is.Empty);
        var after = (await LoadAsync(form, "38950_20261116KAIREK_001.TAS")).AssertDone();
        Assert.That(after.Output, Does.Contain("as of changes 001").And.Contain("all the same"));
        var comparison = (await LoadAsync(form, "38950_20261116KAIREK_001.TAS", "--json")).AssertDone().Json.GetProperty("comparison");
        Assert.That(
            (comparison.GetProperty("equal").GetBoolean(), comparison.GetProperty("municipalities").GetInt32()),
            Is.EqualTo((true, 8)));
    }

    [TestCase(1, "298 residents of 1 municipality, all the same")]
    [TestCase(2, "298 residents of 2 municipalities, all the same")]
    public void Municipalities_agree_with_their_number(int count, string expected)
    {
        using var output = new StringWriter();
        LoadComparison.Report(
            new Terminal(output, output, ShowsProgress: false),
            output,
            new ComparisonResult("changes 003", null, count, 298, [], null));
        Assert.That(output.ToString().TrimEnd(), Does.EndWith(expected));
    }

    [Test]
    public async Task A_file_that_the_database_is_not_at_is_not_compared()
    {
        (await installation.RunAsync("reconcile", TestInstallation.Permit)).AssertDone();
        (await LoadAsync("fixed", Tas)).AssertDone();
        (await installation.RunAsync("register", "simulate", "--weeks", "4")).AssertDone();
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();
        (await LoadAsync("fixed", Tas)).AssertFailed(ExitCode.TryAgainLater, "changes 001 was loaded last", "as of base 001");
    }

    [Test]
    public async Task A_dry_run_and_an_output_hand_nothing_over()
    {
        var before = TestInstallation.Contents(installation.Download);
        Assert.That(
            (await installation.RunAsync("reconcile", TestInstallation.Permit, "--dry-run")).AssertDone().Output,
            Does.Contain("not published").And.Match("(?m)^205 .* persons  [0-9a-f]{64}$"));
        (await installation.RunAsync("reconcile", TestInstallation.Permit, "--output", installation.In("own.TAS"))).AssertDone();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TestInstallation.Contents(installation.Download), Is.EqualTo(before));
            Assert.That(File.Exists(installation.In("own.TAS")), Is.True);
        }
    }

    [Test]
    public async Task What_is_published_is_in_the_audit_trail_and_a_receipt_still_counts()
    {
        (await installation.RunAsync("reconcile", TestInstallation.Permit)).AssertDone();
        var audit = string.Concat(Directory.GetFiles(Path.Combine(installation.Data, "audit")).Select(File.ReadAllText));
        Assert.That(audit, Does.Contain(Tas));
        (await LoadAsync("fixed", Tas)).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That(await installation.LedgerAsync(), Does.Contain("\"received\""));
    }

    [TestCase("091", "no municipality of the permit")]
    [TestCase("Kajaani", "three digits")]
    public async Task A_municipality_of_another_area_is_refused(string municipality, string why) =>
        (await installation.RunAsync("reconcile", TestInstallation.Permit, "--repair", municipality)).AssertFailed(
            ExitCode.Usage,
            municipality,
            why);

    [Test]
    public async Task What_does_not_go_together_is_refused() =>
        Assert.That(
            (await installation.RunAsync("reconcile", TestInstallation.Permit, "--repair", "205", "--dry-run")).Code,
            Is.EqualTo((int)ExitCode.Usage));

    private Task<Outcome> LoadAsync(string form, string file, params string[] more) =>
        installation.RunAsync([
            "load",
            installation.Download,
            "--into",
            installation.In("recipient.db"),
            "--form",
            form,
            "--compare",
            Path.Combine(installation.Download, file),
            .. more,
        ]);

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = installation.In("recipient.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.That(command.ExecuteNonQuery(), Is.EqualTo(1));
    }
}
