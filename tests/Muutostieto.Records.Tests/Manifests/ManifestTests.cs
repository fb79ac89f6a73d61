using System.Text;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Records.Tests.Manifests;

public sealed class ManifestTests
{
    private const string Golden = """
        {
          "format": "muutostieto-1",
          "delivery": {
            "permit": "kainuu-laajat",
            "decision": "VRK/1/2026",
            "recipient": "kainuu",
            "product": "laajat",
            "area": [
              "205",
              "290"
            ],
            "kind": "changes",
            "number": 3,
            "predecessor": {
              "kind": "changes",
              "number": 2,
              "manifestSha256": "ab"
            },
            "window": {
              "from": 100,
              "to": 120
            },
            "list": {
              "from": 4,
              "to": 6,
              "added": 2,
              "removed": 1
            },
            "planned": "2026-01-05T02:30:00+02:00",
            "covers": [
              "2025-12-22T02:30:00+02:00",
              "2026-01-05T02:30:00+02:00"
            ],
            "repair": {
              "municipalities": [
                "205"
              ],
              "persons": 7,
              "reason": "reconciliation"
            }
          },
          "files": [
            {
              "name": "a.MTT",
              "form": "fixed",
              "bytes": 10,
              "records": 2,
              "sha256": "cd",
              "ownGroups": false
            },
            {
              "name": "a.sha256",
              "form": "sha256",
              "bytes": 3,
              "records": null,
              "sha256": "ef"
            }
          ],
          "persons": 2,
          "records": 2,
          "characterSet": "ISO-8859-1",
          "transliterated": 1,
          "shortened": 0,
          "cleaned": 5,
          "layouts": "01",
          "audit": {
            "sequence": 17,
            "head": "23"
          },
          "notice": "ÄÖ <&>"
        }

        """;

    private static IEnumerable<string> Samples =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "deliveries"), "*.json", SearchOption.AllDirectories);

    [Test]
    public void A_manifest_with_every_member_is_written_as_it_was_read() =>
        Assert.That(Encoding.UTF8.GetString(Read(Golden)!.ToUtf8()), Is.EqualTo(Golden.ReplaceLineEndings("\n")));

    [TestCaseSource(nameof(Samples))]
    public void A_published_manifest_is_read_and_written_as_the_same_bytes(string path)
    {
        var published = File.ReadAllBytes(path);
        Assert.That(Read(Encoding.UTF8.GetString(published))!.ToUtf8(), Is.EqualTo(published));
    }

    [SeededProperty(MaxTest = 200)]
    public void What_is_written_is_read_as_the_same(string? text, long number, int seconds, bool has)
    {
        var manifest = Read(Golden)!;
        manifest = manifest with
        {
            Notice = text is null ? null : new string([.. text.Where(letter => !char.IsSurrogate(letter))]),
            Persons = number,
            Cleaned = number,
            Audit = has ? new ManifestAudit(number, "h") : null,
            Delivery = manifest.Delivery with
            {
                Planned = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)).AddSeconds(seconds),
                Repair = has ? null : new ManifestRepair([]),
                List = has ? new ManifestList(null, number, 1, 2) : null,
                Window = new ManifestWindow(has ? null : number, number) { SourceTo = has ? number : null },
            },
        };
        var again = Manifest.Read(new MemoryStream(manifest.ToUtf8()))!;
        Assert.Multiple(() =>
        {
            Assert.That(again.ToUtf8(), Is.EqualTo(manifest.ToUtf8()));
            Assert.That(
                (again.Notice, again.Persons, again.Audit, again.Delivery.Planned),
                Is.EqualTo((manifest.Notice, manifest.Persons, manifest.Audit, manifest.Delivery.Planned)));
            Assert.That(
                (again.Delivery.List, again.Delivery.Window, again.Delivery.Key),
                Is.EqualTo((manifest.Delivery.List, manifest.Delivery.Window, manifest.Delivery.Key)));
        });
    }

    [Test]
    public void Members_of_a_later_version_are_ignored()
    {
        var later = Golden
            .Replace("\"persons\": 2,", "\"persons\": 2, \"later\": { \"a\": [1] },", StringComparison.Ordinal)
            .Replace("\"kind\": \"changes\",", "\"later\": 1, \"kind\": \"changes\",", StringComparison.Ordinal);
        Assert.That(Encoding.UTF8.GetString(Read(later)!.ToUtf8()), Is.EqualTo(Golden.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_manifest_of_the_first_version_says_nothing_that_it_does_not_have()
    {
        var first = Read("""{ "format": "muutostieto-1", "delivery": { "permit": "p", "kind": "base", "number": 1 }, "files": [] }""")!;
        Assert.Multiple(() =>
        {
            Assert.That(first.Delivery.Key, Is.EqualTo(new DeliveryKey("p", DeliveryKey.Base, 1)));
            Assert.That(
                (first.Delivery.Area, first.Delivery.Window, first.Delivery.Planned, first.Delivery.List, first.Delivery.Repair),
                Is.EqualTo(default((IReadOnlyList<string>?, ManifestWindow?, DateTimeOffset?, ManifestList?, ManifestRepair?))));
            Assert.That(
                (first.CharacterSet, first.Layouts, first.Audit, first.Notice, first.Persons),
                Is.EqualTo(default((string?, string?, ManifestAudit?, string?, long))));
        });
    }

    [TestCase("""{ "delivery": { "permit": "p", "kind": "base", "number": 1 }, "files": [] }""")]
    [TestCase("""{ "format": "muutostieto-1", "delivery": { "permit": null, "kind": "base", "number": 1 }, "files": [] }""")]
    [TestCase(
        """{ "format": "muutostieto-1", "delivery": { "permit": "p", "kind": "base", "number": 1, "predecessor": { "kind": "base", "number": 1 } }, "files": [] }"""
    )]
    [TestCase("""{ "format": "muutostieto-1", "delivery": { "permit": "p", "kind": "base", "number": 1 }, "files": [{ "name": "a" }] }""")]
    public void A_manifest_without_what_it_needs_is_refused(string json) =>
        Assert.That(() => Read(json), Throws.InstanceOf<System.Text.Json.JsonException>());

    private static Manifest? Read(string json) => Manifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
