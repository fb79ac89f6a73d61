using System.IO.Abstractions;
using Muutostieto.Audit.Copy;
using Muutostieto.Audit.Files;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.Audit.Tests.PostgreSql;
using Muutostieto.PostgreSql;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;

namespace Muutostieto.Audit.Tests.Copy;

/// <summary>A chain comes over with every line and payload, from files to a database and back, and is the same chain in both.</summary>
public sealed class AuditCopyTests
{
    private TrailInFiles files = null!;
    private TrailInDatabase database = null!;

    [SetUp]
    public void SetUp() => (files, database) = (new TrailInFiles(), new TrailInDatabase());

    [TearDown]
    public void TearDown()
    {
        files.Dispose();
        database.Dispose();
    }

    [Test]
    public async Task Lines_payloads_days_and_purges_come_over_and_back()
    {
        await FillAsync(files);
        var before = files.Verify();
        var there = ToDatabase();
        Assert.That(there.Select(table => (table.Table, table.Rows)), Is.EqualTo(new[] { ("chain", 8L), ("payload", 5L), ("head", 1L) }));
        Assert.That(database.Chain, Is.EqualTo(files.Chain));
        Assert.That(database.Payloads, Is.EqualTo(files.Payloads));
        AssertSame(database.Verify(), before);
        AssertSameAnswers(database, files);

        using var back = new TrailInFiles();
        Assert.That(ToFolder(back.Folder), Is.EqualTo(there));
        Assert.That(Contents(back.Folder), Is.EqualTo(Contents(files.Folder)));
        AssertSame(back.Verify(), before);
        AssertSameAnswers(back, files);
        Assert.That((database.Record(9, 5), files.Record(9, 5)), Is.EqualTo((back.Record(9, 5), back.Record(9, 5))));
        Assert.That((await database.AnswerAsync(null, 8)).Sequence, Is.EqualTo(10));
        Assert.That((await back.AnswerAsync(null, 8)).Sequence, Is.EqualTo(10));
        Assert.That(back.Verify().Findings.Concat(database.Verify().Findings), Is.Empty);
    }

    [SeededProperty(MaxTest = 10)]
    public void Segments_of_any_size_hold_the_same_lines(byte entries, ushort size)
    {
        using var own = new AuditScene();
        using var back = new AuditScene();
        using var target = new TrailInDatabase();
        var trail = AuditScene.StoreOf(own.Folder, own.Clock, NoDisk.Instance, size % 4000 + 1);
        for (var at = 0; at < entries % 40; at++)
        {
            trail.RecordQuestion(AuditScene.Question, at % 3 == 0 ? null : at);
        }

        var there = ToDatabase(own.Folder, target);
        var copied = ToFolder(back.Folder, target, size % 3000 + 1);
        Assert.That(copied, Is.EqualTo(there));
        Assert.That(Bytes(back), Is.EqualTo(Bytes(own)));
        Assert.That(back.Verify().Findings, Is.Empty);
        Assert.That(back.Store.RecordQuestion(AuditScene.Question, 1).Sequence, Is.EqualTo(entries % 40 + 1));
    }

    [Test]
    public void Persons_whose_removal_is_recorded_and_was_broken_off_are_not_copied()
    {
        files.Record(1, 1, 2);
        var kept = files.Payloads["persons/000001.bin"];
        files.Clock.Now = files.Clock.Now.AddYears(6);
        files.Trail.Purge(5, new Witness());
        files.WritePayload("persons/000001.bin", kept);
        Assert.That(ToDatabase()[1].Rows, Is.Zero);
        Assert.That(database.Verify().Findings, Is.Empty);
    }

    [Test]
    public void What_an_append_that_broke_off_left_is_not_copied()
    {
        files.Record(1, 1, 2);
        var chain = files.Chain;
        File.AppendAllText(Path.Combine(files.Folder, "chain.jsonl"), "{\"seq\":2,");
        files.WritePayload("persons/000002.bin", [1, 2, 3]);
        ToDatabase();
        Assert.That(database.Chain, Is.EqualTo(chain));
        Assert.That(database.Payloads.Keys, Is.EqualTo(new[] { "persons/000001.bin" }));
        AssertSame(database.Verify(), files.Verify());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_payload_that_was_changed_or_removed_is_refused_with_its_place(bool isFiles)
    {
        TrailScene scene = isFiles ? files : database;
        await FillAsync(scene);
        var right = scene.Payloads["persons/000005.bin"];
        scene.WritePayload("persons/000005.bin", [.. right, 1]);
        AssertRefused(isFiles, scene.PlaceOf("persons/000005.bin") + ": the ", " was changed, expected the persons of entry 5");
        scene.RemovePayload("persons/000005.bin");
        AssertRefused(isFiles, scene.PlaceOf("persons/000005.bin") + ": the ", " is missing, expected the persons of entry 5");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_chain_that_was_changed_or_cut_off_is_refused_with_its_place(bool isFiles)
    {
        TrailScene scene = isFiles ? files : database;
        await FillAsync(scene);
        var lines = scene.Lines;
        scene.Write(lines.Select((line, at) => at == 2 ? line.Replace("\"years\":5", "\"years\":6", StringComparison.Ordinal) : line));
        AssertRefused(isFiles, scene.PlaceOf(4), "one of the two was changed");
        scene.Write(lines);
        scene.Trail.WriteAnchor();
        scene.Write(lines[..^1]);
        AssertRefused(isFiles, "the chain was cut off");
    }

    [TestCase("chain.jsonl")]
    [TestCase("head.json")]
    [TestCase("index.jsonl")]
    [TestCase("persons/000001.bin")]
    [TestCase("segments/000000000009.jsonl")]
    public void A_folder_that_holds_anything_of_a_chain_is_refused(string name)
    {
        database.Record(1, 1);
        var path = Path.Combine(files.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        var failed = Assert.Throws<MuutostietoException>(() => ToFolder(files.Folder))!;
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failed.Message, Does.Contain("an audit chain is there already"));
        Assert.That(Directory.GetFiles(files.Folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_a_copy_that_was_killed_placed_is_removed_whichever_piece_was_the_last()
    {
        await FillAsync(database);
        Directory.CreateDirectory(AuditFolder.Anchors(files.Folder));
        File.WriteAllText(AuditFolder.Anchor(files.Folder, "2026-01-05"), "x");
        for (var placed = 0; placed < 4; placed++)
        {
            var target = Target(files.Folder, database);
            target.Write((_, _) => { });
            var pending = Path.Combine(files.Folder, "copying");
            foreach (var piece in new[] { "persons", "index.jsonl", "head.json", "chain.jsonl" }.Take(placed))
            {
                Directory.Move(Path.Combine(pending, piece), Path.Combine(files.Folder, piece));
            }

            var next = Target(files.Folder, database);
            next.Undo();
            next.Clear();
            next.RequireEmpty();
            Assert.That(
                Directory.GetFileSystemEntries(files.Folder).Select(Path.GetFileName), Is.EqualTo(new[] { "anchors" }), $"{placed}");
        }

        File.Delete(AuditFolder.Anchor(files.Folder, "2026-01-05"));
        ToFolder(files.Folder);
        AssertSame(files.Verify(), database.Verify());
    }

    [Test]
    public void Who_appends_waits_for_the_copy_and_a_missing_folder_is_not_made()
    {
        Assert.That(ToDatabase().Select(table => table.Rows), Is.All.Zero);
        Assert.That(Directory.Exists(files.Folder), Is.False);
        files.Record(1, 1);
        using (new AuditCopy(files.Folder).OpenSource(NoDisk.Instance))
        {
            Assert.That(
                () => File.Open(AuditFolder.Lock(files.Folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose(),
                Throws.InstanceOf<IOException>());
        }

        Assert.That(files.Record(2, 1).Sequence, Is.EqualTo(2));
    }

    private static async Task FillAsync(TrailScene scene)
    {
        scene.Record(1, 1, 2);
        await scene.AnswerAsync("user", 1, 3);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        scene.Trail.Purge(5, new Witness());
        await scene.AnswerAsync(null, 1);
        scene.Record(AuditScene.Delivery(2) with { Planned = scene.Clock.Now }, [1, 2, 3]);
        await scene.AnswerAsync("user", 2, 1);
        scene.Trail.RecordQuestion(AuditScene.Question, 1);
        scene.Record(AuditScene.Delivery(3) with { Planned = scene.Clock.Now }, [4]);
    }

    private static void AssertSame(AuditVerification one, AuditVerification other)
    {
        Assert.That(one.Findings, Is.Empty);
        Assert.That(
            (one.Head, one.Payloads, one.Purged, one.Compared), Is.EqualTo((other.Head, other.Payloads, other.Purged, other.Compared)));
    }

    private static void AssertSameAnswers(TrailScene one, TrailScene other)
    {
        foreach (var person in Enumerable.Range(1, 5))
        {
            var (here, there) = (one.Trail.Ask(person, [], 100, null), other.Trail.Ask(person, [], 100, null));
            Assert.That(
                System.Text.Json.JsonSerializer.Serialize(here), Is.EqualTo(System.Text.Json.JsonSerializer.Serialize(there)));
        }
    }

    private static SortedDictionary<string, byte[]> Contents(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => path != AuditFolder.Lock(folder))
            .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes),
        StringComparer.Ordinal);

    private static byte[] Bytes(AuditScene scene) =>
        [.. ChainSegment.All(new FileSystem(), scene.Folder).SelectMany(segment => File.ReadAllBytes(segment.Path))];

    private static IReadOnlyList<CopiedRows> ToDatabase(string folder, TrailInDatabase database)
    {
        using var source = new AuditCopy(folder).OpenSource(NoDisk.Instance);
        return StoreDatabase.Open(database.Database.ConnectionString, PostgreSqlAudit.Scripts).Write(connection =>
        {
            var copied = source.Write(connection, (_, _) => { });
            Assert.That(source.Read(connection, (_, _) => { }), Is.EqualTo(copied));
            return copied;
        });
    }

    private static IReadOnlyList<CopiedRows> ToFolder(string folder, TrailInDatabase database, long? segmentBytes = null)
    {
        var target = Target(folder, database, segmentBytes);
        target.RequireEmpty();
        var copied = target.Write((_, _) => { });
        Assert.That(target.Read((_, _) => { }), Is.EqualTo(copied));
        target.Place();
        target.Clear();
        return copied;
    }

    private static ChainToFolder Target(string folder, TrailInDatabase database, long? segmentBytes = null)
    {
        var store = StoreDatabase.Open(database.Database.ConnectionString, PostgreSqlAudit.Scripts);
        return new ChainToFolder(
            NoDisk.Instance,
            folder,
            new PostgreSqlArchive(new Lazy<StoreDatabase>(store), new FileSystem(), database.Folder),
            segmentBytes ?? FolderChainEnd.SegmentBytes);
    }

    private IReadOnlyList<CopiedRows> ToDatabase() => ToDatabase(files.Folder, database);

    private IReadOnlyList<CopiedRows> ToFolder(string folder) => ToFolder(folder, database);

    private void AssertRefused(bool isFiles, params string[] messages)
    {
        var failed = Assert.Throws<MuutostietoException>(() => _ = isFiles ? ToDatabase() : ToFolder(files.Folder))!;
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Integrity));
        foreach (var message in messages.Append("nothing was copied").Append("restore it from a backup, and copy again"))
        {
            Assert.That(failed.Message, Does.Contain(message));
        }

        if (isFiles)
        {
            Assert.That(database.Chain, Is.Empty);
        }
        else
        {
            Assert.That(File.Exists(Path.Combine(files.Folder, "chain.jsonl")), Is.False);
            Target(files.Folder, database).Clear();
        }
    }
}
