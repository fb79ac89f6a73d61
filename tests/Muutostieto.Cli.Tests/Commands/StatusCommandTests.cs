using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

public sealed class StatusCommandTests
{
    private const string Later = "2026-11-22T08:00";
    private TestInstallation installation = null!;

    private string Upload => Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload");

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_new_installation_has_no_data_folder_and_looking_makes_none()
    {
        var outcome = await installation.RunAsync("status");
        Assert.That(outcome.Code, Is.EqualTo((int)ExitCode.Usage), outcome.ToString());
        Assert.That(
            outcome.Output,
            Does.Contain("! data").And.Contain("does not exist").And.Contain(TestInstallation.Permit).And.Not.Contain("all is well"));
        Assert.That(installation.Data, Does.Not.Exist);
    }

    [Test]
    public async Task With_a_register_and_before_the_first_delivery_it_is_well()
    {
        await installation.FillAsync();
        Assert.That(
            (await installation.RunAsync("status")).AssertDone().Output,
            Does.Contain("all is well").And.Contain(TestInstallation.Permit).And.Contain("due now"));
    }

    [Test]
    public async Task A_log_that_cannot_be_written_is_said_by_the_run_and_by_status_and_deliveries_go_on()
    {
        await installation.FillAsync();
        var logs = Path.Combine(installation.Data, "logs");
        File.WriteAllText(logs, "");
        var night = (await installation.RunAsync("batch")).AssertDone();
        var status = await installation.RunAsync("status", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(night.Errors, Does.Contain("the log cannot be written"));
            Assert.That(night.Output, Does.Contain("kainuu-laajat base 001"));
            Assert.That(
                (status.Code, status.Json.GetProperty("healthy").GetBoolean()),
                Is.EqualTo(((int)ExitCode.SomePermitsFailed, false)),
                status.ToString());
            Assert.That(status.Json.GetProperty("troubles")[0].GetProperty("kind").GetString(), Is.EqualTo("log"));
        }

        File.Delete(logs);
        (await installation.RunAsync("batch")).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
    }

    [Test]
    public async Task After_a_batch_it_shows_the_delivery_and_then_that_it_is_overdue()
    {
        await DeliveredAsync();
        Assert.That(
            (await installation.RunAsync("status")).AssertDone().Output,
            Does.Match(@"kainuu-laajat +base 001 +published +300 p  2026-11-16 02:30  - +2026-11-23 02:30"));

        var overdue = await AtAsync(Later, "status");
        Assert.That(overdue.Code, Is.EqualTo((int)ExitCode.Overdue), overdue.ToString());
        Assert.That(overdue.Output, Does.Contain("! 1 thing needs you").And.Contain("Ask its recipient.").And.Contain("1 overdue"));
        Assert.That((await AtAsync(Later, "batch")).Code, Is.EqualTo(overdue.Code), "as batch ends");
    }

    [Test]
    public async Task A_failure_stays_until_it_goes_well()
    {
        await installation.FillAsync();
        installation.WriteDirectoryDrop("/sys");
        Assert.That((await installation.RunAsync("batch")).Code, Is.EqualTo((int)ExitCode.SomePermitsFailed));
        var failed = await installation.RunAsync("status");
        Assert.That(
            (failed.Code, failed.Output.Contains("! failed kainuu-laajat", StringComparison.Ordinal)),
            Is.EqualTo(((int)ExitCode.SomePermitsFailed, true)),
            failed.ToString());

        installation.WriteSettings();
        Assert.That(
            (await installation.RunAsync("status")).Code,
            Is.EqualTo((int)ExitCode.SomePermitsFailed),
            "no run has tried again yet");
        (await installation.RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        (await installation.RunAsync("status")).AssertDone();
    }

    [Test]
    public async Task A_run_that_did_not_come_to_an_end_is_remembered()
    {
        Directory.CreateDirectory(installation.Data);
        installation.WriteSettings(environment: "production");
        await InProcess.RunAsync(["batch", .. installation.Options]);
        installation.WriteSettings();
        var status = await installation.RunAsync("status");
        Assert.That(status.Output, Does.Contain("! failed").And.Contain("register import").And.Contain("exit code 2"));
    }

    [Test]
    public async Task What_a_recipient_wrote_is_not_shown()
    {
        await DeliveredAsync();
        File.WriteAllText(Path.Combine(Upload, TestInstallation.Stem + ".ERR"), "Salainen syy");
        Assert.That((await installation.RunAsync("batch")).Code, Is.EqualTo((int)ExitCode.SomePermitsFailed));
        foreach (var form in new[] { "status", "status --json" })
        {
            var status = await installation.RunAsync(form.Split(' '));
            Assert.That(status.Code, Is.EqualTo((int)ExitCode.SomePermitsFailed));
            Assert.That(status.Output, Does.Contain("refused").And.Not.Contain("Salainen"));
        }
    }

    [Test]
    public async Task It_works_with_a_broken_configuration_ledger_or_register_and_says_so()
    {
        await DeliveredAsync();
        installation.WriteConfig("permits/uusi.json", "{ \"id\": ");
        var broken = await installation.RunAsync("status");
        Assert.That((broken.Code, broken.Errors), Is.EqualTo(((int)ExitCode.Usage, "")));
        Assert.That(broken.Output, Does.Contain("! configuration").And.Contain("uusi.json:1").And.Contain("base 001"));
        File.Delete(Path.Combine(installation.Config, "permits", "uusi.json"));

        // Without what SQLite keeps beside it, from which it could read on.
        File.Delete(installation.Register + "-wal");
        File.Delete(installation.Register + "-shm");
        File.WriteAllText(installation.Register, "no register at all, but long enough to be looked at as one");
        var register = await installation.RunAsync("status");
        Assert.That(register.Code, Is.Not.Zero);
        Assert.That(register.Output, Does.Contain("! register").And.Contain("base 001"));

        File.WriteAllText(Path.Combine(installation.Data, "ledger.db"), new string('x', 4096));
        var ledger = await installation.RunAsync("status");
        Assert.That(ledger.Code, Is.EqualTo((int)ExitCode.Integrity));
        Assert.That(ledger.Output, Does.Contain("! ledger").And.Contain(TestInstallation.Permit));
    }

    [Test]
    public async Task Its_JSON_has_the_keys_that_it_promises()
    {
        await DeliveredAsync();
        var json = (await AtAsync(Later, "status", "--json")).Json;
        var permit = json.GetProperty("permits")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                KeysOf(json),
                Is.EqualTo(
                    ("at,healthy,exitCode,underWay,lastRun,journalKey,permits,troubles,sharingDwelling,unknownRelations,connections,"
                        + "feed").Split(',')));
            Assert.That(KeysOf(json.GetProperty("lastRun")), Is.EqualTo("command,began,seconds,exitCode,message".Split(',')));
            Assert.That(
                KeysOf(permit),
                Is.EqualTo(
                    "id,recipient,product,validity,next,dueSince,pendingEntries,last,deliveries,overdue,refused,lastError,known,unclear".Split(
                        ',')));
            Assert.That(
                KeysOf(permit.GetProperty("last")),
                Is.EqualTo("id,kind,number,state,planned,persons,records,bytes,published,received".Split(',')));
            Assert.That(
                KeysOf(permit.GetProperty("deliveries")),
                Is.EqualTo("planned,composed,published,received,overdue,withdrawn".Split(',')));
            Assert.That(KeysOf(json.GetProperty("troubles")[0]), Is.EqualTo("kind,permit,delivery,since,exitCode,message".Split(',')));
            Assert.That(json.GetProperty("troubles")[0].GetProperty("delivery").GetString(), Is.EqualTo("kainuu-laajat/base/1"));
        }
    }

    [Test]
    public async Task What_the_registers_keeper_should_know_is_counted_without_names()
    {
        const string guarded = "010180-9004",
            other = "020180-901T";
        static string Person(string code, params string[] groups) =>
            $"{code}XXX2026110111{groups.Length + 2:00}|00311|204169720200101|{string.Concat(groups.Select(group => group + "|"))}\r\n";
        var home = "1011" + "Kirkkokatu".PadRight(200) + "5".PadRight(8) + "000 " + "878002020010100000000";
        File.WriteAllText(
            installation.In("1.PTT"),
            Person(guarded, home, "015199990000") + Person(other, home),
            System.Text.Encoding.Latin1);
        (await installation.RunAsync("register", "import", installation.In("1.PTT"))).AssertDone();
        (await installation.RunAsync("batch")).AssertDone();

        var json = (await installation.RunAsync("status", "--json")).AssertDone().Json;
        var text = (await installation.RunAsync("status")).AssertDone().Output;

        Assert.That(
            (json.GetProperty("sharingDwelling").GetInt64(), json.GetProperty("unknownRelations").GetInt64()),
            Is.EqualTo((1L, 0L)));
        Assert.That(
            text,
            Does.Contain("notice    1 person without a non-disclosure order shares").And.Not.Contain("Kirkkokatu").And.Not.Contain(other));
    }

    [Test]
    public async Task Batch_tells_refused_and_overdue_deliveries_in_its_JSON()
    {
        await DeliveredAsync();
        var overdue = await AtAsync(Later, "batch", "--json");
        Assert.That(overdue.Json.GetProperty("overdue")[0].GetProperty("number").GetInt32(), Is.EqualTo(1));
        File.WriteAllText(Path.Combine(Upload, TestInstallation.Stem + ".ERR"), "no");
        var refused = await AtAsync(Later, "batch", "--json");
        Assert.That(refused.Json.GetProperty("refused")[0].GetProperty("permit").GetString(), Is.EqualTo(TestInstallation.Permit));
    }

    [Test]
    public async Task Watching_needs_a_terminal() =>
        (await installation.RunAsync("status", "--watch")).AssertFailed(ExitCode.Usage, "--watch", "terminal");

    [Test]
    public async Task In_production_the_time_is_the_present()
    {
        installation.WriteSettings(environment: "production");
        (await installation.RunAsync("status")).AssertFailed(ExitCode.Usage, "--at", "production");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task Each_alert_is_sent_once_and_a_failed_notification_fails_no_delivery()
    {
        var told = installation.In("told");
        installation.WriteConfig("appsettings.json", $$"""
            { "Environment": "demo", "Drops": { "default": { "type": "directory", "path": "drop" } },
              "Notify": {
                "command": { "program": "sh", "arguments": ["-c", {{JsonSerializer.Serialize($"cat >> '{told}'")}}] },
                "mail": { "host": "127.0.0.1", "port": 9, "from": "a@example.fi", "to": ["b@example.fi"], "timeoutSeconds": 2 } } }
            """);
        await DeliveredAsync();
        Assert.That(told, Does.Not.Exist);

        var first = await AtAsync(Later, "batch");
        Assert.That(
            (first.Code, first.Errors.Contains("Could not notify by mail", StringComparison.Ordinal)),
            Is.EqualTo(((int)ExitCode.Overdue, true)),
            first.ToString());
        await AtAsync("2026-11-22T20:00", "batch");
        Assert.That((await File.ReadAllLinesAsync(told)).Single(), Does.Contain("\"kind\":\"overdue\""));
    }

    private async Task DeliveredAsync()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
    }

    private Task<Outcome> AtAsync(string time, params string[] args) =>
        InProcess.RunAsync([.. args, .. installation.Options, "--at", time]);

    private static IEnumerable<string> KeysOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
