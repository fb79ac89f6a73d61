using System.Text;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The outcome of an import is known afterwards, and so is what is held for an unknown person.</summary>
public sealed class RegisterImportTests
{
    private const string Known = "010180-9004";
    private const string Unknown = "010180-9037";
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_failed_import_is_an_alert_of_status_and_batch_until_one_brings_something_new()
    {
        var good = Write("1.PTT", $"{Known}XXX202611011102|00311|204120520200101|");
        (await ImportAsync(good)).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();

        Assert.That((await ImportAsync(Write("2.MTT", "broken"))).Code, Is.EqualTo((int)ExitCode.Error));
        await AssertAlertAsync("importFailed");
        Assert.That((await installation.RunAsync("batch")).Code, Is.EqualTo((int)ExitCode.Overdue));

        (await ImportAsync(good)).AssertDone();
        await AssertAlertAsync("importFailed");

        Assert.That((await ImportAsync(installation.In("missing.MTT"))).Code, Is.EqualTo((int)ExitCode.Usage));
        await AssertAlertAsync("importFailed");

        (await ImportAsync(Write("2.MTT", $"{Known}XCF202611020101|00332|"))).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();
    }

    [Test]
    public async Task A_failed_file_is_an_alert_until_it_is_imported_or_replaced_and_a_mistyped_name_is_none()
    {
        (await ImportAsync(Write("1.PTT", $"{Known}XXX202611011102|00311|204120520200101|"))).AssertDone();
        Assert.That((await ImportAsync(installation.In("mistyped.MTT"))).Code, Is.EqualTo((int)ExitCode.Usage));
        (await installation.RunAsync("status")).AssertDone();

        await ImportAsync(Write("2.MTT", "broken"));
        (await ImportAsync(Write("3.MTT", $"{Known}XCF202611020101|00332|"))).AssertDone();
        await AssertAlertAsync("importFailed");

        var other = Write("2b.MTT", $"{Known}XCF202611030101|00331|");
        (await ImportAsync(other, "--instead-of", "2.mtt")).AssertFailed(ExitCode.Usage, "--instead-of \"2.mtt\"", "recorded as failed");
        await AssertAlertAsync("importFailed");
        (await ImportAsync(other, "--instead-of", "2.MTT")).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
    }

    [TestCase(250, false)]
    [TestCase(30, true)]
    public async Task Every_note_and_fault_is_in_the_file_that_is_asked_for(int lines, bool isBroken)
    {
        var changes =
            string.Concat(Enumerable.Range(0, lines).Select(_ => $"{Unknown}XCF202611020101|00332|\r\n"))
            + (isBroken ? string.Concat(Enumerable.Repeat("broken\r\n", 30)) : "");
        (await ImportAsync(Write("1.PTT", $"{Known}XXX202611011102|00311|204120520200101|"))).AssertDone();
        var outcome = await ImportAsync(Write("2.MTT", changes.TrimEnd()), "--notes", installation.In("notes.jsonl"), "--json");

        var notes = File.ReadLines(installation.In("notes.jsonl"))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.That(
            notes.Count(note =>
                note.GetProperty("severity").GetString() == "note" && note.GetProperty("kind").GetString() == "unknown-person"),
            Is.EqualTo(isBroken ? lines - 1 : lines),
            "behind a fault, which is read one line ahead, lines are only checked");
        Assert.That(
            notes.Count(note => note.GetProperty("severity").GetString() == "fault"),
            isBroken ? Is.GreaterThanOrEqualTo(30) : Is.Zero);
        Assert.That(
            notes[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "file", "line", "severity", "kind", "message" }));
        Assert.That(File.ReadAllText(installation.In("notes.jsonl")), Does.Not.Contain(Unknown));
        if (!isBroken)
        {
            Assert.That(outcome.AssertDone().Json.GetProperty("findings").GetArrayLength(), Is.EqualTo(100), "the first of them");
        }

        (await ImportAsync(installation.In("1.PTT"), "--notes", installation.In("none/notes.jsonl"))).AssertFailed(
            ExitCode.Usage,
            "--notes");
    }

    [Test]
    public async Task Files_across_the_turn_of_running_numbers_are_imported_as_they_were_made_and_leave_no_gap()
    {
        (await ImportAsync(Write("1.PTT", $"{Known}XXX202611011101|00311|"))).AssertDone();
        string[] files =
        [
            .. new[] { ("001", "105"), ("002", "290"), ("998", "205"), ("999", "765") }.Select(file =>
                Write($"38950_20261102KAIREK_{file.Item1}.MTT", $"{Known}XCF202611020101|2041{file.Item2}20261102|")),
        ];

        (await installation.RunAsync(["register", "import", .. files])).AssertDone();

        (await installation.RunAsync("status")).AssertDone();
        using var register = SqliteRegister.OpenRead(installation.Register);
        Assert.That(register.Find(Known, register.LatestKey())!.Municipality, Is.EqualTo("290"), "of 002");
    }

    [Test]
    public async Task A_first_import_that_fails_is_an_alert_too()
    {
        await ImportAsync(Write("1.PTT", "broken"));
        await AssertAlertAsync("importFailed");
        Assert.That(installation.Register, Does.Not.Exist);
    }

    [Test]
    public async Task What_is_held_shows_in_import_register_status_and_status_as_a_number()
    {
        (await ImportAsync(Write("1.PTT", $"{Known}XXX202611011101|00311|"))).AssertDone();
        var import = (await ImportAsync(Write("2.MTT", $"{Unknown}XCG202611020101|015199990000|"), "--json")).AssertDone();
        var register = (await installation.RunAsync("register", "status", "--json")).AssertDone();
        var status = await AssertAlertAsync("orderHeld");

        Assert.That((import.Json.GetProperty("held").GetInt32(), import.Json.GetProperty("skipped").GetInt32()), Is.EqualTo((1, 0)));
        Assert.That(
            (register.Json.GetProperty("heldStatements").GetInt32(), register.Json.GetProperty("filledBy").GetString()),
            Is.EqualTo((1, "feed")));
        Assert.That(import.ToString() + register + status, Does.Not.Contain(Unknown));

        (await ImportAsync(Write("3.MTT", $"{Unknown}XTU202611021101|00311|"))).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
        Assert.That((await installation.RunAsync("register", "status")).Output, Does.Match(@"filled by +feed, last import"));
    }

    private string Write(string name, string line)
    {
        File.WriteAllText(installation.In(name), line + "\r\n", Encoding.Latin1);
        return installation.In(name);
    }

    private Task<Outcome> ImportAsync(string file, params string[] options) =>
        installation.RunAsync(["register", "import", file, .. options]);

    private async Task<Outcome> AssertAlertAsync(string kind)
    {
        var status = await installation.RunAsync("status", "--json");
        Assert.That(status.Code, Is.EqualTo((int)ExitCode.Overdue), status.ToString());
        Assert.That(
            status.Json.GetProperty("troubles").EnumerateArray().Select(alert => alert.GetProperty("kind").GetString()),
            Is.EqualTo(new[] { kind }));
        Assert.That(status.Json.GetProperty("healthy").GetBoolean(), Is.False);
        return status;
    }
}
