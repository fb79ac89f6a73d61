using System.IO.Abstractions;

namespace Muutostieto.Audit.Tests;

/// <summary>A chain of several files is one chain: nothing can be taken from it, added or exchanged without being found.</summary>
public sealed class SegmentTests
{
    private const int Entries = 20;
    private AuditScene scene = null!;
    private List<AuditHead> heads = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        scene = new AuditScene();
        heads = [];
        for (var entry = 1; entry <= Entries; entry++)
        {
            heads.Add(
                entry % 3 == 0
                    ? await AuditScene.AnswerAsync(scene.OfSmallSegments, "user", entry)
                    : Record(entry));
        }
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_segment_is_named_by_its_first_entry_and_the_chain_goes_on_in_it()
    {
        var segments = scene.Segments();
        var firsts = segments.Select(segment => File.ReadLines(segment).First()).ToList();

        Assert.That(segments, Has.Length.GreaterThan(3));
        Assert.That(
            segments.Skip(1).Select(Path.GetFileName),
            Is.EqualTo(firsts.Skip(1).Select(line => line[7..line.IndexOf(',', StringComparison.Ordinal)].PadLeft(12, '0') + ".jsonl")));
        var result = scene.Verify();
        Assert.That((result.Findings.Count, result.Notes.Count, result.Head), Is.EqualTo((0, 0, heads[^1])));
    }

    [Test]
    public void An_entry_of_any_segment_is_found_again([Values(1, 10, 20)] int entry)
    {
        Assert.That(Record(entry), Is.EqualTo(heads[entry - 1]));
        Assert.That(scene.Verify().Head, Is.EqualTo(heads[^1]));
    }

    [Test]
    public void Persons_are_found_in_all_segments()
    {
        var answer = scene.Store.Ask(6, [3, 4], long.MaxValue, null);

        Assert.That(answer.Answers.Select(one => one.Entry.Sequence), Is.EqualTo(new[] { 3, 6 }));
        Assert.That(answer.Disclosures.Select(one => one.Entry.Sequence), Is.EqualTo(new[] { 4 }));
        Assert.That(answer.Findings, Is.Empty);
    }

    [Test]
    public void A_segment_that_is_missing_is_found([Range(0, 3)] int segment)
    {
        var (name, first) = (Name(segment), First(segment));
        File.Delete(scene.Segments()[segment]);

        Assert.That(
            scene.Verify().Findings[0],
            Has.Property("Entry").EqualTo(first).And.Property("Place").EqualTo(name).And.Property("Found").Contains("is missing"));
        Assert.That(scene.Verify().Findings, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_last_segment_missing_is_found_by_the_head_beside_the_chain()
    {
        File.Delete(scene.Segments()[^1]);

        Assert.That(scene.Verify().Findings.Single().ToString(), Does.Contain($"entry {Entries} is missing").And.Contain("head.json"));
    }

    [Test]
    public void A_segment_cut_off_at_an_entry_s_end_is_found([Range(0, 3)] int segment)
    {
        var path = scene.Segments()[segment];
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, lines[..^1]);

        Assert.That(scene.Verify().Findings.Single().Entry, Is.EqualTo(First(segment) + lines.Length - 1));
    }

    [Test]
    public void A_segment_cut_off_in_an_entry_is_found_unless_it_is_the_last([Range(0, 2)] int segment)
    {
        var path = scene.Segments()[segment];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);

        Assert.That(
            scene.Verify().Findings.Select(finding => finding.Found),
            Has.Some.Contains("the one before it was cut off").And.Some.Contains("bytes that are no whole line"));
    }

    [Test]
    public void Two_segments_that_were_exchanged_are_found()
    {
        var segments = scene.Segments();
        File.Move(segments[1], segments[1] + ".kept");
        File.Move(segments[2], segments[1]);
        File.Move(segments[1] + ".kept", segments[2]);

        Assert.That(scene.Verify().Findings[0].Place, Is.EqualTo($"{Name(1)} line 1"));
    }

    [Test]
    public void A_changed_byte_of_any_segment_is_found([Range(0, 3)] int segment)
    {
        var path = scene.Segments()[segment];
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"persons\":1", "\"persons\":2", StringComparison.Ordinal));

        Assert.That(scene.Verify().Findings, Is.Not.Empty);
    }

    [Test]
    public void A_changed_byte_of_a_day_s_persons_is_found_and_not_answered_from()
    {
        var day = Path.Combine(scene.Folder, "persons", "2026-01-05.bin");
        var bytes = File.ReadAllBytes(day);
        bytes[^1] ^= 1;
        File.WriteAllBytes(day, bytes);

        Assert.That(
            scene.Verify().Findings.Single(),
            Has.Property("Entry").EqualTo(18).And.Property("Place").EqualTo("persons/2026-01-05.bin"));
        var answer = AuditLookup.Ask(new FileSystem(), scene.Folder, 18, [], long.MaxValue, null);
        Assert.That((answer.Answers.Count, answer.Findings.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_day_s_persons_that_were_cut_off_are_found()
    {
        var day = Path.Combine(scene.Folder, "persons", "2026-01-05.bin");
        File.WriteAllBytes(day, File.ReadAllBytes(day)[..^1]);

        Assert.That(scene.Verify().Findings.Single().Entry, Is.EqualTo(18));
    }

    [Test]
    public void A_day_s_persons_that_are_missing_are_found_for_each_of_its_entries()
    {
        File.Delete(Path.Combine(scene.Folder, "persons", "2026-01-05.bin"));

        Assert.That(scene.Verify().Findings.Select(finding => finding.Entry), Is.EqualTo(new[] { 3, 6, 9, 12, 15, 18 }));
    }

    [TestCase("head.json", null)]
    [TestCase("head.json", "")]
    [TestCase("head.json", "{}")]
    [TestCase("head.json", "{\"seq\":")]
    [TestCase("index.jsonl", null)]
    [TestCase("index.jsonl", "")]
    [TestCase("index.jsonl", "{}\n")]
    public void What_is_kept_beside_the_chain_is_made_anew_from_it(string name, string? content)
    {
        var path = Path.Combine(scene.Folder, name);
        var sound = File.ReadAllText(path);
        File.Delete(path);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        Assert.That(scene.Verify().Findings, Is.Empty);
        Assert.That(Record(1), Is.EqualTo(heads[0]), "it is not recorded a second time");
        Assert.That(File.ReadAllText(path), Is.EqualTo(sound));
        Assert.That(Record(21).Sequence, Is.EqualTo(Entries + 1));
        Assert.That((scene.Verify().Findings, scene.Verify().Notes), Is.EqualTo((Array.Empty<AuditFinding>(), Array.Empty<string>())));
    }

    [Test]
    public void An_index_that_was_changed_is_not_believed()
    {
        var path = Path.Combine(scene.Folder, "index.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("changes 2\"", "changes 9\"", StringComparison.Ordinal));

        Assert.That(Record(2), Is.EqualTo(heads[1]));
    }

    [Test]
    public void A_head_of_an_earlier_time_is_brought_up_to_the_chain([Values] bool withIndex)
    {
        var (head, index) = (Path.Combine(scene.Folder, "head.json"), Path.Combine(scene.Folder, "index.jsonl"));
        var (oldHead, oldIndex) = (File.ReadAllText(head), File.ReadAllText(index));
        for (var entry = 22; entry < 30; entry++)
        {
            Record(entry);
        }

        var (newHead, newIndex) = (File.ReadAllText(head), File.ReadAllText(index));
        File.WriteAllText(head, oldHead);
        File.WriteAllText(index, withIndex ? oldIndex : newIndex);

        Assert.That(Record(25).Sequence, Is.EqualTo(Entries + 4));
        Assert.That((File.ReadAllText(head), File.ReadAllText(index)), Is.EqualTo((newHead, newIndex)));
    }

    [Test]
    public void A_missing_head_is_noted()
    {
        File.Delete(Path.Combine(scene.Folder, "head.json"));

        Assert.That(scene.Verify().Notes.Single(), Does.StartWith("head.json is missing"));
    }

    private AuditHead Record(int entry) => scene.OfSmallSegments.RecordDelivery(
        AuditScene.Delivery(entry), AuditScene.Content(entry), AuditScene.Files("a"), null);

    private string Name(int segment) => segment == 0 ? "chain.jsonl" : $"segments/{Path.GetFileName(scene.Segments()[segment])}";

    private long First(int segment) =>
        segment == 0 ? 1 : long.Parse(Path.GetFileNameWithoutExtension(scene.Segments()[segment]), null);
}
