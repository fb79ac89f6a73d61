using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// Every way to make the audit say something else is found, and where. The chain is of five deliveries, with the ledger, the manifests and
/// one anchor that know of it.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AuditVerifierTests
{
    private EngineScene scene = null!;
    private string kept = "";

    private string Chain => Path.Combine(scene.AuditFolder, "chain.jsonl");

    [OneTimeSetUp]
    public async Task MakeSceneAsync()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        var resident = scene.Events.Born("205");
        for (var week = 0; week < 5; week++)
        {
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            scene.Events.ChangeAddress(resident);
            _ = await scene.NightAsync();
        }

        Assert.That(Lines(), Has.Length.EqualTo(5));
        Assert.That(Verify(), Is.Empty);
        foreach (var anchor in Directory.GetFiles(Path.Combine(scene.AuditFolder, "anchors")).Order(StringComparer.Ordinal).SkipLast(1))
        {
            File.Delete(anchor);
        }

        kept = scene.AuditFolder + "-kept";
        Directory.Move(scene.AuditFolder, kept);
    }

    [OneTimeTearDown]
    public void RemoveScene() => scene.Dispose();

    [SetUp]
    public void PutBack()
    {
        if (Directory.Exists(scene.AuditFolder))
        {
            Directory.Delete(scene.AuditFolder, recursive: true);
        }

        foreach (var file in Directory.GetFiles(kept, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(scene.AuditFolder, Path.GetRelativePath(kept, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [Test]
    public void A_changed_byte_of_any_entry_is_found(
        [Range(1, 5)] int entry,
        [Values("viikko", "\"persons\":", "seq", "previous", "2026-")] string place)
    {
        var lines = Lines();
        var at = lines[entry - 1].IndexOf(place, StringComparison.Ordinal) + place.Length - 1;
        lines[entry - 1] = lines[entry - 1][..at] + (char)(lines[entry - 1][at] ^ 1) + lines[entry - 1][(at + 1)..];
        Write(lines);

        Assert.That(Verify().Select(finding => finding.Entry), Does.Contain((long?)entry));
        Assert.That(
            Verify().Select(finding => finding.Place),
            Has.Some.EqualTo($"chain.jsonl line {entry}").Or.Some.EqualTo("chain.jsonl"));
    }

    [Test]
    public void A_changed_byte_of_an_entry_s_persons_is_found([Values(1, 3, 5)] int entry)
    {
        var file = Path.Combine(scene.AuditFolder, "persons", $"{entry:000000}.bin");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.That(Verify().Single(), Has.Property("Entry").EqualTo(entry).And.Property("Place").EqualTo($"persons/{entry:000000}.bin"));
    }

    [TestCase("previous", "null")]
    [TestCase("at", "\"9999-12-31T00:00:00+00:00\"")]
    [TestCase("delivery", "{}")]
    [TestCase("delivery.kind", "\"whole\"")]
    [TestCase("payload", "{}")]
    [TestCase("payload.file", "null")]
    [TestCase("purge", "{}")]
    public void An_entry_that_is_JSON_and_yet_none_is_found_and_is_no_fault_of_the_program(string member, string value)
    {
        var lines = Lines();
        var entry = JsonNode.Parse(lines[2])!;
        var names = member.Split('.');
        names[..^1].Aggregate(entry, (node, name) => node[name]!)[names[^1]] = JsonNode.Parse(value);
        lines[2] = entry.ToJsonString();
        Write(lines);

        Assert.That(Verify().Select(finding => finding.ToString()), Has.Some.StartsWith("chain.jsonl line 3: it cannot be read"));
        Assert.That(
            AuditLookup.Ask(new FileSystem(), scene.AuditFolder, 1, [], long.MaxValue, LedgerWitness.Of(scene.Ledger)).Findings,
            Is.Not.Empty);
        Assert.That(
            Night().Run(scene.Observer).Single().Kind,
            Is.EqualTo(Records.FailureKind.Integrity));
    }

    [TestCase("{}\n")]
    [TestCase("{\"format\":\"muutostieto-audit-1\",\"first\":0,\"persons\":{\"count\":1,\"length\":-1,\"bytes\":1},\"groups\":[]}\nx")]
    [TestCase("{\"format\":\"muutostieto-audit-1\",\"first\":0,\"persons\":{\"count\":1,\"length\":100,\"bytes\":1},\"groups\":[]}\nx")]
    public void Persons_that_another_wrote_and_named_in_the_chain_are_reported_by_an_answer(string payload)
    {
        var lines = Lines();
        var entry = JsonNode.Parse(lines[4])!;
        File.WriteAllText(Path.Combine(scene.AuditFolder, "persons", "000005.bin"), payload);
        entry["payload"]!["bytes"] = payload.Length;
        entry["payload"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload)));
        lines[4] = entry.ToJsonString();
        Write(lines);

        Assert.That(
            AuditLookup
                .Ask(new FileSystem(), scene.AuditFolder, 1, [], long.MaxValue, LedgerWitness.Of(scene.Ledger))
                .Findings.Select(finding => finding.Place),
            Does.Contain("persons/000005.bin"));
    }

    [Test]
    public void A_removed_entry_is_found([Range(1, 5)] int entry)
    {
        Write([.. Lines().Where((_, index) => index != entry - 1)]);

        Assert.That(Verify().Select(finding => finding.Entry), Does.Contain((long?)entry));
        Assert.That(string.Join('\n', Verify()), Does.Contain($"entry {entry} is missing"));
    }

    [Test]
    public void Two_swapped_entries_are_found([Range(1, 4)] int entry)
    {
        var lines = Lines();
        (lines[entry - 1], lines[entry]) = (lines[entry], lines[entry - 1]);
        Write(lines);

        Assert.That(Verify()[0].ToString(), Does.StartWith($"chain.jsonl line {entry}: entry {entry + 1} is there"));
    }

    [Test]
    public void An_entry_put_in_twice_is_found()
    {
        Write([.. Lines(), Lines()[4]]);

        Assert.That(Verify().Select(finding => finding.ToString()), Has.Some.Contains("entry 5 is there a second time"));
    }

    [Test]
    public void A_tail_that_was_cut_off_is_found([Range(1, 5)] int entries)
    {
        Write(Lines()[..^entries]);

        Assert.That(Verify().Select(finding => finding.Entry).Distinct(), Is.EquivalentTo(Enumerable.Range(6 - entries, entries)));
        Assert.That(Verify().Select(finding => finding.Found), Has.All.Contains("is missing"));
    }

    [Test]
    public void A_tail_cut_off_in_the_middle_of_a_line_is_found()
    {
        File.WriteAllBytes(Chain, File.ReadAllBytes(Chain)[..^7]);

        Assert.That(Verify().Select(finding => finding.Entry), Has.All.EqualTo((long?)5));
    }

    [Test]
    public void An_answer_from_a_chain_that_lost_an_entry_says_so([Range(1, 5)] int entry)
    {
        Write([.. Lines().Where((_, index) => index != entry - 1)]);

        Assert.That(
            AuditLookup
                .Ask(new FileSystem(), scene.AuditFolder, 1, [], long.MaxValue, LedgerWitness.Of(scene.Ledger))
                .Findings.Select(finding => finding.Entry),
            Does.Contain((long?)entry));
    }

    [Test]
    public void A_chain_that_is_gone_is_found()
    {
        Directory.Delete(scene.AuditFolder, recursive: true);

        Assert.That(
            Verify().Where(finding => finding.ToString().Contains("the ledger", StringComparison.Ordinal)).Select(finding => finding.Entry),
            Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_chain_that_was_written_anew_from_an_entry_on_agrees_with_itself_but_not_with_those_who_know_it([Range(1, 5)] int from)
    {
        Rewrite(from);

        Assert.That(
            new AuditVerifier(new FileSystem(), scene.AuditFolder, null).Payloads().Result.Findings,
            Is.Empty,
            "it agrees with itself");
        var findings = Verify()
            .ToLookup(finding =>
                finding.Expected.Contains("the ledger", StringComparison.Ordinal) ? "ledger"
                : finding.Expected.Contains(".json", StringComparison.Ordinal) ? "file"
                : "");
        Assert.That(findings["ledger"].Select(finding => finding.Entry), Is.EqualTo(Enumerable.Range(from, 6 - from)));
        Assert.That(findings["file"].Count(), Is.EqualTo(7 - from), "the manifests, and the last day's anchor");
    }

    [Test]
    public void Each_manifest_alone_shows_that_the_chain_was_written_anew()
    {
        var manifests = scene
            .Published("viikko")
            .Select(delivery => Path.Combine(scene.OutboxFolderOf(delivery), delivery.Manifest!.Name))
            .ToList();
        Rewrite(2);

        Assert.That(
            manifests.Select(manifest =>
                new AuditVerifier(new FileSystem(), scene.AuditFolder, null).Manifest(manifest).Result.Findings.Count),
            Is.EqualTo(new[] { 0, 1, 1, 1, 1 }));
    }

    [Test]
    public void The_anchor_alone_shows_that_the_chain_was_written_anew()
    {
        Rewrite(1);

        Assert.That(
            new AuditVerifier(new FileSystem(), scene.AuditFolder, null).Anchors().Result.Findings.Single().Expected,
            Does.Contain("anchors/2026-02-02.json"));
    }

    [Test]
    public void An_entry_of_a_delivery_that_the_ledger_never_had_is_found()
    {
        var unknown = new AuditedDelivery(
            "viikko",
            DeliveryKey.Changes,
            9,
            "viikko",
            "DVV/0000/2026",
            "kaikki",
            new DeliveryWindow(8, 9),
            scene.Clock.Now);
        var tally = new DisclosureTally(Layouts.Catalog);
        var record = new Record();
        record.Add(Layouts.Catalog.Newest("004")!, (byte)'1');
        tally.Add(1, record);
        new AuditStore(scene.AuditFolder, scene.Clock, new DiskSync()).RecordDelivery(
            unknown,
            tally.ToContent(),
            new Dictionary<string, string> { ["stem.MTT"] = new('a', 64) },
            null);

        Assert.That(
            Verify().Single().ToString(),
            Does.StartWith("chain.jsonl line 6: it records viikko changes 9, which the ledger does not have"));
    }

    [Test]
    public void An_answer_about_a_delivery_or_list_that_the_ledger_never_had_is_found()
    {
        var store = new AuditStore(scene.AuditFolder, scene.Clock, new DiskSync());
        var stem = Path.GetFileNameWithoutExtension(scene.Published("viikko")[0].Manifest!.Name);
        _ = store.RecordAnswer(AuditedAnswer.Of("viikko", "viikko", stem + ".TAS", "{}"u8, 1));
        Assert.That(Verify(), Is.Empty);
        _ = store.RecordAnswer(AuditedAnswer.Of("viikko", "viikko", "38950_20260105_1.HTT.RES", "{}"u8, 1));

        Assert.That(
            Verify().Single().ToString(),
            Does.StartWith(
                "chain.jsonl line 7: it records 38950_20260105_1.HTT.RES of viikko, whose list or delivery the ledger does not have"));
    }

    [Test]
    public void A_night_on_a_broken_chain_says_so_every_time_and_writes_no_anchor()
    {
        Rewrite(3);
        foreach (var day in new[] { 29, 30 })
        {
            scene.Clock.Now = EngineScene.Monday.AddDays(day);
            var failure = Night().Run(scene.Observer).Single();
            Assert.That((failure.Permit, failure.Kind), Is.EqualTo((AuditNight.Name, Records.FailureKind.Integrity)));
        }

        Assert.That(Directory.GetFiles(Path.Combine(scene.AuditFolder, "anchors")), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_night_on_a_sound_chain_writes_down_where_it_stands()
    {
        scene.Clock.Now = EngineScene.Monday.AddDays(29);

        Assert.That(Night().Run(scene.Observer), Is.Empty);

        Assert.That(
            File.ReadAllText(Path.Combine(scene.AuditFolder, "anchors", "2026-02-03.json")),
            Is.EqualTo($$"""{"day":"2026-02-03","sequence":5,"head":"{{HashOf(Lines()[4])}}"}""" + "\n"));
    }

    [Test]
    public void Deliveries_from_before_the_audit_are_reported_and_are_no_fault()
    {
        using var ledger = SqliteLedger.Open(Path.Combine(scene.AuditFolder, "old.db"));
        var old = ledger.Plan(Ledger.Some.BasePlan());
        ledger.MarkComposed(old.Id, Ledger.Some.Files(old), Ledger.Some.Counts, Ledger.Some.Time);
        File.Delete(Chain);
        File.Delete(Path.Combine(scene.AuditFolder, "head.json"));

        var result = new AuditVerifier(new FileSystem(), scene.AuditFolder, LedgerWitness.Of(ledger)).Ledger().Result;

        Assert.That(
            (result.Findings, result.Notes.Single()),
            Is.EqualTo(
                (
                    Array.Empty<AuditFinding>(),
                    "1 deliveries were composed before this audit was kept; only their files show who was in them.")));
    }

    private IReadOnlyList<AuditFinding> Verify() => scene.Published("viikko").Aggregate(
        new AuditVerifier(new FileSystem(), scene.AuditFolder, LedgerWitness.Of(scene.Ledger)).Payloads().Ledger().Anchors(),
        (verifier, delivery) => verifier.Manifest(Path.Combine(scene.OutboxFolderOf(delivery), delivery.Manifest!.Name))).Result.Findings;

    private string[] Lines() => File.ReadAllLines(Chain);

    private void Write(IEnumerable<string> lines) => File.WriteAllText(Chain, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>An attack by a process that may write everywhere in the audit folder: another number of persons, and all hashes
    /// recomputed.</summary>
    private void Rewrite(int from)
    {
        var lines = Lines();
        var previous = from == 1 ? AuditEntry.NoHash : HashOf(lines[from - 2]);
        for (var index = from - 1; index < lines.Length; index++)
        {
            var entry = JsonNode.Parse(lines[index])!;
            entry["previous"] = previous;
            if (index == from - 1)
            {
                entry["persons"] = 0;
            }

            lines[index] = entry.ToJsonString();
            previous = HashOf(lines[index]);
        }

        Write(lines);
    }

    private static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line + "\n")));

    private AuditNight Night()
    {
        var audit = new AuditStore(scene.AuditFolder, scene.Clock, new DiskSync());
        return new AuditNight(audit, scene.Settings.AuditYears, scene.Ledger);
    }
}
