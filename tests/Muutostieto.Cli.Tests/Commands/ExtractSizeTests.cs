using System.Text.Json;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>A preview shows about how large the files of an extract would be, and writes none.</summary>
public sealed class ExtractSizeTests
{
    private const string Forms = "\"fixed\", \"csv\", \"jsonl\", \"parquet\", \"xlsx\"";
    private static readonly string[] Endings = [".PTT", ".csv.zip", ".jsonl", ".parquet.zip", ".xlsx"];
    private static readonly string[] Formats = ["fixed", "csv", "jsonl", "parquet", "xlsx"];

    private TestInstallation installation = null!;

    private string Download => Path.Combine(installation.Data, "drop", "yliopisto", "download");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        await installation.FillAsync(400);
        installation.WriteConfig(
            "permits/tutkimus.json",
            $$"""
            {
              "id": "tutkimus", "recipient": "yliopisto", "validFrom": "2026-01-01", "customerNumber": "38950", "registerName": "TUTKIMUS",
              "area": { "county": "20" }, "formats": [{{Forms}}], "drop": "default",
              "orders": { "purposes": ["statistics"], "groups": ["003", "004", "101", "204", "901", "909"], "targets": ["persons"] }
            }
            """);
    }

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task The_size_of_every_form_is_that_of_the_delivery_and_nothing_is_written()
    {
        WriteOrder("kaikki");
        var before = Written();
        var counted = (await RunAsync("extract", "preview", "kaikki", "--json")).AssertDone().Json;
        var shown = (await RunAsync("extract", "preview", "kaikki")).AssertDone().Output;
        Assert.That(Written(), Is.EqualTo(before));
        (await RunAsync("extract", "run", "kaikki")).AssertDone();

        var sizes = counted.GetProperty("sizes").EnumerateArray().ToList();
        Assert.That(sizes.Select(size => size.GetProperty("format").GetString()), Is.EqualTo(Formats));
        foreach (var (size, ending) in sizes.Zip(Endings))
        {
            var real = new FileInfo(Directory.GetFiles(Download, "*" + ending).Single()).Length;
            Assert.That(size.GetProperty("bytes").GetInt64(), Is.EqualTo(real).Within(1).Percent, ending);
        }

        Assert.That(counted.GetProperty("bytes").GetInt64(), Is.EqualTo(sizes.Sum(size => size.GetProperty("bytes").GetInt64())));
        Assert.That(shown, Does.Match(@"Size: about [0-9.]+ [kM]B \(fixed [0-9.]+ [kM]B, csv [0-9.]+ kB, jsonl "));
    }

    [Test]
    public async Task A_repeated_extract_is_measured_with_those_who_are_in_it_no_more()
    {
        WriteOrder("kaikki", formats: "\"csv\"");
        (await RunAsync("extract", "run", "kaikki")).AssertDone();
        var plain = await BytesAsync("kaikki");
        var codes = await CodesAsync();
        await File.WriteAllLinesAsync(
            installation.In("deaths.MTT"), codes.Take(60).Select(code => $"{code}XXX202611160101|013120261110|"));
        (await RunAsync("register", "import", installation.In("deaths.MTT"))).AssertDone();
        var measured = await BytesAsync("kaikki");
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();

        var real = new FileInfo(Directory.GetFiles(Download, "*_002.csv.zip").Single()).Length;
        Assert.That(measured, Is.EqualTo(real).Within(1).Percent.And.LessThan(plain));
    }

    [Test]
    public async Task An_orders_table_is_measured_too()
    {
        installation.WriteConfig(
            "orders/kodit.json",
            """
            { "id": "kodit", "permit": "tutkimus", "purpose": "statistics", "content": { "package": "kotitaloudet" },
              "formats": ["csv", "parquet", "xlsx"] }
            """);
        var counted = (await RunAsync("extract", "preview", "kodit", "--json")).AssertDone().Json;
        var sizes = counted.GetProperty("sizes").EnumerateArray()
            .ToDictionary(size => size.GetProperty("format").GetString()!, size => size.GetProperty("bytes").GetInt64());
        var made = (await RunAsync("extract", "run", "kodit", "--json")).AssertDone().Json[0];
        Assert.That(counted.GetProperty("records").GetInt64(), Is.EqualTo(made.GetProperty("records").GetInt64()), "rows of the table");
        foreach (var (format, ending) in new[] { ("csv", ".csv"), ("parquet", ".parquet.zip"), ("xlsx", ".xlsx") })
        {
            Assert.That(
                sizes[format],
                Is.EqualTo(new FileInfo(Directory.GetFiles(Download, "*" + ending).Single()).Length).Within(1).Percent,
                format);
        }
    }

    [Test]
    public async Task Tables_of_buildings_are_measured_too()
    {
        var orders = new WasteOrders(installation);
        orders.Write("jatteet", formats: "\"csv\", \"xlsx\", \"parquet\"");
        var sizes = (await RunAsync("extract", "preview", "jatteet", "--json")).AssertDone().Json.GetProperty("sizes").EnumerateArray()
            .Select(size => (size.GetProperty("format").GetString(), size.GetProperty("bytes").GetInt64()))
            .ToList();
        (await RunAsync("extract", "run", "jatteet")).AssertDone();
        Assert.That(sizes.Select(size => size.Item1), Is.EqualTo(new[] { "csv", "parquet", "xlsx" }));
        foreach (var ((format, bytes), ending) in sizes.Zip([".taulut.zip", ".parquet.zip", ".xlsx"]))
        {
            var real = new FileInfo(Directory.GetFiles(orders.Download, "*" + ending).Single()).Length;
            Assert.That(bytes, Is.EqualTo(real).Within(1).Percent, format);
        }
    }

    [Test]
    public async Task Where_a_count_is_hidden_neither_size_nor_price_says_it()
    {
        (await RunAsync("keys", "series", "make", "s")).AssertDone();
        var settings = await File.ReadAllTextAsync(Path.Combine(installation.Config, "appsettings.json"));
        installation.WriteConfig("appsettings.json", settings.Replace("\"Prices\": {", """
            "Prices": { "extracts": [ { "from": "2026-01-01", "extraction": 660, "units": [ { "from": 1, "price": 0.022 } ] } ],
            """, StringComparison.Ordinal));
        WriteOrder("kolme", sample: """{ "size": 3, "series": "s" }""");
        WriteOrder("vanhimmat", where: """{ "age": { "from": 104 } }""");
        WriteOrder("viisi", sample: """{ "size": 5, "series": "s" }""");
        foreach (var id in new[] { "kolme", "vanhimmat" })
        {
            var hidden = (await RunAsync("extract", "preview", id, "--json")).AssertDone().Json;
            Assert.That(hidden.GetProperty("price").ValueKind, Is.EqualTo(JsonValueKind.Null), id);
            Assert.That(hidden.GetProperty("bytes").ValueKind, Is.EqualTo(JsonValueKind.Null), id);
            Assert.That(hidden.GetProperty("sizes").GetArrayLength(), Is.Zero, id);
            Assert.That((await RunAsync("extract", "preview", id)).AssertDone().Output, Does.Not.Contain("B (").And.Not.Contain("€"));
        }

        var five = (await RunAsync("extract", "preview", "viisi", "--json")).AssertDone().Json;
        Assert.That(five.GetProperty("persons").GetInt64(), Is.EqualTo(5));
        Assert.That(five.GetProperty("price").GetDecimal(), Is.EqualTo(660.11m));
        Assert.That(five.GetProperty("bytes").GetInt64(), Is.GreaterThan(1000));
    }

    private async Task<long> BytesAsync(string id) =>
        (await RunAsync("extract", "preview", id, "--json")).AssertDone().Json.GetProperty("bytes").GetInt64();

    private async Task<string[]> CodesAsync()
    {
        using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Directory.GetFiles(Download, "*_001.csv.zip").Single());
        using var reader = new StreamReader(await zip.GetEntry("henkilot.csv")!.OpenAsync());
        return [.. (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[..11])];
    }

    /// <summary>Every file of the data folder but the audit's, with its size.</summary>
    private List<string> Written() =>
    [
        .. new DirectoryInfo(installation.Data).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.FullName.Contains("/audit/", StringComparison.Ordinal))
            .Where(file => !file.Name.Contains(".db", StringComparison.Ordinal))
            .Select(file => $"{file.FullName} {file.Length}")
            .Order(StringComparer.Ordinal),
    ];

    private Task<Outcome> RunAsync(params string[] args) => installation.RunAsync(args);

    private void WriteOrder(string id, string where = "null", string sample = "null", string formats = Forms) => installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        { "id": "{{id}}", "permit": "tutkimus", "purpose": "statistics", "where": {{where}}, "sample": {{sample}},
          "content": { "groups": ["003", "004", "101", "909"] }, "formats": [{{formats}}] }
        """);
}
