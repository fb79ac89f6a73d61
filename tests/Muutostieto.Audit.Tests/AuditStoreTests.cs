using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records;

namespace Muutostieto.Audit.Tests;

public sealed class AuditStoreTests
{
    private AuditScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new AuditScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void An_entry_names_the_hash_of_the_line_before_it_as_sha256sum_gives_it()
    {
        scene.Record(AuditScene.Delivery(1), [1, 2, 3]);
        var head = scene.Record(AuditScene.Delivery(2), [2]);
        var lines = scene.Lines();

        Assert.That(
            lines[0],
            Does.StartWith(
                "{\"seq\":1,\"previous\":\""
                    + AuditEntry.NoHash
                    + "\",\"at\":\"2026-01-05T00:30:00+00:00\",\"kind\":\"delivery\",\"delivery\":{\"permit\":\"kainuu\","));
        Assert.That(lines[1], Does.StartWith("{\"seq\":2,\"previous\":\"" + HashOf(lines[0]) + "\""));
        Assert.That(head, Is.EqualTo(new AuditHead(2, HashOf(lines[1]))));
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public void An_entry_that_the_ledger_knows_and_the_chain_has_lost_is_not_made_anew()
    {
        scene.Record(AuditScene.Delivery(1), [1]);
        var lost = scene.Record(AuditScene.Delivery(2), [2]);
        scene.Write(scene.Lines()[..1]);

        Refused(() => scene.Record(AuditScene.Delivery(2), [2], expected: lost), "what happened to the chain", new VerifyChain());
        Assert.That(scene.Lines(), Has.Length.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(40)]
    public void A_line_that_broke_off_is_mended_by_the_next_append(int missing)
    {
        scene.Record(AuditScene.Delivery(1), [1]);
        var first = File.ReadAllBytes(scene.Chain);
        scene.Record(AuditScene.Delivery(2), [2]);
        File.WriteAllBytes(scene.Chain, File.ReadAllBytes(scene.Chain)[..^missing]);
        var broken = scene.Verify();

        var head = scene.Record(AuditScene.Delivery(3), [3]);

        Assert.That((broken.Findings, broken.Notes.Count), Is.EqualTo((Array.Empty<AuditFinding>(), 1)));
        Assert.That(File.ReadAllBytes(scene.Chain).AsSpan().StartsWith(first));
        Assert.That((scene.Lines().Length, head.Sequence), Is.EqualTo((2, 2L)));
        Assert.That((scene.Verify().Findings, scene.Verify().Notes), Is.EqualTo((Array.Empty<AuditFinding>(), Array.Empty<string>())));
    }

    [Test]
    public void Persons_written_for_a_line_that_never_came_are_replaced()
    {
        scene.Record(AuditScene.Delivery(1), [1]);
        File.WriteAllText(Path.Combine(scene.Folder, "persons", "000002.bin"), "of a process that was killed before its line");

        scene.Record(AuditScene.Delivery(2), [2]);

        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public void Persons_that_were_changed_are_reported_and_not_answered_from()
    {
        scene.Record(AuditScene.Delivery(1), [7]);
        scene.Record(AuditScene.Delivery(2), [7]);
        var file = Path.Combine(scene.Folder, "persons", "000001.bin");
        File.Copy(Path.Combine(scene.Folder, "persons", "000002.bin"), file, overwrite: true);
        File.AppendAllText(file, " ");

        var answer = AuditLookup.Ask(new FileSystem(), scene.Folder, 7, [], 3, null);

        Assert.That((answer.Disclosures.Single().Entry.Sequence, answer.Findings.Single().Entry), Is.EqualTo((2L, (long?)1)));
    }

    private static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line + "\n")));

    private static void Refused(Action action, string words, Remedy? remedy = null)
    {
        var refused = Assert.Throws<MuutostietoException>(action)!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(refused.Message, Does.Contain(words));
        Assert.That(refused.Remedy, Is.EqualTo(remedy));
    }
}
