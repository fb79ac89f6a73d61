using System.IO.Compression;
using System.Text.Json;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>
/// An installation with a permit under which customers' registers are brought up to date, and what a test reads of results.
/// </summary>
internal sealed class UpdateFolder : IDisposable
{
    public const string Permit = "asiakkaat";
    private const string Recipient = "koulu";

    public UpdateFolder()
    {
        WritePermit();
        Directory.CreateDirectory(Path.Combine(Installation.Config, "orders"));
        WriteOrder("oppilaat");
    }

    public TestInstallation Installation { get; } = new();

    public string Download => Path.Combine(Installation.Data, "drop", Recipient, "download");

    public string Upload => Path.Combine(Installation.Data, "drop", Recipient, "upload");

    /// <summary>The customers' files that are kept.</summary>
    public string[] Kept => Directory.Exists(Path.Combine(Installation.Data, "customers"))
        ? Directory.GetFiles(Path.Combine(Installation.Data, "customers"))
        : [];

    public void WritePermit(
        string area = """{ "country": true }""",
        string right = "false",
        string kind = "authority",
        string methods = """ "M1", "M2", "M3", "M4", "M5" """,
        string more = "") => Installation.WriteConfig(
        $"permits/{Permit}.json",
        $$"""
        {
          "id": "{{Permit}}", "recipient": "{{Recipient}}", "decision": "DVV/0014/2026", "validFrom": "2026-01-01", "validTo": null,
          "customerNumber": "38970", "registerName": "ASIAKAS", "area": {{area}}, "nonDisclosureRight": {{right}},
          "recipientKind": "{{kind}}",
          "orders": {
            "purposes": ["authority-task", "customer-register-update"],
            "groups": ["003", "004", "005", "013", "101", "103", "204", "305", "901"],
            "targets": ["customers", "persons"], "update": { "methods": [{{methods}}]{{more}} }
          },
          "formats": ["fixed", "csv", "jsonl", "parquet", "xlsx"], "drop": "default"
        }
        """);

    public void WriteOrder(
        string id,
        string methods = """ "M1", "M2", "M3", "M4", "M5" """,
        string groups = """ "003", "004", "101", "103" """,
        string formats = """ "csv" """,
        string purpose = "authority-task",
        string more = "",
        string rest = "") => Installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        {
          "id": "{{id}}", "permit": "{{Permit}}", "purpose": "{{purpose}}", "target": "customers", "content": { "groups": [{{groups}}] },
          "update": { "methods": [{{methods}}]{{more}} }, "formats": [{{formats}}]{{rest}}
        }
        """);

    public Task<Outcome> RunAsync(params string[] args) => Installation.RunAsync(args);

    public Task<Outcome> RunAtAsync(string time, params string[] args) =>
        InProcess.RunAsync([.. args, .. Installation.Options, "--at", time]);

    /// <summary>Everyone in the register, as an order of persons delivers them: columns by name.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> EveryoneAsync()
    {
        Installation.WriteConfig(
            "permits/kaikki.json",
            """
            {
              "id": "kaikki", "recipient": "kaikki", "validFrom": "2026-01-01", "validTo": null, "customerNumber": "38971",
              "registerName": "KAIKKI", "area": { "country": true }, "nonDisclosureRight": true, "recipientKind": "authority",
              "orders": { "purposes": ["authority-task"], "groups": ["003", "004", "005", "101", "204", "901"], "targets": ["persons"] },
              "drop": "default"
            }
            """);
        Installation.WriteConfig(
            "orders/kaikki.json",
            """
            { "id": "kaikki", "permit": "kaikki", "purpose": "authority-task",
              "content": { "groups": ["003", "004", "005", "101", "204", "901"] } }
            """);
        (await RunAsync("extract", "run", "kaikki", "--again")).AssertDone();
        var package = Directory.GetFiles(Path.Combine(Installation.Data, "drop", "kaikki", "download"), "*.csv.zip").Max()!;
        return Rows(package, "henkilot");
    }

    /// <summary>A customer's file.</summary>
    public string Write(string name, IEnumerable<string> rows, string head = "rivi;hetu;sukunimi;etunimet;syntymaaika")
    {
        var file = Installation.In(name);
        File.WriteAllText(file, string.Concat(rows.Prepend(head).Select(row => row + "\n")));
        return file;
    }

    /// <summary>A result's file with an ending.</summary>
    public string FileOf(int number, string ending) =>
        Directory.GetFiles(Download, FormattableString.Invariant($"*_PA*_{number:D3}{ending}")).Single();

    public JsonElement Manifest(int number)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(FileOf(number, ".json")));
        return manifest.RootElement.Clone();
    }

    /// <summary>The rows of a result, by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Results(int number, string table = "tulokset") =>
        Rows(FileOf(number, ".taulut.zip"), table);

    /// <summary>The true outcomes of a result: code and method, and how many rows.</summary>
    public async Task<Dictionary<string, long>> TrueOutcomesAsync(int number)
    {
        var shown = (await RunAsync("update", "show", $"{Permit}/extract/{number}", "--json")).AssertDone().Json;
        return shown.GetProperty("outcomes").EnumerateArray().ToDictionary(
            outcome => $"{outcome.GetProperty("outcome")} {outcome.GetProperty("method")}".Trim(),
            outcome => outcome.GetProperty("rows").GetInt64());
    }

    public void Dispose() => Installation.Dispose();

    private static List<IReadOnlyDictionary<string, string>> Rows(string package, string table)
    {
        using var zip = ZipFile.OpenRead(package);
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.Name.Contains(table, StringComparison.Ordinal)).Open());
        var columns = reader.ReadLine()!.Split(';');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(columns.Zip(line.Split(';')).ToDictionary(pair => pair.First, pair => pair.Second.Trim('"')));
        }

        return rows;
    }
}
