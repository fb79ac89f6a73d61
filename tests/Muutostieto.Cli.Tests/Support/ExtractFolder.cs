using System.IO.Compression;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>An installation with a permit of orders, whose extracts a test reads.</summary>
internal sealed class ExtractFolder : IDisposable
{
    private const string Permit = "tutkimus";

    internal ExtractFolder()
    {
        WritePermit();
        Directory.CreateDirectory(Path.Combine(Installation.Config, "orders"));
    }

    internal TestInstallation Installation { get; } = new();

    private string Download => Path.Combine(Installation.Data, "drop", "yliopisto", "download");

    internal Task FillAsync(int persons) => Installation.FillAsync(persons);

    internal Task<Outcome> RunAsync(params string[] args) => Installation.RunAsync(args);

    internal Task<Outcome> RunAtAsync(string time, params string[] args) =>
        InProcess.RunAsync([.. args, .. Installation.Options, "--at", time]);

    internal void WritePermit(string validTo = "2027-12-31", string? excludes = null) => Installation.WriteConfig(
        $"permits/{Permit}.json",
        $$"""
        {
          "id": "{{Permit}}", "recipient": "yliopisto", "decision": "DVV/0012/2026", "validFrom": "2026-01-01", "validTo": "{{validTo}}",
          "customerNumber": "38950", "registerName": "TUTKIMUS", "area": { "county": "20" }, "nonDisclosureRight": false,
          "orders": {
            "purposes": ["scientific-research"], "groups": ["003", "004", "013", "101", "204", "901"], "targets": ["persons"]
            {{(excludes is null ? "" : $", \"excludes\": [\"{excludes}\"]")}}
          },
          "drop": "default"
        }
        """);

    /// <summary>Writes an order; what is not said is null.</summary>
    internal void WriteOrder(
        string id,
        string where = """{ "age": { "from": 18 } }""",
        string sample = "null",
        string exclude = "null",
        string rhythm = "null",
        string groups = "\"003\", \"004\", \"101\"") => Installation.WriteConfig(
        $"orders/{id}.json",
        $$"""
        {
          "id": "{{id}}", "permit": "{{Permit}}", "purpose": "scientific-research", "where": {{where}},
          "content": { "groups": [{{groups}}] }, "sample": {{sample}}, "exclude": {{exclude}}, "rhythm": {{rhythm}}
        }
        """);

    internal string List(string name) => Path.Combine(Installation.Config, "orders", name);

    internal void WriteList(string name, IEnumerable<string> codes) => File.WriteAllLines(List(name), codes.Prepend("hetu"));

    internal string Manifest(int number) => Directory.GetFiles(Download, FormattableString.Invariant($"*_{number:D3}.json")).Single();

    /// <summary>The lines of a table of an extract's package, without the names of its columns.</summary>
    internal async Task<string[]> TableAsync(int number, string name)
    {
        var package = Directory.GetFiles(Download, FormattableString.Invariant($"*_{number:D3}.csv.zip")).Single();
        await using var zip = await ZipFile.OpenReadAsync(package);
        var table = zip.Entries.Single(entry => entry.Name.Contains(name, StringComparison.Ordinal));
        using var reader = new StreamReader(await table.OpenAsync());
        return [.. (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    /// <summary>The identity codes of an extract, in its order.</summary>
    internal async Task<string[]> CodesAsync(int number) =>
        [.. (await TableAsync(number, "henkilot")).Select(line => line.Split(';')[0])];

    public void Dispose() => Installation.Dispose();
}
