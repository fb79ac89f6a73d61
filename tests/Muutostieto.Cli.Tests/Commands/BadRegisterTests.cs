using System.Text;
using Microsoft.Data.Sqlite;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class BadRegisterTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_broken_line_is_named_by_file_and_number_and_the_register_stays_as_it_was()
    {
        await installation.FillAsync();
        var before = await StatusAsync();
        var lines = await LinesAsync();
        lines[16] = lines[16].Replace("|003", "|0031", StringComparison.Ordinal);
        var file = Write("broken.PTT", lines);

        (await installation.RunAsync("register", "import", file)).AssertFailed(ExitCode.Error, file, "line 17", "nothing was imported");
        Assert.That(await StatusAsync(), Is.EqualTo(before));
        await installation.AssertCarriesOnAsync();
    }

    [Test]
    public async Task Without_a_register_a_broken_file_leaves_none()
    {
        var file = Write("broken.PTT", ["010190-900XXXX202611161101|0031|"]);

        (await installation.RunAsync("register", "import", file)).AssertFailed(ExitCode.Error, file, "line 1");
        Assert.That(installation.Register, Does.Not.Exist);
    }

    [Test]
    public async Task Without_a_register_a_file_that_is_not_there_leaves_none()
    {
        (await installation.RunAsync("register", "import", installation.In("none.PTT"))).AssertFailed(ExitCode.Usage, "none.PTT");
        Assert.That(installation.Register, Does.Not.Exist);
    }

    [Test]
    public async Task A_register_without_persons_is_not_delivered()
    {
        string[] envelope = ["'''ED2'''A'B'202601050030'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''", "'''EOF'''0'"];
        (await installation.RunAsync("register", "import", Write("empty.PTT", envelope))).AssertDone();

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.SomePermitsFailed, TestInstallation.Permit, "empty");
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertFailed(
            ExitCode.Usage,
            TestInstallation.Permit,
            "empty");
        Assert.That(await installation.LedgerAsync(), Is.EqualTo("[]\n"));
    }

    [Test]
    public async Task A_delivery_can_be_imported_whole()
    {
        await installation.FillAsync();
        var file = Write("base.PTT", await LinesAsync());
        var living = (await installation.RunAsync("register", "status", "--json")).Json.GetProperty("living").GetInt32();
        File.Delete(installation.Register);

        var outcome = (await installation.RunAsync("register", "import", file, "--json")).AssertDone().Json;
        var status = (await installation.RunAsync("register", "status", "--json")).AssertDone().Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.GetFiles(installation.Data).Select(Path.GetFileName), Has.None.Contains("importing"));
            Assert.That(
                outcome.GetProperty("added").GetInt32(),
                Is.EqualTo(status.GetProperty("living").GetInt32()).And.GreaterThan(290).And.LessThanOrEqualTo(living));
            Assert.That(status.GetProperty("municipalities").EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "697" }));
        }
    }

    [Test]
    public async Task A_person_of_a_municipality_that_there_is_not_is_refused()
    {
        await installation.FillAsync();
        var before = await StatusAsync();
        var lines = await LinesAsync();
        lines[4] = lines[4].Replace("|2041697", "|2041999", StringComparison.Ordinal);
        var file = Write("odd.PTT", lines);

        (await installation.RunAsync("register", "import", file)).AssertFailed(ExitCode.Error, file, "line 5", "municipality");
        Assert.That(await StatusAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_register_of_another_version_is_refused_and_left_alone()
    {
        await installation.FillAsync();
        var version = Version();
        SetVersion(99);
        var file = Write("any.PTT", ["010190-900XXXX202611161101|00312|"]);

        foreach (
            var args in new string[][]
            {
                ["batch"],
                ["deliver", "base", TestInstallation.Permit],
                ["deliver", "base", TestInstallation.Permit, "--dry-run"],
                ["register", "status"],
                ["register", "import", file],
            })
        {
            (await installation.RunAsync(args)).AssertFailed(ExitCode.Usage, "register.db", "version 99");
        }

        Assert.That(installation.Download, Does.Not.Exist);
        SetVersion(version);
        Assert.That(await installation.LedgerAsync(), Is.EqualTo("[]\n"));
        await installation.AssertCarriesOnAsync();
    }

    [Test]
    public async Task A_file_that_is_no_register_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(installation.Data);
        File.WriteAllText(installation.Register, "somebody's notes");

        (await installation.RunAsync("batch")).AssertFailed(ExitCode.Usage, "register.db");
        (await installation.RunAsync("register", "create", "--county", "20")).AssertFailed(ExitCode.Usage, "register.db");
        Assert.That(File.ReadAllText(installation.Register), Is.EqualTo("somebody's notes"));
    }

    [Test]
    public async Task A_register_is_never_made_over_another()
    {
        await installation.FillAsync();
        var before = await StatusAsync();

        (await installation.RunAsync("register", "create", "--county", "20")).AssertFailed(ExitCode.Usage, "register.db");
        Assert.That(await StatusAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_data_folder_that_cannot_be_made_is_named() =>
        (await InProcess.RunAsync("batch", "--config", installation.Config, "--data", "/sys/muutostieto")).AssertFailed(
            ExitCode.Error,
            "/sys/muutostieto");

    [TestCase("check")]
    [TestCase("convert", "--to", "json", "--out", "OUT")]
    public async Task A_file_that_is_not_there_is_named(params string[] args) =>
        (
            await installation.RunAsync([.. args.Select(arg => arg == "OUT" ? installation.In("out") : arg), installation.In("none.PTT")])
        ).AssertFailed(ExitCode.Usage, "none.PTT");

    private async Task<string> StatusAsync() => (await installation.RunAsync("register", "status", "--json")).AssertDone().Output;

    /// <summary>The records of a base of the register, which has been delivered elsewhere.</summary>
    private async Task<string[]> LinesAsync()
    {
        var elsewhere = installation.In("elsewhere");
        Directory.CreateDirectory(elsewhere);
        File.Copy(installation.Register, Path.Combine(elsewhere, "register.db"));
        (await InProcess.RunAsync("batch", "--config", installation.Config, "--data", elsewhere, "--at", TestInstallation.At)).AssertDone();
        var file = Directory.GetFiles(elsewhere, "*.PTT", SearchOption.AllDirectories)[0];
        return
        [
            .. File.ReadAllText(file, Encoding.Latin1).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '\''),
        ];
    }

    private string Write(string name, string[] lines)
    {
        File.WriteAllText(installation.In(name), string.Concat(lines.Select(line => line + "\r\n")), Encoding.Latin1);
        return installation.In(name);
    }

    private long Version() => Ask("PRAGMA user_version");

    private void SetVersion(long version) => Ask($"PRAGMA user_version = {version}");

    private long Ask(string pragma)
    {
        using var connection = new SqliteConnection($"Data Source={installation.Register};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
