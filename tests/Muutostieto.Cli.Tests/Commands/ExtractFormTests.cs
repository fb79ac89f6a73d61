using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Extracts in every form, from the order to the recipient's check.</summary>
public sealed class ExtractFormTests
{
    private const string Forms = """ "fixed", "csv", "jsonl", "parquet", "xlsx" """;
    private static readonly string[] Endings = [".PTT", ".csv.zip", ".jsonl", ".parquet.zip", ".xlsx"];
    private TestInstallation installation = null!;

    private string Download => Path.Combine(installation.Data, "drop", "yliopisto", "download");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        WritePermit($"\"formats\": [{Forms}]");
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        WriteOrder(Forms);
        await installation.FillAsync(300);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task Every_form_is_published_and_checked_and_drawn_again_much_later()
    {
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var names = Endings.Concat([".sha256", ".json", ".json.sig"]).Select(end => $"38950_PO261116TUTKIMUS_001{end}");
        Assert.That(Directory.GetFiles(Download).Select(Path.GetFileName), Is.EquivalentTo(names));
        (await RunAsync("deliveries", "verify")).AssertDone();

        var check = (await RunAsync("check", Directory.GetFiles(Download, "*.json").Single())).AssertDone().Output;
        var listed = (await RunAsync("check", Directory.GetFiles(Download, "*.sha256").Single())).AssertDone();
        var alone = await RunAsync("check", Directory.GetFiles(Download, "*.parquet.zip").Single());
        var beside = await RunAsync(
            ["check", Directory.GetFiles(Download, "*.xlsx").Single(), Directory.GetFiles(Download, "*.sha256").Single()]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((ExitCode)alone.Code, Is.EqualTo(ExitCode.Integrity));
            Assert.That(alone.Output, Does.Contain("nothing that was checked lists it"));
            Assert.That(beside.Code, Is.Zero, beside.Output);
            Assert.That(check, Does.Match("_001.parquet.zip: parquet, [23][0-9]{2} records, .*: sound"));
            Assert.That(check, Does.Match(@"_001\.jsonl: json, [1-9][0-9]+ records, .*: sound"));
            Assert.That(check, Does.Contain("_001.parquet.zip: note: its rows are not read"));
            Assert.That(check, Does.Contain("_001.xlsx: note: its rows are not read"));
            Assert.That(listed.Output, Does.Contain("sound"));
        }

        string[] later = [.. installation.Options, "--at", "2026-11-30T01:00"];
        (await InProcess.RunAsync(["register", "simulate", "--weeks", "2", .. later])).AssertDone();
        (await InProcess.RunAsync(
            ["extract", "redraw", "tutkimus/extract/1", .. installation.Options, "--at", "2027-03-01T09:17"])).AssertDone();
    }

    [TestCase(".parquet.zip")]
    [TestCase(".xlsx")]
    [TestCase(".jsonl")]
    public async Task A_form_damaged_on_its_way_is_found_by_the_check_and_put_there_again_by_the_sender(string ending)
    {
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var file = Directory.GetFiles(Download, "*" + ending).Single();
        var sound = await File.ReadAllBytesAsync(file);
        var damaged = sound.ToArray();
        damaged[damaged.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, damaged);
        var check = await RunAsync("check", Directory.GetFiles(Download, "*.json").Single());
        Assert.That(check.Code, Is.Not.Zero);
        Assert.That(check.Output, Does.Contain(ending + ": another SHA-256 than listed"));

        await File.WriteAllBytesAsync(file, sound[..^1]);
        (await RunAsync("batch")).AssertDone();
        Assert.That(await File.ReadAllBytesAsync(file), Is.EqualTo(sound));
    }

    [Test]
    public async Task An_order_in_one_form_has_that_form_alone()
    {
        WriteOrder("\"parquet\"");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var manifest = Directory.GetFiles(Download, "*.json").Single();
        Assert.That(await File.ReadAllTextAsync(manifest), Does.Contain("\"parquet\"").And.Not.Contain("\"csv\""));
        Assert.That(Directory.GetFiles(Download), Has.Length.EqualTo(4));
        (await RunAsync("check", manifest)).AssertDone();
    }

    [Test]
    public async Task A_permit_by_a_rhythm_has_the_two_forms_of_its_files_and_may_have_others_for_orders()
    {
        const string Rhythm =
            """ "product": "laajat", "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, """;
        WritePermit(Rhythm + "\"formats\": [\"csv\", \"xlsx\"]");
        WriteOrder("\"xlsx\"");
        (await RunAsync("extract", "run", "kaikki"))
            .AssertFailed(ExitCode.Usage, "there is no format \"xlsx\"", "Possible: \"fixed\", \"csv\"");

        WritePermit(Rhythm + "\"formats\": [\"csv\"]", ofOrders: """, "formats": ["xlsx"] """);
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        Assert.That(Directory.GetFiles(Download, "*.xlsx"), Has.Length.EqualTo(1));
        WriteOrder("\"csv\"");
        (await RunAsync("extract", "run", "kaikki")).AssertFailed(ExitCode.Usage, "the formats \"csv\" is outside of the permit");
    }

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);

    private void WritePermit(string formats, string ofOrders = "") => installation.WriteConfig(
        "permits/tutkimus.json",
        $$"""
        {
          "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "validTo": "2027-12-31",
          "customerNumber": "38950", "registerName": "TUTKIMUS", "area": { "county": "20" }, "drop": "default",
          "orders": { "purposes": ["statistics"], "groups": ["003", "004", "101", "204", "901"], "targets": ["persons"]{{ofOrders}} },
          {{formats}}
        }
        """);

    private void WriteOrder(string formats) => installation.WriteConfig(
        "orders/kaikki.json",
        $$"""
        { "id": "kaikki", "permit": "tutkimus", "purpose": "statistics", "content": { "groups": ["003", "004", "101"] },
          "formats": [{{formats}}] }
        """);
}
