using Muutostieto.Audit.Tests.PostgreSql;
using System.Text;

namespace Muutostieto.Audit.Tests;

/// <summary>
/// Whatever is changed where the chain is kept is found, with its place. The chain has a delivery, an answer of the interface, and so on,
/// and a ledger and an anchor that know of it.
/// </summary>
[TestFixture(typeof(TrailInFiles))]
[TestFixture(typeof(TrailInDatabase))]
public sealed class TamperingTests<TTrail>
    where TTrail : TrailScene, new()
{
    private const int Entries = 6;
    private const string Day = "persons/2026-01-05.bin";
    private readonly Witness ledger = new();
    private TTrail scene = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        scene = new TTrail();
        ledger.Known.Clear();
        for (var entry = 1; entry <= Entries; entry += 2)
        {
            var delivery = AuditScene.Delivery(entry);
            ledger.Known.Add(new WitnessedDelivery(delivery.Key, scene.Record(delivery, [entry, 5000]), IsComposed: true, null));
            _ = await scene.AnswerAsync("user", entry, 7000);
        }

        _ = scene.Trail.WriteAnchor();
        Assert.That(Findings(), Is.Empty);
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_changed_byte_of_any_line_is_found(
        [Range(1, Entries)] int entry,
        [Values("\"persons\":", "seq", "previous", "2026-", "\"payload\":{")] string place)
    {
        var lines = scene.Lines;
        var at = lines[entry - 1].IndexOf(place, StringComparison.Ordinal) + place.Length - 1;
        lines[entry - 1] = lines[entry - 1][..at] + (char)(lines[entry - 1][at] ^ 1) + lines[entry - 1][(at + 1)..];
        scene.Write(lines);

        Assert.That(Findings().Select(finding => finding.Entry), Does.Contain((long?)entry));
        Assert.That(
            Findings().Select(finding => finding.Place),
            Has.Some.EqualTo(scene.PlaceOf(entry)).Or.Some.EqualTo(scene.PlaceOf(entry + 1)));
    }

    [Test]
    public void A_line_that_is_gone_is_found_in_its_place([Range(1, Entries)] int entry)
    {
        scene.Remove(entry);

        Assert.That(Findings().Select(finding => finding.Entry), Does.Contain((long?)entry));
        Assert.That(
            string.Join('\n', Findings()),
            Does.Contain(entry == Entries ? $"entry {Entries} is missing" : $"entry {entry + 1} is there, expected entry {entry}"));
    }

    [Test]
    public void Two_lines_that_were_exchanged_are_found([Range(1, Entries - 1)] int entry)
    {
        var lines = scene.Lines;
        (lines[entry - 1], lines[entry]) = (lines[entry], lines[entry - 1]);
        scene.Write(lines);

        Assert.That(
            Findings().Select(finding => finding.ToString()), Has.Some.StartsWith($"{scene.PlaceOf(entry)}: entry {entry + 1} is there"));
    }

    [Test]
    public void A_chain_written_anew_from_an_entry_on_is_found_by_ledger_and_anchor([Range(1, Entries)] int from)
    {
        var lines = scene.Lines;
        for (var at = from - 1; at < lines.Length; at++)
        {
            lines[at] = lines[at].Replace("\"persons\":2", "\"persons\":3", StringComparison.Ordinal);
            if (at > 0)
            {
                var start = lines[at].IndexOf("previous\":\"", StringComparison.Ordinal) + "previous\":\"".Length;
                lines[at] = lines[at][..start] + HashOf(lines[at - 1]) + lines[at][(start + 64)..];
            }
        }

        scene.Write(lines);

        var expected = string.Join('\n', Findings().Select(finding => finding.Expected));
        Assert.That(expected, Does.Contain("anchors/2026-01-05.json"));
        Assert.That(expected.Contains("the ledger", StringComparison.Ordinal), Is.EqualTo(from < Entries));
    }

    [Test]
    public void The_persons_of_a_delivery_that_were_changed_are_found_and_not_answered_from()
    {
        var content = scene.Payloads["persons/000003.bin"];
        content[^1] ^= 1;
        scene.WritePayload("persons/000003.bin", content);

        Assert.That(
            Findings().Single(),
            Has.Property("Entry").EqualTo(3).And.Property("Place").EqualTo(scene.PlaceOf("persons/000003.bin"))
                .And.Property("Found").Contains("was changed"));
        var answer = scene.Trail.Ask(3, [], long.MaxValue, ledger);
        Assert.That((answer.Disclosures.Count, answer.Findings.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void The_persons_of_a_delivery_that_are_gone_are_found()
    {
        scene.RemovePayload("persons/000005.bin");

        Assert.That(
            Findings().Single(),
            Has.Property("Entry").EqualTo(5).And.Property("Place").EqualTo(scene.PlaceOf("persons/000005.bin"))
                .And.Property("Found").Contains("is missing"));
    }

    [Test]
    public void The_persons_of_a_day_that_are_gone_are_found_for_each_of_its_entries()
    {
        scene.RemovePayload(Day);

        Assert.That(Findings().Select(finding => finding.Entry), Is.EqualTo(new[] { 2, 4, 6 }));
        Assert.That(Findings().Select(finding => finding.Place), Has.All.StartWith(scene.PlaceOf(Day)));
    }

    [Test]
    public void The_persons_of_an_entry_in_the_place_of_another_s_are_found()
    {
        scene.WritePayload("persons/000001.bin", scene.Payloads["persons/000003.bin"]);

        Assert.That(Findings().Single().Entry, Is.EqualTo(1));
    }

    private IReadOnlyList<AuditFinding> Findings() => scene.Verify(ledger).Findings;

    private static string HashOf(string line) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(line + "\n")));
}
