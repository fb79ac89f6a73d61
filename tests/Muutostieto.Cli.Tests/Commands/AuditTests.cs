using System.Text;
using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Who received whose data, asked on the command line.</summary>
public sealed class AuditTests
{
    private TestInstallation installation = null!;
    private string code = "";

    private string Chain => Path.Combine(installation.Data, "audit", "chain.jsonl");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        await installation.FillAsync(2000);
        (await installation.RunAsync("batch")).AssertDone();
        code = Codes(
                "SELECT v.code FROM version v JOIN identity_code c ON c.person = v.person AND c.active = 0 WHERE v.to_key IS NULL AND "
                    + "v.alive = 1 AND v.ban_end IS NULL LIMIT 1")
            .Single();
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task A_person_s_deliveries_are_named_with_permit_product_and_groups()
    {
        var answer = (await installation.RunAsync("audit", "person", code, "--reason", "request 7", "--json")).AssertDone().Json;
        var delivery = answer.GetProperty("deliveries").EnumerateArray().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                delivery.EnumerateObject().Select(member => member.Name),
                Is.EqualTo(
                    ("permit,decision,recipient,product,order,purpose,endCustomer,selfService,kind,number,state,planned,published,received,"
                        + "redelivered,withdrawn,groups,ofDuplicate,entry").Split(',')));
            Assert.That(
                (delivery.GetProperty("permit").GetString(), delivery.GetProperty("state").GetString()),
                Is.EqualTo((TestInstallation.Permit, "published")));
            Assert.That(
                delivery.GetProperty("groups").EnumerateArray().Select(group => group.GetString()),
                Does.Contain("001").And.Contain("004").And.Contain("204"));
            Assert.That(
                File.ReadAllLines(Chain)[1],
                Does.Contain($"\"user\":\"{Environment.UserName}\"").And.Contain("\"reason\":\"request 7\"").And.Not.Contain(code));
        }
    }

    [Test]
    public async Task A_former_code_gives_the_same_answer_and_each_question_is_seen_by_the_next()
    {
        var former = Codes(
                $"SELECT code FROM identity_code WHERE active = 0 AND person = (SELECT person FROM identity_code WHERE code = '{code}') "
                    + "LIMIT 1")
            .Single();
        var now = (await installation.RunAsync("audit", "person", code)).AssertDone().Output.Split('\n');
        var before = (await installation.RunAsync("audit", "person", former)).AssertDone().Output.Split('\n');

        Assert.That(now[0], Is.EqualTo("1 delivery holds a record of this person."));
        Assert.That(before[..^2], Is.EqualTo(now[..^2]));
        Assert.That((now[^2], before[^2]), Is.EqualTo((Last(0, 2), Last(1, 3))));

        string Last(int asked, int entry) =>
            $"Asked before: {asked} times. This question is entry {entry} of the audit chain, {HashOf(entry)}.";
    }

    [Test]
    public async Task A_code_that_several_persons_had_or_have_is_answered_for_each_of_them()
    {
        const string shared = "050180-904U";
        (string Code, string Groups)[] persons =
        [
            ("010180-9004", $"00311|0011010180-90041|0011{shared}2|204169720200101|"),
            ("020180-901T", $"00312|0011020180-901T1|0011{shared}2|204169720200101|"),
            ("030180-902F", "00311|0011030180-902F1|204169720200101|"),
        ];
        File.WriteAllText(
            installation.In("1.PTT"),
            string.Concat(
                persons.Select(person => $"{person.Code}XXX20261101110{person.Groups.Count(letter => letter == '|')}|{person.Groups}\r\n")),
            Encoding.Latin1);
        (await installation.RunAsync("register", "import", installation.In("1.PTT"))).AssertDone();
        var two = (await installation.RunAsync("audit", "person", shared)).AssertDone();
        File.WriteAllText(installation.In("2.MTT"), $"{shared}XXX202611021102|00311|204169720200101|\r\n", Encoding.Latin1);
        (await installation.RunAsync("register", "import", installation.In("2.MTT"))).AssertDone();
        var three = (await installation.RunAsync("audit", "person", shared, "--json")).AssertDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                two.Output,
                Does.Contain("Person 1 of 2 who had the code before:")
                    .And.Contain("Person 2 of 2 who had the code before:")
                    .And.Not.Contain(shared));
            Assert.That(
                three.Json.GetProperty("holders").EnumerateArray().Select(holder => holder.GetProperty("hasItNow").GetBoolean()),
                Is.EqualTo(new[] { false, false, true }));
            Assert.That(three.Output, Does.Not.Contain(shared));
        }
    }

    [Test]
    public async Task Answers_of_the_interface_are_named_with_who_called_and_the_log_has_no_user()
    {
        const string user = "010190-912X";
        var person = long.Parse(Codes($"SELECT person FROM version WHERE to_key IS NULL AND code = '{code}'").Single(), null);
        var store = new AuditInFolder(Path.Combine(installation.Data, "audit")).Open(TimeProvider.System, new DiskSync());
        var call = new AuditedInterfaceAnswer("mutpT1", "muutokset", 1, 2, 1, "FI/MUN/0000000-0/kainuu", "id-1", "asia 7");
        await store.RecordDisclosureAsync(call, user, AuditContent.Of(person), CancellationToken.None);
        await store.RecordDisclosureAsync(call, user, AuditContent.Of(person + 1), CancellationToken.None);

        var said = (await installation.RunAsync("audit", "person", code)).AssertDone();
        var answer = (await installation.RunAsync("audit", "person", code, "--json")).AssertDone().Json;
        var proof = (await installation.RunAsync("audit", "verify")).AssertDone();

        Assert.That(
            said.Output,
            Does.Contain("1 answer of the interface held a record of this person.")
                .And.Contain("mutpT1 muutokset")
                .And.Contain($"keys 1 to 2, part 1, client FI/MUN/0000000-0/kainuu, id id-1, issue asia 7, user {user}"));
        var one = answer.GetProperty("interfaceAnswers").EnumerateArray().Single();
        Assert.That(
            one.EnumerateObject().Select(member => member.Name),
            Is.EqualTo("at,connection,call,from,to,part,client,id,issue,user,groups,ofDuplicate,entry".Split(',')));
        Assert.That(
            (one.GetProperty("user").GetString(), one.GetProperty("entry").GetInt64(), answer.GetProperty("deliveries").GetArrayLength()),
            Is.EqualTo((user, 2, 1)));
        Assert.That(proof.Output, Does.StartWith("Proved: 5 entries, 4 files of persons"));
        Assert.That(
            Directory.GetFiles(Path.Combine(installation.Data, "logs")).Concat([Chain]).Select(File.ReadAllText),
            Has.None.Contains(user));
    }

    [Test]
    public async Task A_report_is_a_question_like_any_other_and_has_neither_code_nor_those_who_asked()
    {
        (await installation.RunAsync("audit", "person", code, "--reason", "request 7")).AssertDone();
        var report = (await installation.RunAsync("audit", "person", code, "--report", "--language", "en", "--reason", "request 8"))
            .AssertDone();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                report.Output,
                Does.StartWith("Who has been given data about you").And.Contain("The request is entry 3 of the audit trail.")
                    .And.Contain("kainuun-hyvinvointialue").And.Contain("base delivery of the change service")
                    .And.Not.Contain(code).And.Not.Contain("request 7").And.Not.Contain(Environment.UserName));
            Assert.That(File.ReadAllLines(Chain)[2], Does.Contain("\"kind\":\"question\"").And.Contain("request 8"));
            Assert.That((await installation.RunAsync("audit", "person", code, "--report")).Output, Does.StartWith("Kenelle tietojasi"));
        }
    }

    [Test]
    public async Task A_report_of_an_audit_that_is_not_whole_says_so_and_ends_with_12()
    {
        File.Delete(Directory.GetFiles(Path.Combine(installation.Data, "audit", "persons")).Single());
        var report = await installation.RunAsync("audit", "person", code, "--report", "--language", "en");

        report.AssertFailed(ExitCode.Integrity, "the answer may lack deliveries");
        Assert.That(
            string.Join(' ', report.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            Does.Contain("A part of the audit trail is missing or was changed.").And.Contain("In what could be read there is no disclosure")
                .And.Not.Contain("No disclosure of data about you is recorded."));
    }

    [Test]
    public async Task A_report_after_the_years_of_the_audit_says_what_is_no_longer_kept()
    {
        (await installation.RunAsync("deliveries", "withdraw", "1", "--reason", "test")).AssertDone();
        (await InProcess.RunAsync(["batch", .. installation.Options, "--at", "2032-01-05T02:30"])).AssertDone();
        (await InProcess.RunAsync(["deliveries", "withdraw", "2", "--reason", "test", .. installation.Options, "--at", "2032-01-06T02:30"]))
            .AssertDone();
        var report = await InProcess.RunAsync(
            ["audit", "person", code, "--report", "--language", "en", .. installation.Options, "--at", "2032-01-07T02:30"]);

        Assert.That(
            string.Join(' ', report.AssertDone().Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            Does.Contain("1 older delivery: who was in it is no longer kept, and it may have had data about you.")
                .And.Not.Contain("No disclosure of data about you is recorded."));
    }

    [TestCase("--report and --json: two forms at once", "--report", "--json")]
    [TestCase("--language: it is of the person's report", "--language", "fi")]
    [TestCase("--format: it is of the person's report", "--format", "html")]
    [TestCase("--language: there is no 'se'. Did you mean \"sv\"?", "--report", "--language", "se")]
    [TestCase("--format: there is no 'pdf'", "--report", "--format", "pdf")]
    public async Task Options_of_a_report_that_do_not_fit_are_refused_before_anything_is_recorded(string message, params string[] options)
    {
        (await installation.RunAsync(["audit", "person", code, .. options])).AssertFailed(ExitCode.Usage, message);
        Assert.That(File.ReadAllLines(Chain), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_report_is_of_the_person_who_has_the_code_now()
    {
        const string shared = "050180-904U";
        File.WriteAllText(
            installation.In("1.PTT"),
            string.Concat(
                new[] { "010180-9004", "020180-901T" }.Select(person =>
                    $"{person}XXX202611011104|00311|0011{person}1|0011{shared}2|204169720200101|\r\n")),
            Encoding.Latin1);
        (await installation.RunAsync("register", "import", installation.In("1.PTT"))).AssertDone();
        var before = File.ReadAllLines(Chain).Length;
        (await installation.RunAsync("audit", "person", shared, "--report")).AssertFailed(
            ExitCode.Usage, "none has it now", "Give the person's present identity code");
        Assert.That(File.ReadAllLines(Chain), Has.Length.EqualTo(before), "nothing was asked");

        File.WriteAllText(
            installation.In("2.PTT"), $"{shared}XXX202611021103|00311|0011{shared}1|204169720200101|\r\n", Encoding.Latin1);
        (await installation.RunAsync("register", "import", installation.In("2.PTT"))).AssertDone();
        (await installation.RunAsync("audit", "person", shared, "--report", "--language", "en")).AssertDone();
        Assert.That(File.ReadAllLines(Chain), Has.Length.EqualTo(before + 1), "one person was asked about");
    }

    [Test]
    public async Task A_dash_reads_the_code_from_standard_input()
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, ShowsProgress: false)
        {
            In = new StringReader(code.ToLowerInvariant() + "\n"),
        };
        var exit = await Invocation.RunAsync(
            MuutostietoCommand.Create(terminal, TimeProvider.System),
            ["audit", "person", "-", .. installation.Options, "--at", TestInstallation.At],
            terminal);

        Assert.That((exit, output.ToString()), Is.EqualTo((0, output.ToString())));
        Assert.That(output.ToString(), Does.StartWith("1 delivery holds a record of this person."));
    }

    [TestCase("010190-900X")]
    [TestCase("010190-900Y")]
    [TestCase("somebody")]
    public async Task An_unknown_code_is_not_repeated_and_the_question_is_recorded(string unknown)
    {
        (await installation.RunAsync("audit", "person", unknown)).AssertFailed(ExitCode.Usage, "entry 2 of the audit chain");

        Assert.That(File.ReadAllLines(Chain)[1], Does.Contain("\"found\":false").And.Not.Contain(unknown));
        (await installation.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task A_question_that_cannot_be_recorded_is_not_answered()
    {
        File.Delete(Path.Combine(installation.Data, "audit", "chain.lock"));
        Directory.CreateDirectory(Path.Combine(installation.Data, "audit", "chain.lock"));

        var refused = await installation.RunAsync("audit", "person", code);

        Assert.That((refused.Code, refused.Output), Is.EqualTo(((int)ExitCode.Error, "")), refused.ToString());
        Assert.That(File.ReadAllLines(Chain), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_reason_that_holds_a_code_is_refused_and_kept_nowhere()
    {
        (await installation.RunAsync("audit", "person", code, "--reason", $"asked by {code}")).AssertFailed(ExitCode.Usage, "--reason");

        Assert.That(File.ReadAllLines(Chain), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_chain_that_was_changed_ends_with_12_and_says_where()
    {
        Assert.That(
            (await installation.RunAsync("audit", "verify")).AssertDone().Output,
            Does.StartWith("Proved: 1 entry, 1 file of persons, 0 purged, compared with 3 heads"));
        File.WriteAllText(Chain, File.ReadAllText(Chain).Replace("\"laajat\"", "\"suppea\"", StringComparison.Ordinal));

        var text = await installation.RunAsync("audit", "verify");
        var json = await installation.RunAsync("audit", "verify", "--json");

        var answer = await installation.RunAsync("audit", "person", code, "--json");

        using (Assert.EnterMultipleScope())
        {
            answer.AssertFailed(ExitCode.Integrity, "may lack deliveries");
            Assert.That(answer.Json.GetProperty("findings").GetArrayLength(), Is.EqualTo(2), "of ledger and anchor");
            text.AssertFailed(ExitCode.Integrity, "3 findings");
            Assert.That(
                text.Output,
                Does.Contain("chain.jsonl line 1: entry 1 has the hash").And.Contain("which the ledger has of kainuu-laajat base 1"));
            Assert.That((json.Code, json.Json.GetProperty("proved").GetBoolean()), Is.EqualTo((12, false)));
            Assert.That(
                json.Json.GetProperty("findings")[0].EnumerateObject().Select(member => member.Name),
                Is.EqualTo("entry,place,found,expected".Split(',')));
        }
    }

    [Test]
    public async Task A_manifest_from_a_recipient_is_compared_too()
    {
        var manifest = installation.In("theirs.json");
        File.WriteAllText(
            manifest,
            File.ReadAllText(Path.Combine(installation.Download, TestInstallation.Stem + ".json"))
                .Replace("\"sequence\": 1", "\"sequence\": 2", StringComparison.Ordinal));

        (await installation.RunAsync("audit", "verify", manifest)).AssertFailed(ExitCode.Integrity, "1 finding");
        (await installation.RunAsync("audit", "verify", installation.In("none.json"))).AssertFailed(ExitCode.Usage, "none.json");
    }

    private string HashOf(int entry) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllLines(Chain)[entry - 1] + "\n")));

    private List<string> Codes(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={installation.Register};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var codes = new List<string>();
        while (reader.Read())
        {
            codes.Add(reader.GetString(0));
        }

        return codes;
    }
}
