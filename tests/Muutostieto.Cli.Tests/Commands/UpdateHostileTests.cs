using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Files that are made to harm: they are answered as what they are or refused, and stop nothing else.</summary>
public sealed class UpdateHostileTests
{
    private const string Head = "rivi;hetu;sukunimi;etunimet;syntymaaika";
    private const string Forms = """ "fixed", "csv", "jsonl", "parquet", "xlsx" """;
    private UpdateFolder updates = null!;

    [SetUp]
    public void SetUp()
    {
        updates = new UpdateFolder();
        File.Delete(Path.Combine(updates.Installation.Config, "permits", $"{TestInstallation.Permit}.json"));
        NamedRegister.Create(updates.Installation, Enumerable.Range(0, 40).Select(number => new NamedPerson(NamedPerson.Code(number))));
        updates.WriteOrder("muodot", groups: """ "004", "101" """, formats: Forms);
    }

    [TearDown]
    public void TearDown() => updates.Dispose();

    [Test]
    public async Task Passed_columns_come_back_in_every_form_whatever_they_are_called_and_hold()
    {
        string[] headings =
        [
            "taulu", "tulos", "TULOS_", "oma_tulos", "hetu_uusi", "henkilon_nimi_sukunimi", "=1+1", "a.b/c", "[x]", "{0}", "Äö ½", "a;b",
            "sum(a,b)", "\uFFFE", "%", "a'b", "rivi ", "_x0041_",
        ];
        headings = [.. headings.Where(heading => heading.Trim() != "rivi")];
        string[] values =
        [
            "=cmd|' /C calc'!A0", "@SUM(1)", "\t+1", "a\"b", "a;b", "a\nb", "<&>", "\u0001", "\u001B[31m", "_x0041_", "\uFFFF", " ",
        ];
        var rows = Enumerable.Range(0, 25).Select(row => string.Join(';', new[] { $"r{row}", NamedPerson.Code(row) }
            .Concat(headings.Select((_, column) => Quoted(values[(row + column) % values.Length])))));
        var file = updates.Write("p.csv", rows, string.Join(';', new[] { "rivi", "hetu" }.Concat(headings.Select(Quoted))));
        (await updates.RunAsync("update", "run", "muodot", file)).AssertDone();

        var lines = (await File.ReadAllLinesAsync(updates.FileOf(1, ".jsonl")))
            .Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject().ToList())
            .Where(keys => keys[0].Value.GetString() == "tulokset").ToList();
        Assert.That(lines, Has.Count.EqualTo(25));
        foreach (var (index, keys) in lines.Index())
        {
            Assert.That(keys.Select(key => key.Name), Is.Unique);
            var passed = keys.TakeLast(headings.Length).Select(key => key.Value.GetString()).ToList();
            Assert.That(passed, Is.EqualTo(headings.Select((_, column) => values[(index + column) % values.Length])));
            Assert.That(
                keys.TakeLast(headings.Length).Select(key => key.Name.Replace("oma_", "")),
                Is.EqualTo(headings.Select(heading => heading.Replace("oma_", ""))));
        }

        using var book = File.OpenRead(updates.FileOf(1, ".xlsx"));
        var cells = MiniExcel.Query(book, useHeaderRow: false).Cast<IDictionary<string, object>>().ToList();
        Assert.That(cells, Has.Count.EqualTo(26));
        using (var package = new ZipArchive(File.OpenRead(updates.FileOf(1, ".xlsx"))))
        {
            using var sheet = new StreamReader((await package.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync()));
            Assert.That(await sheet.ReadToEndAsync(), Does.Not.Contain("<f>"));
        }

        (await updates.RunAsync("check", updates.FileOf(1, ".json"))).AssertDone();
        (await updates.RunAsync("extract", "redraw", $"{UpdateFolder.Permit}/extract/1")).AssertDone();
    }

    [Test]
    public async Task References_are_returned_letter_by_letter_in_every_form_and_a_result_can_be_asked_with_again()
    {
        string[] references =
            ["=1", "00012", "1e5", "a\"b", "a;b", "a,b", "<a>&", "Ååß", "-", "'", "\\", "{}", "1/2", "TRUE", "+358"];
        var rows = references.Concat(Enumerable.Range(0, 12).Select(row => $"r{row}"))
            .Select((reference, row) => $"{Quoted(reference)};{NamedPerson.Code(row)};;;");
        (await updates.RunAsync("update", "run", "muodot", updates.Write("r.csv", rows))).AssertDone();
        (await updates.RunAsync("update", "run", "muodot", Headed(updates.FileOf(1, ".xlsx")))).AssertDone();
        foreach (var number in new[] { 1, 2 })
        {
            var found = (await File.ReadAllLinesAsync(updates.FileOf(number, ".jsonl")))
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("taulu").GetString() == "tulokset").Select(line => line.GetProperty("rivi").GetString());
            Assert.That(found.Take(references.Length), Is.EqualTo(references), $"result {number}");
        }
    }

    [Test]
    public async Task Two_permits_take_in_files_at_the_same_time()
    {
        foreach (var permit in Enumerable.Range(0, 6))
        {
            updates.Installation.WriteConfig($"permits/p{permit}.json", Permit($"p{permit}", $"r{permit}", $"REK{permit}"));
            updates.Installation.WriteConfig($"orders/o{permit}.json", Order($"o{permit}", $"p{permit}"));
            var folder = Path.Combine(updates.Installation.Data, "drop", $"r{permit}", "upload");
            Directory.CreateDirectory(folder);
            for (var file = 1; file <= 4; file++)
            {
                Put(Path.Combine(folder, $"38970_PA_o{permit}_20261115_{file}.csv"), Encoding.UTF8.GetBytes(
                    Head + "\n" + Rows(20 + file, row => $"{permit}-{row};{NamedPerson.Code(row)};;;")));
            }
        }

        (await updates.RunAsync("batch")).AssertDone();
        var answers = Directory.GetFiles(Path.Combine(updates.Installation.Data, "drop"), "*.RES", SearchOption.AllDirectories);
        Assert.That(answers, Has.Length.EqualTo(24));
        Assert.That(answers.Select(answer => State(answer).State), Is.All.EqualTo("taken"));
        Assert.That(updates.Kept, Has.Length.EqualTo(24));
    }

    [Test]
    public async Task A_file_is_taken_in_by_that_permit_of_a_recipient_which_has_its_order()
    {
        foreach (var permit in new[] { "aa", "zz" })
        {
            updates.Installation.WriteConfig($"permits/{permit}.json", Permit(permit, "koulu", permit.ToUpperInvariant()));
            updates.Installation.WriteConfig($"orders/{permit}.json", Order(permit, permit));
        }

        Directory.CreateDirectory(updates.Upload);
        foreach (var order in new[] { "aa", "oppilaat", "zz", "olematon" })
        {
            Put(Path.Combine(updates.Upload, $"38970_PA_{order}_20261115.csv"), Encoding.UTF8.GetBytes(
                Head + "\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"{row};{NamedPerson.Code(row)};;;\n"))));
        }

        (await updates.RunAsync("batch")).AssertDone();
        Assert.That(
            Directory.GetFiles(updates.Download, "*.RES").Order().Select(answer => State(answer).State),
            Is.EqualTo(new[] { "taken", "refused", "taken", "taken" }));
        var results = Directory.GetFiles(updates.Download, "*.taulut.zip").Select(Path.GetFileName);
        Assert.That(results, Is.EquivalentTo(new[] { "AA", "ASIAKAS", "ZZ" }.Select(name => $"38970_PA261116{name}_001.taulut.zip")));
    }

    [Test]
    public async Task A_file_that_is_none_is_refused_and_the_next_one_is_taken_in()
    {
        var random = new Random(7);
        byte[][] hostile =
        [
            "PK\u0003\u0004"u8.ToArray(), [], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Head + "\n1;2;3;4;5\n")], new byte[5000],
            Encoding.UTF8.GetBytes(Head + "\r1;a;;;\r2;b;;;\r"), Encoding.UTF8.GetBytes(Head + "\n1;\"a\n"),
            Encoding.UTF8.GetBytes(new string('a', 3 << 20)),
            Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(0, 5000)) + "\n1\n"),
            Bomb(), Encoding.UTF8.GetBytes("rivi;hetu\n#rivit;0\n"),
            Encoding.UTF8.GetBytes("rivi;hetu\n" + new string('1', 2 << 20) + ";2\n"),
            [.. Enumerable.Range(0, 4000).Select(_ => (byte)random.Next(256))],
            Encoding.UTF8.GetBytes(Head + "\n" + Rows(30, row => $"{row};{NamedPerson.Code(1)};;;")),
            Encoding.UTF8.GetBytes(Head + "\n" + Rows(30, row => $"{row};{(row == 7 ? NamedPerson.Code(1) : "x")};;;")),
        ];
        Directory.CreateDirectory(updates.Upload);
        foreach (var (index, content) in hostile.Index())
        {
            Put(Path.Combine(updates.Upload, $"38970_PA_oppilaat_20261115_{index + 1}.{(index % 2 == 0 ? "csv" : "xlsx")}"), content);
        }

        File.CreateSymbolicLink(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115_98.csv"), updates.Installation.Register);
        Directory.CreateDirectory(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115_97.csv"));
        Put(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115_99.csv"), Encoding.UTF8.GetBytes(
            Head + "\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row};{NamedPerson.Code(row)};;;\n"))));
        (await updates.RunAsync("batch")).AssertDone();
        var answers = Directory.GetFiles(updates.Download, "*.RES").Order().ToList();
        foreach (var answer in answers.Where(answer => !answer.Contains("_99.", StringComparison.Ordinal)))
        {
            var (state, reason) = State(answer);
            Assert.That((state, reason?.Length < 1000), Is.EqualTo(("refused", true)), answer);
            Assert.That(
                reason,
                Does.Not.Contain(NamedPerson.Code(1)).And.Not.Contain(updates.Installation.Root).And.Not.Contain("aaaaaaaa"));
        }

        Assert.That(answers, Has.Count.EqualTo(hostile.Length + 3));
        Assert.That(State(answers.Single(answer => answer.Contains("_99.", StringComparison.Ordinal))).State, Is.EqualTo("taken"));
        _ = await updates.RunAtAsync("2026-12-05T02:30", "batch", "--clock-ok");
        Assert.That(updates.Kept, Has.Length.EqualTo(1), "a refused file is kept for a day at most");
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(updates.Kept.Single()), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Two_files_of_one_night_that_differ_in_a_row_are_noticed()
    {
        Directory.CreateDirectory(updates.Upload);
        foreach (var (file, others) in new[] { (1, 30), (2, 31) })
        {
            Put(Path.Combine(updates.Upload, $"38970_PA_oppilaat_20261115_{file}.csv"), Encoding.UTF8.GetBytes(
                Head + "\n" + string.Concat(Enumerable.Range(0, others).Select(row => $"{file}-{row};{NamedPerson.Code(row)};;;\n"))));
        }

        var said = (await updates.RunAsync("batch")).AssertDone();
        Assert.That(said.Output + said.Errors, Does.Contain("1 row that one of asiakkaat extract 1 did not have"));
    }

    [Test]
    public async Task A_file_that_finds_hardly_anyone_is_noticed()
    {
        var rows = Enumerable.Range(0, 30).Select(row => $"{row};{NamedPerson.Code(row < 2 ? row : 5000 + row)};;;").ToList();
        var run = (await updates.RunAsync("update", "run", "muodot", updates.Write("few.csv", rows))).AssertDone();
        Directory.CreateDirectory(updates.Upload);
        Put(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115.csv"), Encoding.UTF8.GetBytes(Head + "\n" + string.Join('\n', rows)));
        var night = (await updates.RunAsync("batch")).AssertDone();
        Assert.That(run.Errors, Does.Contain("the data of <5 persons answer a customer's file of 30 rows"));
        Assert.That(night.Output + night.Errors, Does.Contain("the data of <5 persons answer a customer's file of 30 rows"));
    }

    [Test]
    public async Task Logs_and_status_have_no_value_of_a_row()
    {
        Directory.CreateDirectory(updates.Upload);
        Put(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115.csv"), Encoding.UTF8.GetBytes(
            Head + ";SALAINEN\n" + Rows(30, row => $"SALAINEN{row};{NamedPerson.Code(row)};;;SALAINEN")));
        Put(Path.Combine(updates.Upload, "38970_PA_oppilaat_20261115_2.csv"), Encoding.UTF8.GetBytes(
            $"SALAINEN;{NamedPerson.Code(1)};salainen\nSALAINEN;1;2\n"));
        var said = await updates.RunAsync("batch", "--verbose");
        var status = await updates.RunAsync("status");
        Assert.That(said.Output + said.Errors + status.Output + status.Errors, Does.Not.Contain("SALAINEN").IgnoreCase);
        foreach (var file in Directory.GetFiles(updates.Installation.Data, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/drop/", StringComparison.Ordinal) && !file.Contains("/customers/", StringComparison.Ordinal)
                && !file.Contains("/outbox/", StringComparison.Ordinal)))
        {
            Assert.That(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain("SALAINEN").IgnoreCase, file);
        }
    }

    /// <summary>A workbook of a small upload whose sheet unpacks to 3 GiB.</summary>
    private static byte[] Bomb()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"a\"/></sheets></workbook>");
            Write("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"sheet.xml\"/></Relationships>");
            using var sheet = zip.CreateEntry("xl/sheet.xml", CompressionLevel.Fastest).Open();
            sheet.Write("<worksheet><sheetData>"u8);
            var block = new byte[1 << 20];
            block.AsSpan().Fill((byte)' ');
            for (var mebibyte = 0; mebibyte < 100; mebibyte++)
            {
                sheet.Write(block);
            }

            void Write(string name, string content)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return target.ToArray();
    }

    /// <summary>A copy with the heading of the codes put in place.</summary>
    private string Headed(string workbook)
    {
        var copy = updates.Installation.In("again.xlsx");
        using var rows = File.OpenRead(workbook);
        MiniExcel.SaveAs(copy, MiniExcel.Query(rows, useHeaderRow: true).Cast<IDictionary<string, object>>().Select((row, index) => new
        {
            rivi = row["rivi"],
            hetu = NamedPerson.Code(index),
        }));
        return copy;
    }

    private static string Rows(int count, Func<int, string> row) =>
        string.Concat(Enumerable.Range(0, count).Select(number => row(number) + "\n"));

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Put(string file, byte[] content)
    {
        File.WriteAllBytes(file, content);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc));
    }

    private static (string? State, string? Reason) State(string answer)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(answer));
        return (document.RootElement.GetProperty("state").GetString(), document.RootElement.GetProperty("reason").GetString());
    }

    private static string Permit(string id, string recipient, string register) => $$"""
        {
          "id": "{{id}}", "recipient": "{{recipient}}", "decision": "DVV/0014/2026", "validFrom": "2026-01-01", "validTo": null,
          "customerNumber": "38970", "registerName": "{{register}}", "area": { "country": true }, "nonDisclosureRight": false,
          "recipientKind": "authority",
          "orders": {
            "purposes": ["authority-task"], "groups": ["004"], "targets": ["customers"], "update": { "methods": ["M1"] }
          },
          "drop": "default"
        }
        """;

    private static string Order(string id, string permit) => $$"""
        {
          "id": "{{id}}", "permit": "{{permit}}", "purpose": "authority-task", "target": "customers", "content": { "groups": ["004"] },
          "update": { "methods": ["M1"] }
        }
        """;
}
