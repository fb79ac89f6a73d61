using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Recipients upload their registers: each file is answered once, and its result is a delivery.</summary>
public sealed class UpdateUploadTests
{
    private const string Name = "38970_PA_oppilaat_20261115.csv";
    private UpdateFolder updates = null!;
    private string[] codes = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        updates = new UpdateFolder();
        await updates.Installation.FillAsync(60);
        codes = [.. (await updates.EveryoneAsync()).Select(person => person["henkilotunnus"])];
        Directory.CreateDirectory(updates.Upload);
    }

    [TearDown]
    public void TearDown() => updates.Dispose();

    [Test]
    public async Task A_file_is_taken_in_once_and_answered_with_the_number_of_its_result()
    {
        Put(Name, Rows(0, 40));
        _ = await BatchAsync();
        _ = await BatchAsync();
        var answer = Answer(Name);
        Assert.Multiple(() =>
        {
            Assert.That(Said(answer, "state"), Is.EqualTo("taken"));
            Assert.That(answer.GetProperty("rows").GetInt64(), Is.EqualTo(40));
            Assert.That(answer.GetProperty("result").GetInt32(), Is.EqualTo(1));
            Assert.That(Directory.GetFiles(updates.Download, "*_PA*.taulut.zip"), Has.Length.EqualTo(1));
            Assert.That(updates.Results(1), Has.Count.EqualTo(40));
        });
        (await updates.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task The_same_content_under_another_name_is_answered_anew()
    {
        Put(Name, Rows(0, 30));
        _ = await BatchAsync();
        Put("38970_PA_oppilaat_20261115_2.csv", Rows(0, 30));
        _ = await BatchAsync();
        Assert.That(Directory.GetFiles(updates.Download, "*_PA*.taulut.zip"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_refused_file_is_answered_with_the_line_and_no_value_and_is_taken_when_it_is_right()
    {
        Put(Name, ["1;" + codes[0] + ";Salainen;;", "1;;;;"]);
        _ = await BatchAsync();
        var refused = Answer(Name);
        Put(Name, Rows(0, 30));
        _ = await BatchAsync();
        Assert.Multiple(() =>
        {
            Assert.That(Said(refused, "state"), Is.EqualTo("refused"));
            Assert.That(Said(refused, "reason"), Does.Contain("line 3").And.Not.Contain(codes[0]).And.Not.Contain("Salainen"));
            Assert.That(refused.GetProperty("result").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Said(Answer(Name), "state"), Is.EqualTo("taken"));
        });
    }

    [Test]
    public async Task A_file_for_no_order_and_one_of_few_rows_are_refused()
    {
        Put("38970_PA_olematon_20261115.csv", Rows(0, 30));
        Put("38970_PA_oppilaat_20261114.csv", Rows(0, 5));
        _ = await BatchAsync();
        Assert.Multiple(() =>
        {
            Assert.That(Said(Answer("38970_PA_olematon_20261115.csv"), "reason"), Does.Contain("oppilaat"));
            Assert.That(Said(Answer("38970_PA_oppilaat_20261114.csv"), "reason"), Does.Contain("customer's file: 5, needed: 20"));
            Assert.That(Directory.GetFiles(updates.Download, "*_PA*.taulut.zip"), Is.Empty);
        });

        var list = (await updates.RunAsync("update", "list")).AssertDone().Output;
        var uploads = (await updates.RunAsync("update", "list", "--json")).AssertDone().Json.EnumerateArray()
            .Single(order => Said(order, "id") == "oppilaat").GetProperty("uploads").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(list, Does.Contain("olematon").And.Contain("no such order").And.Contain("38970_PA_oppilaat_20261114.csv: order"));
            Assert.That(uploads.Select(upload => Said(upload, "state")), Is.EqualTo(new[] { "refused" }));
        });
    }

    [Test]
    public async Task A_file_that_may_still_grow_waits_and_one_of_another_customer_is_left_alone()
    {
        Put(Name, Rows(0, 30), DateTimeOffset.Parse("2026-11-16T02:29:00+02:00", null));
        Put("11111_PA_oppilaat_20261115.csv", Rows(0, 30));
        _ = await BatchAsync();
        Assert.That(Directory.GetFiles(updates.Download), Is.Empty.Or.All.Not.Contain(".RES"));
        _ = await updates.RunAtAsync("2026-11-16T02:40", "batch");
        Assert.That(Said(Answer(Name), "state"), Is.EqualTo("taken"));
    }

    [Test]
    public async Task A_file_of_ISO_8859_1_with_commas_is_read_and_so_is_a_workbook()
    {
        var file = updates.Installation.In("latin.csv");
        await File.WriteAllTextAsync(
            file, "rivi,hetu,huomautus\n" + string.Concat(codes.Take(25).Select((code, row) => $"{row},{code},äö\n")), Encoding.Latin1);
        var said = (await updates.RunAsync("update", "run", "oppilaat", file)).AssertDone();
        Assert.That(said.Errors, Does.Contain("25 rows, ISO-8859-1, \",\" between values; passed through: huomautus"));
        Assert.That(updates.Results(1).Select(row => row["huomautus"]).Distinct(), Is.EqualTo(new[] { "äö" }));

        var book = updates.Installation.In("book.xlsx");
        await MiniExcel.SaveAsAsync(book, codes.Take(25).Select((code, row) => new
        {
            rivi = row,
            hetu = row == 1 ? "" : code,
            sukunimi = "",
            etunimet = "",
            syntymaaika = new DateTime(1990, 1, 31),
            luokka = "7;B",
        }));
        said = (await updates.RunAsync("update", "run", "oppilaat", book)).AssertDone();
        Assert.Multiple(() =>
        {
            Assert.That(said.Errors, Does.Contain("25 rows, a workbook; passed through: luokka"));
            Assert.That(updates.Results(2).Select(row => row["rivi"]), Is.EqualTo(Enumerable.Range(0, 25).Select(row => $"{row}")));
            Assert.That(updates.Results(2)[1]["tulos"], Is.EqualTo("9"), "without code and name");
        });
        var other = updates.Installation.In("other.xlsx");
        await File.WriteAllBytesAsync(other, [(byte)'P', (byte)'K', 3, 4, 0, 0]);
        (await updates.RunAsync("update", "run", "oppilaat", other)).AssertFailed(ExitCode.Usage, "no workbook with a sheet");
    }

    [Test]
    public async Task A_customers_file_is_removed_when_its_days_are_over_and_its_hash_stays()
    {
        Put(Name, Rows(0, 30));
        _ = await BatchAsync();
        Assert.That(updates.Kept, Has.Length.EqualTo(1));
        _ = await updates.RunAtAsync("2026-12-15T02:30", "batch", "--clock-ok");
        Assert.That(updates.Kept, Has.Length.EqualTo(1));
        _ = await updates.RunAtAsync("2026-12-17T02:30", "batch", "--clock-ok");
        var gone = await updates.RunAtAsync("2026-12-17T02:40", "extract", "redraw", $"{UpdateFolder.Permit}/extract/1");
        Assert.Multiple(() =>
        {
            Assert.That(updates.Kept, Is.Empty);
            Assert.That(gone.Code, Is.EqualTo(2));
            Assert.That(gone.Errors, Does.Contain("not kept any more"));
        });
    }

    [Test]
    public async Task An_order_of_changes_keeps_the_file_and_answers_only_what_has_changed()
    {
        const string Weekly = """, "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:00", "from": "2026-11-02" }""";
        updates.WriteOrder("seuranta", more: """, "onlyChanges": true""", groups: """ "004", "013" """, rest: Weekly);
        Put("38970_PA_seuranta_20261115.csv", Rows(0, 60));
        _ = await BatchAsync();
        Assert.That(updates.Results(1), Has.Count.EqualTo(60));
        var changes = updates.Installation.In("changes.MTT");
        await File.WriteAllTextAsync(changes, $"{codes[7]}XXX202611170101|013120261116|\r\n");
        (await updates.RunAsync("register", "import", changes)).AssertDone();
        _ = await updates.RunAtAsync("2026-11-23T02:30", "batch", "--clock-ok");
        _ = await updates.RunAtAsync("2027-02-01T02:30", "batch", "--clock-ok");
        Assert.Multiple(() =>
        {
            Assert.That(updates.Results(2).Select(row => (row["rivi"], row["tulos"])), Is.EqualTo(new[] { ("7", "6") }));
            Assert.That(updates.Results(3), Is.Empty);
            Assert.That(Update(2).GetProperty("since").GetInt32(), Is.EqualTo(1));
            Assert.That(Update(3).GetProperty("since").GetInt32(), Is.EqualTo(2));
            Assert.That(updates.Kept, Has.Length.EqualTo(1), "it is needed for the next one");
        });
    }

    private JsonElement Update(int number) =>
        updates.Manifest(number).GetProperty("delivery").GetProperty("order").GetProperty("update");

    private Task<Outcome> BatchAsync() => updates.RunAsync("batch");

    private IEnumerable<string> Rows(int from, int count) => Enumerable.Range(from, count).Select(row => $"{row};{codes[row]};;;");

    private void Put(string name, IEnumerable<string> rows, DateTimeOffset? written = null)
    {
        var file = Path.Combine(updates.Upload, name);
        File.WriteAllLines(file, rows.Prepend("rivi;hetu;sukunimi;etunimet;syntymaaika"));
        File.SetLastWriteTimeUtc(file, (written ?? DateTimeOffset.Parse("2026-11-16T01:00:00+02:00", null)).UtcDateTime);
    }

    private JsonElement Answer(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(updates.Download, name + ".RES"))).RootElement;

    private static string? Said(JsonElement answer, string key) => answer.GetProperty(key).GetString();
}
