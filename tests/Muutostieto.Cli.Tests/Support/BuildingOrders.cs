using System.IO.Compression;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>A permit of buildings in an installation, its orders, and the tables of what they gave.</summary>
internal sealed class BuildingOrders
{
    public const string Permit = "pelastus";
    private readonly TestInstallation installation;

    public BuildingOrders(TestInstallation installation)
    {
        this.installation = installation;
        Directory.CreateDirectory(Path.Combine(installation.Config, "orders"));
        WritePermit();
    }

    public string Download => Path.Combine(installation.Data, "drop", "pelastuslaitos", "download");

    public void WritePermit(
        string targets = "\"buildings\"", string groups = AllGroups, string right = "false", string purposes = "\"authority-task\"") =>
        installation.WriteConfig(
            $"permits/{Permit}.json",
            $$"""
            {
              "id": "{{Permit}}", "recipient": "pelastuslaitos", "decision": "DVV/0013/2026", "validFrom": "2026-01-01", "validTo": null,
              "customerNumber": "38951", "registerName": "PELASTUS", "area": { "county": "20" }, "nonDisclosureRight": {{right}},
              "recipientKind": "authority",
              "orders": { "purposes": [{{purposes}}], "groups": [{{groups}}], "targets": [{{targets}}] },
              "formats": ["csv", "jsonl", "parquet", "xlsx"], "drop": "default"
            }
            """);

    public void Write(
        string id,
        string where = "null",
        string groups = "\"931\", \"932\", \"939\", \"968\", \"969\"",
        string sample = "null",
        string asOf = "null",
        string target = "buildings",
        string purpose = "authority-task",
        string formats = "\"csv\"") =>
        installation.WriteConfig(
            $"orders/{id}.json",
            $$"""
            {
              "id": "{{id}}", "permit": "{{Permit}}", "purpose": "{{purpose}}", "target": "{{target}}", "where": {{where}},
              "content": { "groups": [{{groups}}] }, "sample": {{sample}}, "asOf": {{asOf}}, "formats": [{{formats}}]
            }
            """);

    /// <summary>The rows of a table of an extract, by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(int number, string group)
    {
        using var zip = ZipFile.OpenRead(Package(number));
        var entry = zip.Entries.Single(entry => entry.Name == group || entry.Name.StartsWith(group + "_", StringComparison.Ordinal));
        using var reader = new StreamReader(entry.Open());
        var columns = reader.ReadLine()!.Split(';');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(columns.Zip(line.Split(';')).ToDictionary(pair => pair.First, pair => pair.Second.Trim('"')));
        }

        return rows;
    }

    public string Package(int number) => Directory.GetFiles(Download, $"*_{number:000}.csv.zip").Single();

    public const string AllGroups = """
        "931", "932", "934", "935", "936", "937", "938", "939", "940", "941", "944", "948", "949", "950", "951", "952", "953", "954", "955",
        "956", "957", "958", "959", "968", "969"
        """;
}
