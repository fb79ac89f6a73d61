using System.Globalization;
using System.Text.Json;
using Muutostieto.Recipient.Loading;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A recipient's folders with hand-made deliveries of one permit, and the database they are loaded into.</summary>
internal sealed class DeliveryFolder : IDisposable
{
    private readonly TemporaryFolder root = new();
    private int bases;
    private int changes;

    internal DeliveryFolder()
    {
        Directory.CreateDirectory(Download);
        Directory.CreateDirectory(root["held"]);
        Directory.CreateDirectory(Upload);
    }

    internal string Download => root["download"];

    internal string Upload => root["upload"];

    internal string Database => root["residents.db"];

    /// <summary>Municipalities that the next manifests name; null for none, as if the sender did not say.</summary>
    internal string[]? Area { get; set; } = ["205", "290"];

    /// <summary>The municipalities that the next deliveries say to repair; null: none.</summary>
    internal string[]? Repair { get; set; }

    /// <summary>Whether the next manifests say that their fixed-width file has genuine groups only.</summary>
    internal bool FixedIsGenuine { get; set; }

    internal string Permit { get; set; } = "kainuu-laajat";

    internal string Recipient { get; set; } = "kainuun-hyvinvointialue";

    /// <summary>The delivery made last, which the next one follows.</summary>
    internal HandMade? Last { get; private set; }

    internal HandMade Base(params Record[] records) => Last = Make("base", ++bases, null, (Last?.To ?? 100) + 10, records);

    internal HandMade Changes(params Record[] records) => Last = Make("changes", ++changes, Last, (Last?.To ?? 100) + 10, records);

    /// <summary>Changes that begin a chain at a key.</summary>
    internal HandMade ChangesFrom(long key, params Record[] records) => Last = Make("changes", ++changes, null, key + 10, records, key);

    /// <summary>A change delivery as anything may be wrong with it; the next one does not follow it.</summary>
    internal HandMade Odd(int number, HandMade? before, Record[] records, long? from = null) =>
        Make("changes", number, before, (before?.To ?? 100) + 10, records, from);

    /// <summary>Takes a delivery's files away, as if it had not arrived.</summary>
    internal void Hold(HandMade delivery) => Move(delivery, Download, root["held"]);

    internal void Release(HandMade delivery) => Move(delivery, root["held"], Download);

    internal LoadResult Load(
        RecordForm? form = null,
        string? permit = null,
        string? database = null,
        Action<FileProgress>? onProgress = null,
        bool accept = false,
        long? fromKey = null,
        Muutostieto.Recipient.Manifests.ManifestVerifier? verifier = null,
        CancellationToken cancellation = default) =>
        new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames(), onProgress).Load(
            new LoadOptions
            {
                Folder = Download,
                Database = database ?? Database,
                Form = form,
                Permit = permit,
                Accept = accept,
                FromKey = fromKey,
                Verifier = verifier,
            },
            cancellation);

    internal JsonElement Receipt(HandMade delivery, string end = "OK")
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Upload, $"{delivery.Stem}.{end}")));
        return document.RootElement.Clone();
    }

    internal bool HasReceipt(HandMade delivery, string end) => File.Exists(Path.Combine(Upload, $"{delivery.Stem}.{end}"));

    /// <summary>A database beside the usual one.</summary>
    internal string Other(string name) => root[name];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        root.Dispose();
    }

    private static void Move(HandMade delivery, string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, $"{delivery.Stem}.*"))
        {
            File.Move(path, Path.Combine(to, Path.GetFileName(path)));
        }
    }

    private HandMade Make(string kind, int number, HandMade? before, long to, Record[] records, long? from = null)
    {
        var stem = kind == "base" ? $"38950_PT260105KAIREK_{number:D3}" : $"38950_20260112KAIREK_{number:D3}";
        var fixedFile = Write($"{stem}.{(kind == "base" ? "PTT" : "MTT")}", Some.File(records));
        var csv = Write($"{stem}.csv.zip", Forms.Csv(records));
        var predecessor = before is null
            ? "null"
            : $$"""{ "kind": "{{before.Kind}}", "number": {{before.Number}}, "manifestSha256": "{{Delivery.Hash(before.ManifestPath)}}" }""";
        var start = from ?? before?.To;
        var area = Area is null ? "" : $"\"area\": {JsonSerializer.Serialize(Area)},";
        var begin = kind == "base" ? "null" : start?.ToString(CultureInfo.InvariantCulture);
        var repair = Repair is null ? "" : $", \"repair\": {{ \"municipalities\": {JsonSerializer.Serialize(Repair)} }}";
        var fixedEntry = Entry(fixedFile, "fixed", records.Length, FixedIsGenuine ? ", \"ownGroups\": false" : "");
        var manifest = Write(
            $"{stem}.json",
            System.Text.Encoding.UTF8.GetBytes(
                $$"""
                { "format": "muutostieto-1", "delivery": { "permit": "{{Permit}}", "recipient": "{{Recipient}}", "product": "laajat", {{area}}
                  "kind": "{{kind}}", "number": {{number}}, "predecessor": {{predecessor}},
                  "window": { "from": {{begin}}, "to": {{to}} }, "planned": "2026-01-05T02:30:00+02:00"{{repair}} },
                  "files": [ {{fixedEntry}}, {{Entry(csv, "csv", records.Length)}} ],
                  "persons": {{records.Length}}, "records": {{records.Length}} }
                """));
        return new HandMade(kind, number, to, stem, manifest, fixedFile, csv);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Download, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Entry(string path, string form, int records, string more = "") =>
        $$"""{ "name": "{{Path.GetFileName(path)}}", "form": "{{form}}", "bytes": {{new FileInfo(path).Length}}, "records": {{records}}, "sha256": "{{Delivery.Hash(path)}}"{{more}} }""";
}
