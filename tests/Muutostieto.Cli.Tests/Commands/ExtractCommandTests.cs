using System.Globalization;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts by orders: made once, drawn again, counted before, and refused.</summary>
public sealed class ExtractCommandTests
{
    private const string Permit = "tutkimus";
    private const string Adults = """{ "age": { "from": 18 } }""";

    private TestInstallation installation = null!;

    private string Download => Path.Combine(installation.Data, "drop", "yliopisto", "download");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        WritePermit();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        await installation.FillAsync(400);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task An_order_is_answered_once_and_again_only_when_it_is_said_or_the_order_reads_otherwise()
    {
        WriteOrder("aikuiset", Adults);
        var made = (await RunAsync("extract", "run", "aikuiset")).AssertDone();
        var same = (await RunAsync("extract", "run", "aikuiset")).AssertDone();
        var second = (await RunAsync("extract", "run", "aikuiset", "--again")).AssertDone();
        WriteOrder("aikuiset", """{ "age": { "from": 19 } }""");
        var third = (await RunAsync("extract", "run", "aikuiset", "--json")).AssertDone().Json;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Output, Does.StartWith("tutkimus extract 001: "));
            Assert.That(same.Output, Does.StartWith("tutkimus: nothing was made: extract 001").And.Contain("--again"));
            Assert.That(second.Output, Does.StartWith("tutkimus extract 002: "));
            Assert.That(third[0].GetProperty("number").GetInt32(), Is.EqualTo(3));
            Assert.That(
                Directory.GetFiles(Download, "*_001*").Select(Path.GetFileName),
                Is.EquivalentTo(new[] { ".csv.zip", ".sha256", ".json", ".json.sig" }.Select(end => $"38950_PO261116TUTKIMUS_001{end}")));
        }

        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Download, "*_001.json").Single())).RootElement;
        var delivery = manifest.GetProperty("delivery");
        Assert.That(delivery.GetProperty("kind").GetString(), Is.EqualTo("extract"));
        Assert.That(delivery.GetProperty("order").GetProperty("purpose").GetString(), Is.EqualTo("scientific-research"));
        var listed = (await RunAsync("extract", "list", "--json")).AssertDone().Json;
        Assert.That(listed[0].GetProperty("extracts").GetArrayLength(), Is.EqualTo(3));
        (await RunAsync("audit", "verify")).AssertDone();
        (await RunAsync("deliveries", "verify")).AssertDone();
    }

    [Test]
    public async Task A_preview_counts_what_a_run_gives_and_leaves_nothing_but_a_line_of_the_audit()
    {
        WriteOrder("aikuiset", Adults);
        var counted = (await RunAsync("extract", "preview", "aikuiset", "--json")).AssertDone().Json;
        Assert.That((await RunAsync("deliveries", "list", "--json")).AssertDone().Json.GetArrayLength(), Is.Zero);
        var chain = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(installation.Data, "audit"), "chain*.jsonl").Single());
        Assert.That(chain, Does.Contain("\"kind\":\"preview\"").And.Contain("\"order\":\"aikuiset\""));

        var made = (await RunAsync("extract", "run", "aikuiset", "--json")).AssertDone().Json;
        Assert.That(counted.GetProperty("persons").GetInt64(), Is.EqualTo(made[0].GetProperty("persons").GetInt64()).And.GreaterThan(100));
        (await RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task Of_fewer_than_five_no_count_is_shown_and_nothing_is_delivered()
    {
        WriteOrder("vanhimmat", """{ "age": { "from": 118 } }""");
        var counted = (await RunAsync("extract", "preview", "vanhimmat")).AssertDone();
        Assert.That(counted.Output, Does.Contain("It would be refused: too few fit."));

        (await RunAsync("extract", "run", "vanhimmat")).AssertFailed(ExitCode.Usage, "fewer than 5 persons fit");
        Assert.That((await RunAsync("deliveries", "list", "--json")).AssertDone().Json.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_sample_has_the_size_that_was_asked_for_and_can_be_drawn_again_only_with_its_key()
    {
        (await RunAsync("keys", "series", "make", "tutkimus-2026")).AssertDone();
        WriteOrder("otos", Adults, """{ "size": 50, "series": "tutkimus-2026" }""");
        var made = (await RunAsync("extract", "run", "otos", "--json")).AssertDone().Json;
        Assert.That(made[0].GetProperty("persons").GetInt64(), Is.EqualTo(50));

        await InProcess.RunAsync(["register", "simulate", "--weeks", "2", .. installation.Options, "--at", "2026-11-30T01:00"]);
        Assert.That((await RunAsync("extract", "redraw", "tutkimus/extract/1")).AssertDone().Output, Does.Contain("the same 50 persons"));
        var key = Directory.GetFiles(SeriesFolder(), "*.key").Single();
        File.Move(key, key + ".away");
        (await RunAsync("extract", "redraw", "tutkimus/extract/1")).AssertFailed(ExitCode.Usage, "keys series make tutkimus-2026");
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]) + "\n");
        (await RunAsync("extract", "redraw", "tutkimus/extract/1"))
            .AssertFailed(ExitCode.Integrity, "another one than the extract was drawn with");
        (await RunAsync("keys", "series", "make", "tutkimus-2026")).AssertFailed(ExitCode.Usage, "was drawn by its key");
    }

    [Test]
    public async Task A_series_with_another_key_draws_others_and_its_earlier_samples_can_still_be_drawn_again()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        WriteOrder("otos", Adults, """{ "size": 50, "series": "s" }""");
        (await RunAsync("extract", "run", "otos")).AssertDone();
        Assert.That((await RunAsync("keys", "series", "rotate", "s")).AssertDone().Output, Does.Contain("Back the keys up"));
        (await RunAsync("extract", "run", "otos", "--again")).AssertDone();
        foreach (var number in new[] { 1, 2 })
        {
            var redrawn = (await RunAsync("extract", "redraw", $"tutkimus/extract/{number}")).AssertDone().Output;
            Assert.That(redrawn, Does.Contain("the same 50 persons"));
        }

        var backup = installation.In("varmuuskopio");
        Assert.That((await RunAsync("keys", "series", "backup", backup)).AssertDone().Output, Does.StartWith("2 keys copied to"));
        foreach (var within in new[] { SeriesFolder(), Path.Combine(installation.Data, "drop", "yliopisto", "download") })
        {
            (await RunAsync("keys", "series", "backup", within)).AssertFailed(ExitCode.Usage, "Name a folder outside");
        }

        Directory.Delete(SeriesFolder(), recursive: true);
        (await RunAsync("extract", "redraw", "tutkimus/extract/1")).AssertFailed(ExitCode.Usage, "has no key");
        (await RunAsync("keys", "series", "restore", backup)).AssertDone();
        (await RunAsync("extract", "redraw", "tutkimus/extract/1")).AssertDone();
        (await RunAsync("keys", "series", "rotate", "t")).AssertFailed(ExitCode.Usage, "has no key");
    }

    [Test]
    public async Task A_sample_larger_than_what_fits_is_all_of_it_and_says_so()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        WriteOrder("kaikki", Adults);
        WriteOrder("otos", Adults, """{ "size": 5000, "series": "s" }""");
        var all = (await RunAsync("extract", "run", "kaikki", "--json")).AssertDone().Json;
        var sample = (await RunAsync("extract", "run", "otos", "--json")).AssertDone();
        Assert.That(sample.Json[0].GetProperty("persons").GetInt64(), Is.EqualTo(all[0].GetProperty("persons").GetInt64()));
        Assert.That(sample.Errors, Does.Contain("no more fit"));
    }

    [Test]
    public async Task An_extract_of_an_old_key_is_the_extract_that_was_made_then_but_for_who_is_protected_now()
    {
        var key = (await RunAsync("register", "status", "--json")).AssertDone().Json.GetProperty("journalKey").GetInt64();
        WriteOrder("nyt", Adults, asOf: key.ToString(CultureInfo.InvariantCulture));
        (await RunAsync("extract", "run", "nyt")).AssertDone();
        var then = await CodesAsync("001");

        (await InProcess.RunAsync(["register", "simulate", "--weeks", "3", .. installation.Options, "--at", "2026-12-07T01:00"]))
            .AssertDone();
        var order = installation.In("order.MTT");
        await File.WriteAllTextAsync(order, $"{then[7]}XCG202612070101|015120290101|\r\n");
        (await InProcess.RunAsync(["register", "import", order, .. installation.Options, "--at", "2026-12-07T01:00"])).AssertDone();
        (await InProcess.RunAsync(
            ["extract", "run", "nyt", "--again", "--clock-ok", .. installation.Options, "--at", "2026-12-07T02:30"])).AssertDone();

        Assert.That(await CodesAsync("002"), Is.SubsetOf(then).And.Not.Contain(then[7]));
    }

    [Test]
    public async Task A_repeated_order_is_answered_once_an_occurrence_and_not_for_those_that_were_missed()
    {
        WriteOrder("viikoittain", Adults, rhythm: """{ "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""");
        var first = (await RunAsync("batch")).AssertDone();
        var again = (await RunAsync("batch")).AssertDone();
        var later = await InProcess.RunAsync(["batch", "--clock-ok", .. installation.Options, "--at", "2026-12-07T02:30"]);

        Assert.That(first.Output, Does.Contain("tutkimus extract 001: "));
        Assert.That(again.Output, Does.Contain("Nothing is due."));
        Assert.That(later.Output, Does.Contain("tutkimus extract 002: "), later.ToString());
        Assert.That((await RunAsync("deliveries", "list", "--permit", Permit, "--json")).Json.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_repeated_order_that_too_few_fit_fails_alone()
    {
        const string Weekly = """{ "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""";
        WriteOrder("a", """{ "age": { "from": 118 } }""", rhythm: Weekly);
        WriteOrder("b", Adults, rhythm: Weekly);
        var run = await RunAsync("batch");
        Assert.That(run.Code, Is.EqualTo((int)ExitCode.SomePermitsFailed), run.ToString());
        Assert.That(run.Errors, Does.Contain("order \"a\": fewer than 5 persons fit"));
        Assert.That(run.Output, Does.Contain("tutkimus extract 001: "));
    }

    [Test]
    public async Task A_ban_that_is_in_force_today_keeps_a_person_out_of_an_extract_of_an_earlier_day()
    {
        WriteOrder("silloin", Adults, asOf: "\"2026-11-16\"", purpose: "direct-marketing");
        (await RunAsync("extract", "run", "silloin")).AssertDone();
        var then = await CodesAsync("001");
        var ban = installation.In("ban.MTT");
        await File.WriteAllTextAsync(ban, $"{then[3]}XXX202611160101|9101{"SUORAMARKKINOINTI",-26}20261120        |\r\n");
        (await RunAsync("register", "import", ban)).AssertDone();
        string[] later = ["extract", "run", "silloin", "--again", "--clock-ok", .. installation.Options, "--at", "2026-11-25T02:30"];
        (await InProcess.RunAsync(later)).AssertDone();

        Assert.That(await CodesAsync("002"), Has.Length.EqualTo(then.Length - 1).And.Not.Contain(then[3]));
    }

    [TestCase("2026-11-15")]
    [TestCase("2026-11-17")]
    public async Task A_day_that_the_register_does_not_know_is_refused(string day)
    {
        WriteOrder("silloin", Adults, asOf: $"\"{day}\"");
        (await RunAsync("extract", "run", "silloin")).AssertFailed(ExitCode.Usage, day, "the register knows the days from 2026-11-16");
    }

    [Test]
    public async Task What_was_begun_is_finished_once_and_withdrawn_when_the_register_has_gone_on()
    {
        WriteOrder("aikuiset", Adults);
        installation.WriteDirectoryDrop(installation.In("missing"));
        Assert.That((await RunAsync("extract", "run", "aikuiset")).Code, Is.Not.Zero);
        installation.WriteDirectoryDrop("drop");
        var finished = (await RunAsync("extract", "run", "aikuiset", "--again")).AssertDone();
        Assert.That(finished.Output, Does.StartWith("tutkimus extract 001: "));

        installation.WriteDirectoryDrop(installation.In("missing"));
        Assert.That((await RunAsync("extract", "run", "aikuiset", "--again")).Code, Is.Not.Zero);
        var change = installation.In("change.MTT");
        await File.WriteAllTextAsync(change, $"{(await CodesAsync("001"))[0]}XXX202611160101|40110000{"Kirvesmies",-35}|\r\n");
        (await RunAsync("register", "import", change)).AssertDone();
        installation.WriteDirectoryDrop("drop");
        var anew = (await RunAsync("extract", "run", "aikuiset", "--again")).AssertDone();
        Assert.That(anew.Output, Does.StartWith("tutkimus extract 003: "));
        Assert.That(anew.Errors, Does.Contain("extract 2: withdrawn before it was published, because the register has gone on"));
    }

    [Test]
    public async Task An_extract_for_marketing_is_not_sent_again_when_a_ban_may_have_been_set_since()
    {
        WriteOrder("mainos", Adults, purpose: "direct-marketing");
        WriteOrder("tutkimus", Adults);
        (await RunAsync("extract", "run", "mainos")).AssertDone();
        (await RunAsync("extract", "run", "tutkimus")).AssertDone();
        (await RunAsync("deliveries", "redeliver", $"{Permit}/extract/1")).AssertDone();
        var ban = installation.In("ban.MTT");
        var code = (await CodesAsync("001"))[3];
        await File.WriteAllTextAsync(ban, $"{code}XXX202611160101|9101{"SUORAMARKKINOINTI",-26}20261116        |\r\n");
        (await RunAsync("register", "import", ban)).AssertDone();

        (await RunAsync("deliveries", "redeliver", $"{Permit}/extract/1"))
            .AssertFailed(ExitCode.Usage, "a ban may have been set", "Run: extract run mainos --again.");
        (await RunAsync("deliveries", "redeliver", $"{Permit}/extract/2")).AssertDone();
    }

    [Test]
    public async Task An_extract_beside_a_chain_does_not_keep_the_chain_from_being_loaded()
    {
        WriteOrder("aikuiset", Adults);
        installation.WritePermit();
        (await RunAsync("deliver", "base", TestInstallation.Permit)).AssertDone();
        (await RunAsync("extract", "run", "aikuiset")).AssertDone();
        foreach (var file in Directory.GetFiles(Download))
        {
            File.Copy(file, Path.Combine(installation.Download, Path.GetFileName(file)));
        }

        (await RunAsync("load", installation.Download, "--into", installation.In("recipient.db"))).AssertDone();
        (await RunAsync("check", Directory.GetFiles(Download, "*.json").Single())).AssertDone();
    }

    [Test]
    public async Task The_hash_of_a_frame_tells_nothing_beside_that_of_another_time()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        var key = (await RunAsync("register", "status", "--json")).AssertDone().Json.GetProperty("journalKey").GetInt64();
        WriteOrder("otos", Adults, """{ "size": 20, "series": "s" }""", key.ToString(CultureInfo.InvariantCulture));
        (await RunAsync("extract", "run", "otos")).AssertDone();
        (await RunAsync("extract", "run", "otos", "--again")).AssertDone();
        var change = installation.In("change.MTT");
        await File.WriteAllTextAsync(change, $"{(await CodesAsync("001"))[0]}XXX202611160101|40110000{"Kirvesmies",-35}|\r\n");
        (await RunAsync("register", "import", change)).AssertDone();
        var third = (await RunAsync("extract", "run", "otos", "--again")).AssertDone();

        Assert.That(await CodesAsync("003"), Is.EqualTo(await CodesAsync("001")));
        Assert.That(FrameOf("002"), Is.EqualTo(FrameOf("001")), "judged at the same key");
        Assert.That(FrameOf("003"), Is.Not.EqualTo(FrameOf("001")), "judged at another, although the frame is the same");
        Assert.That(third.Errors, Does.Contain("another extract of the same old key"));

        WriteOrder("toinen", Adults, """{ "size": 20, "series": "s" }""", key.ToString(CultureInfo.InvariantCulture));
        (await RunAsync("extract", "run", "toinen")).AssertDone();
        Assert.That(FrameOf("004"), Is.Not.EqualTo(FrameOf("003")), "of another order, although key and frame are the same");
    }

    [Test]
    public async Task The_permits_end_is_the_end_of_its_orders()
    {
        WriteOrder("aikuiset", Adults);
        WritePermit(validTo: "2026-11-01");
        (await RunAsync("extract", "run", "aikuiset")).AssertFailed(ExitCode.Usage, "is not valid today");
        (await RunAsync("extract", "preview", "aikuiset")).AssertFailed(ExitCode.Usage, "is not valid today");
    }

    [Test]
    public async Task An_invoice_has_the_price_of_the_day_by_steps()
    {
        WriteOrder("aikuiset", Adults);
        (await RunAsync("extract", "run", "aikuiset")).AssertDone();
        (await RunAsync("invoice", Permit)).AssertFailed(ExitCode.Usage, "there is no price of extracts for authorities on 2026-11-16");
        var settings = await File.ReadAllTextAsync(Path.Combine(installation.Config, "appsettings.json"));
        installation.WriteConfig("appsettings.json", settings.Replace("\"Prices\": {", """
            "Prices": { "extracts": [ { "from": "2026-01-01", "extraction": 660,
              "units": [ { "from": 1, "price": 0.022 }, { "from": 101, "price": 0.01 } ] } ],
            """, StringComparison.Ordinal));
        var invoice = (await RunAsync("invoice", Permit, "--json")).AssertDone().Json;
        var persons = invoice.GetProperty("rows")[0].GetProperty("persons").GetInt64();
        Assert.That(invoice.GetProperty("total").GetDecimal(), Is.EqualTo(decimal.Round(660m + 2.2m + ((persons - 100) * 0.01m), 2)));
    }

    private string? FrameOf(string number)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(Download, $"*_{number}.json").Single()));
        var order = manifest.RootElement.GetProperty("delivery").GetProperty("order");
        return order.GetProperty("sample").GetProperty("frameSha256").GetString();
    }

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);

    private string SeriesFolder() => Path.Combine(installation.Data, "series");

    /// <summary>The identity codes of an extract, as its package has them.</summary>
    private async Task<string[]> CodesAsync(string number)
    {
        var output = installation.In($"rows-{number}");
        Directory.CreateDirectory(output);
        var package = Directory.GetFiles(Download, $"*_{number}.csv.zip").Single();
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(package, output, overwriteFiles: true);
        var persons = Directory.GetFiles(output, "*henkilot*.csv").Single();
        return [.. (await File.ReadAllLinesAsync(persons)).Skip(1).Select(line => line.Split(';')[0])];
    }

    private void WritePermit(string validTo = "2027-12-31") => installation.WriteConfig(
        $"permits/{Permit}.json",
        $$"""
        {
          "id": "{{Permit}}", "recipient": "yliopisto", "decision": "DVV/0012/2026", "validFrom": "2026-01-01", "validTo": "{{validTo}}",
          "customerNumber": "38950", "registerName": "TUTKIMUS", "area": { "county": "20" }, "nonDisclosureRight": false,
          "orders": {
            "purposes": ["scientific-research", "direct-marketing"], "groups": ["003", "004", "101", "204", "901"], "targets": ["persons"]
          },
          "drop": "default"
        }
        """);

    private void WriteOrder(
        string id,
        string where,
        string sample = "null",
        string asOf = "null",
        string rhythm = "null",
        string purpose = "scientific-research") =>
        installation.WriteConfig(
            $"orders/{id}.json",
            $$"""
            {
              "id": "{{id}}", "permit": "{{Permit}}", "purpose": "{{purpose}}", "target": "persons", "where": {{where}},
              "content": { "groups": ["003", "004", "101"] }, "sample": {{sample}}, "asOf": {{asOf}}, "rhythm": {{rhythm}},
              "formats": ["csv"]
            }
            """);
}
