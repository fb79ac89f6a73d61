using System.Globalization;
using System.Security.Cryptography;
using Muutostieto.Recipient.Loading;

namespace Muutostieto.Deliveries.Tests.Identity;

/// <summary>A recipient that keeps its database by <c>load</c> from single files in fixed width.</summary>
internal sealed class LoadingRecipient : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private (string Kind, int Number, string Sha256)? last;
    private int changes;
    private long key;

    private string Database => Path.Combine(folder, "residents.db");

    /// <summary>Loads a file as the next delivery.</summary>
    /// <returns>Why it was refused; null when it was loaded. Of a refused one nothing is left, so that another may take its
    /// number.</returns>
    internal string? Load(string file, long records)
    {
        var (kind, number) = last is null ? ("base", 1) : ("changes", changes + 1);
        var name = $"{kind}_{number:D3}{Path.GetExtension(file)}";
        var (data, manifest) = (Path.Combine(folder, name), Path.Combine(folder, $"{kind}_{number:D3}.json"));
        File.Copy(file, data);
        var predecessor = last is { } before
            ? $$"""{ "kind": "{{before.Kind}}", "number": {{before.Number}}, "manifestSha256": "{{before.Sha256}}" }"""
            : "null";
        var from = last is null ? "null" : key.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(manifest, $$"""
            { "format": "muutostieto-1", "delivery": { "permit": "kainuu", "recipient": "kainuu", "product": "laajat", "area": ["205"], "kind": "{{kind}}", "number": {{number}},
              "predecessor": {{predecessor}}, "window": { "from": {{from}}, "to": {{key + 10}} }, "planned": "2026-01-05T02:30:00+02:00" },
              "files": [ { "name": "{{name}}", "form": "fixed", "bytes": {{new FileInfo(
                data
            ).Length}}, "records": {{records}}, "sha256": "{{Hash(data)}}" } ],
              "persons": {{records}}, "records": {{records}} }
            """
        );
        var result = new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(
            new LoadOptions { Folder = folder, Database = Database });
        if (result.Refusal is null)
        {
            last = (kind, number, Hash(manifest));
            changes += kind == "changes" ? 1 : 0;
            key += 10;
            return null;
        }

        File.Delete(data);
        File.Delete(manifest);
        return result.Refusal;
    }

    /// <summary>Who of those in the area has each code: <c>in force</c>, or <c>former of</c> and the codes in force.</summary>
    internal IEnumerable<string> HoldersOf(IReadOnlyList<string> codes)
    {
        var inForce = Query("SELECT hetu FROM persons WHERE in_area = 1").ToHashSet();
        var former = Query(
                "SELECT f.hetu, p.hetu FROM former_codes f JOIN persons p ON p.id = f.person_id WHERE p.in_area = 1 ORDER BY p.hetu")
            .Select(row => row.Split('|'))
            .ToLookup(row => row[0], row => row[1]);
        return codes.Select(code =>
            $"{code} {(inForce.Contains(code) ? "in force" : $"former of {string.Join(' ', former[code])}".Trim())}");
    }

    /// <summary>Codes in force and names of those in the area.</summary>
    internal string[] Persons() =>
        Query(
            "SELECT p.hetu, n.sukunimi FROM persons p LEFT JOIN henkilon_nimi n ON n.person_id = p.id WHERE p.in_area = 1 ORDER BY p.hetu");

    /// <summary>What a delivery could change.</summary>
    internal string[] Snapshot() =>
        [
            .. Query("SELECT * FROM persons"),
            .. Query("SELECT * FROM former_codes"),
            .. Query("SELECT * FROM lost_codes"),
            .. Query("SELECT kind, number, manifest_sha256 FROM deliveries"),
            .. Persons(),
        ];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private string[] Query(string sql) => DatabaseContents.Query(Database, sql);

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
