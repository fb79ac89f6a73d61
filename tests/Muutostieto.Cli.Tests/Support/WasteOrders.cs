using System.IO.Compression;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>A permit of the packages of buildings in an installation, orders of them, and the tables of what they gave.</summary>
internal sealed class WasteOrders
{
    private readonly TestInstallation installation;

    public WasteOrders(TestInstallation installation)
    {
        this.installation = installation;
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        WritePermit();
    }

    public string Download => Path.Combine(installation.Data, "drop", "jatehuolto", "download");

    /// <summary>A permit of buildings with owners and residents, and of persons with their dwellings.</summary>
    public void WritePermit(string right = "false", string purposes = "\"authority-task\"") => installation.WriteConfig(
        "permits/jatehuolto.json",
        $$"""
        {
          "id": "jatehuolto", "recipient": "jatehuolto", "decision": "DVV/0014/2026", "validFrom": "2026-01-01", "validTo": null,
          "customerNumber": "38952", "registerName": "JATE", "area": { "municipalities": ["697"] }, "nonDisclosureRight": {{right}},
          "recipientKind": "authority", "drop": "default", "formats": ["csv", "xlsx", "parquet", "opt"],
          "orders": {
            "purposes": [{{purposes}}], "targets": ["buildings", "persons"],
            "groups": ["004", "101", "102", "901", "909", "931", "932", "933", "934", "935", "936", "937", "938", "939", "940", "941", "942",
              "943", "944", "945", "948", "949", "952", "964", "965", "966", "968", "969", "970", "971"]
          }
        }
        """);

    public void Write(
        string id,
        string package = "jatehuoltopoiminta",
        string where = "null",
        string formats = "\"csv\"",
        string purpose = "authority-task") => installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        {
          "id": "{{id}}", "permit": "jatehuolto", "purpose": "{{purpose}}", "target": "buildings", "where": {{where}},
          "content": { "package": "{{package}}" }, "formats": [{{formats}}]
        }
        """);

    /// <summary>Orders the residents with their names, addresses, days of birth and dwellings.</summary>
    public void WritePersons(string id) => installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        {
          "id": "{{id}}", "permit": "jatehuolto", "purpose": "authority-task", "target": "persons",
          "content": { "groups": ["004", "101", "102", "901", "909"] }
        }
        """);

    /// <summary>The rows of a table of an extract in CSV, by column.</summary>
    /// <param name="number">Of the extract.</param>
    /// <param name="table">What the table's name begins with.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(int number, string table)
    {
        var package = Directory.GetFiles(Download, $"*_{number:000}.*.zip")
            .Single(file => !file.EndsWith(".parquet.zip", StringComparison.Ordinal));
        using var zip = ZipFile.OpenRead(package);
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.Name.StartsWith(table, StringComparison.Ordinal)).Open());
        var columns = reader.ReadLine()!.Split(';');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(columns.Zip(line.Split(';')).ToDictionary(pair => pair.First, pair => pair.Second.Trim('"')));
        }

        return rows;
    }
}
