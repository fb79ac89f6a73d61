using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A delivery as it lies in a folder: fixed width, CSV, hashes, manifest.</summary>
internal sealed class Delivery
{
    private readonly TemporaryFolder folder;

    internal Delivery(TemporaryFolder folder, string stem, string identity, params Record[] records)
    {
        this.folder = folder;
        Stem = stem;
        Fixed = folder.Write($"{stem}.MTT", Some.File(records));
        Csv = folder.Write($"{stem}.csv.zip", Forms.Csv(records));
        Hashes = folder.Write($"{stem}.sha256", $"{Hash(Fixed)}  {stem}.MTT\n{Hash(Csv)} *{stem}.csv.zip\n");
        Manifest = WriteManifest(identity, records.Length);
    }

    internal string Stem { get; }

    internal string Fixed { get; }

    internal string Csv { get; }

    internal string Hashes { get; }

    internal string Manifest { get; private set; }

    internal static string Base(int number, long to) => Identity("base", number, "null", $$"""{ "from": null, "to": {{to}} }""");

    internal static string Changes(int number, Delivery before, string kind, int beforeNumber, long from, long to) =>
        Identity(
            "changes",
            number,
            $$"""{ "kind": "{{kind}}", "number": {{beforeNumber}}, "manifestSha256": "{{Hash(before.Manifest)}}" }""",
            $$"""{ "from": {{from}}, "to": {{to}} }"""
        );

    internal static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    internal string WriteManifest(string identity, long records)
    {
        var files = string.Join(
            ",\n",
            new[] { (Fixed, "fixed"), (Csv, "csv"), (Hashes, "sha256") }.Select(file => Entry(file.Item1, file.Item2, records)));
        return Manifest = folder.Write(
            $"{Stem}.json",
            Encoding.UTF8.GetBytes(
                $$"""
                { "format": "muutostieto-1", "delivery": {{identity}}, "files": [ {{files}} ], "persons": {{records}}, "records": {{records}},
                  "characterSet": "ISO-8859-1", "transliterated": 0, "shortened": 0, "layouts": "{{Layouts.Catalog.Digest}}", "notice": null, "auditHead": "of a later version" }
                """
            ));
    }

    private static string Identity(string kind, int number, string predecessor, string window) =>
        $$"""
        { "permit": "kainuu-laajat", "recipient": "kainuun-hyvinvointialue", "product": "laajat", "kind": "{{kind}}", "number": {{number}},
          "predecessor": {{predecessor}}, "window": {{window}}, "planned": "2026-01-05T02:30:00+02:00" }
        """;

    private static string Entry(string path, string form, long records) =>
        $$"""
            { "name": "{{Path.GetFileName(path)}}", "form": "{{form}}", "bytes": {{new FileInfo(path).Length.ToString(
                CultureInfo.InvariantCulture
            )}},
              "records": {{(form == "sha256" ? "null" : records.ToString(CultureInfo.InvariantCulture))}}, "sha256": "{{Hash(path)}}" }
            """;
}
