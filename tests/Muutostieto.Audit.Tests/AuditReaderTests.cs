using System.IO.Abstractions;
using Muutostieto.Audit.Files;

namespace Muutostieto.Audit.Tests;

/// <summary>Who was in a delivery, read without a lock and without an error.</summary>
public sealed class AuditReaderTests
{
    private AuditScene scene = null!;

    private AuditReader Reader => new(new FileSystem(), scene.Folder);

    [SetUp]
    public void SetUp() => scene = new AuditScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Every_entry_of_every_segment_has_the_persons_that_the_trail_has()
    {
        var store = scene.OfSmallSegments;
        var heads = Enumerable.Range(1, 20).Select(number => (
            Delivery: AuditScene.Delivery(number),
            Head: store.RecordDelivery(
                AuditScene.Delivery(number), AuditScene.Content(number, 7000 + number), AuditScene.Files("a"), null))).ToList();
        Assert.That(scene.Segments(), Has.Length.GreaterThan(2));

        foreach (var (delivery, head) in heads)
        {
            Assert.That(Reader.FindPersons(head), Is.EqualTo(store.PersonsOf(delivery.Key, head).Persons).And.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task It_reads_while_others_hold_the_lock_and_makes_nothing()
    {
        var head = scene.Record(AuditScene.Delivery(1), [3, 1]);
        _ = await AuditScene.AnswerAsync(scene.Store, null, 9);
        File.Delete(AuditFolder.Index(scene.Folder));
        var before = Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories);
        using var held = AuditLock.Acquire(new FileSystem(), scene.Folder);

        Assert.That(Reader.FindPersons(head), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
    }
}
