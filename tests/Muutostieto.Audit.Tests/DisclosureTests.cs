using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Tests;

/// <summary>Answers of the interface: recorded together, at a cost that does not grow, and whole whatever fails.</summary>
public sealed class DisclosureTests
{
    private const string User = "010190-912X";
    private AuditScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new AuditScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task An_append_reads_and_touches_no_more_after_thousands_of_entries_than_after_ten()
    {
        var store = scene.OfSmallSegments;
        await FillAsync(store, 10);
        var few = await CostAsync();
        await FillAsync(store, 3000);
        var many = await CostAsync();

        // Numbers have some more digits.
        Assert.That(many.Bytes, Is.InRange(few.Bytes - 50, few.Bytes + 50).And.LessThan(2000));
        Assert.That(many.Calls, Is.EqualTo(few.Calls));
    }

    [Test]
    public async Task Those_who_record_while_others_are_written_are_written_together()
    {
        using var entered = new SemaphoreSlim(0);
        using var free = new SemaphoreSlim(0);
        var isHeld = true;
        var disk = new MeteredDisk(name =>
        {
            if (isHeld)
            {
                entered.Release();
                free.Wait();
            }
        });
        var store = new AuditStore(scene.Folder, scene.Clock, disk);

        var first = AuditScene.AnswerAsync(store, null, 1);
        await entered.WaitAsync();
        var others = Enumerable.Range(2, 99).Select(person => AuditScene.AnswerAsync(store, null, person)).ToList();
        Assert.That(others.Exists(other => other.IsCompleted), Is.False);
        isHeld = false;
        free.Release();
        var heads = await Task.WhenAll([first, .. others]);

        Assert.That(heads.Select(head => head.Sequence), Is.EqualTo(Enumerable.Range(1, 100)));
        Assert.That(
            disk.Flushed,
            Is.EqualTo(new[] { "2026-01-05.bin", "persons/", "chain.jsonl", "audit/", "2026-01-05.bin", "chain.jsonl" }));
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public async Task Killed_at_any_file_call_the_chain_stays_whole_and_has_what_was_promised()
    {
        var counted = new FailingDisk();
        await FillAsync(scene.Folder, counted, []);
        for (var failing = 1; failing <= counted.Calls; failing++)
        {
            using var other = new AuditScene();
            var promised = new List<AuditHead>();
            try
            {
                await FillAsync(other.Folder, new FailingDisk(failing), promised);
            }
            catch (Exception killed) when (DiskFailure.Is(killed) || killed is MuutostietoException)
            {
                // As it is to be.
            }

            Assert.That(other.Verify().Findings, Is.Empty, $"call {failing}");
            var before = promised.ToList();
            var after = new List<AuditHead>();
            await FillAsync(other.Folder, NoDisk.Instance, after);
            var result = other.Verify();
            Assert.That((result.Findings.Count, result.Notes.Count), Is.EqualTo((0, 0)), $"call {failing}");
            Assert.That(
                other.Segments().SelectMany(File.ReadLines).Count(line => line.Contains("\"delivery\":{", StringComparison.Ordinal)),
                Is.EqualTo(2),
                $"call {failing}: each delivery once");
            var kept = other.Segments().SelectMany(File.ReadLines).Select(Hash).ToHashSet();
            Assert.That(before.Select(head => head.Hash), Is.SubsetOf(kept), $"call {failing}");
        }
    }

    [Test]
    public async Task A_group_that_broke_off_anywhere_is_cut_away_or_taken_in()
    {
        var store = scene.Store;
        await FillAsync(store, 2);
        var sound = File.ReadAllBytes(scene.Chain);
        var head = File.ReadAllBytes(Path.Combine(scene.Folder, "head.json"));
        await FillAsync(store, 3);
        var whole = File.ReadAllBytes(scene.Chain);
        for (var length = sound.Length; length <= whole.Length; length += 97)
        {
            File.WriteAllBytes(scene.Chain, whole[..length]);
            File.WriteAllBytes(Path.Combine(scene.Folder, "head.json"), head);

            var next = await AuditScene.AnswerAsync(scene.Store, null, 5);

            Assert.That(next.Sequence, Is.EqualTo(whole[..length].Count(one => one == '\n') + 1), $"{length} bytes");
            Assert.That(scene.Verify().Findings, Is.Empty, $"{length} bytes");
        }
    }

    [Test]
    public async Task A_group_that_fails_fails_for_each_of_it_and_the_next_is_recorded()
    {
        var store = new AuditStore(scene.Folder, scene.Clock, new FailingDisk(1));
        var failing = Enumerable.Range(1, 3).Select(person => AuditScene.AnswerAsync(store, null, person)).ToList();
        foreach (var one in failing.Take(1))
        {
            Assert.That(
                async () => await one, Throws.InstanceOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Transient));
        }

        Assert.That((await AuditScene.AnswerAsync(store, null, 9)).Sequence, Is.Positive);
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    [Test]
    public async Task When_the_folder_is_gone_no_other_chain_is_begun_in_its_place()
    {
        var store = scene.Store;
        await FillAsync(store, 2);
        Directory.Move(scene.Folder, scene.Folder + ".away");

        Assert.That(
            async () => await AuditScene.AnswerAsync(store, null, 3),
            Throws.InstanceOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));

        Assert.That(File.Exists(scene.Chain), Is.False);
        Directory.Delete(scene.Folder, recursive: true);
        Directory.Move(scene.Folder + ".away", scene.Folder);
        Assert.That((await AuditScene.AnswerAsync(store, null, 3)).Sequence, Is.EqualTo(3));
    }

    [Test]
    public void Who_waits_no_longer_is_not_recorded_before_its_turn()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            async () => await scene.Store.RecordDisclosureAsync(
                new AuditedInterfaceAnswer("mutpT1", "muutokset", 7, 9, 1, null, null, null), User, AuditScene.Content(1), cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(scene.Folder), Is.False);
    }

    [Test]
    public async Task A_user_is_in_no_file_but_the_day_s_persons_and_goes_with_them()
    {
        await AuditScene.AnswerAsync(scene.Store, User, 7);
        Assert.That(FilesWith(User), Is.EqualTo(new[] { "2026-01-05.bin" }));

        scene.Clock.Now = new DateTimeOffset(2031, 1, 5, 23, 59, 59, TimeSpan.Zero);
        Assert.That(scene.Store.Purge(5, new Witness()), Is.Zero, "the day has not been over for five years");
        scene.Clock.Now = scene.Clock.Now.AddSeconds(1);
        Assert.That(scene.Store.Purge(5, new Witness()), Is.EqualTo(1));

        Assert.That(FilesWith(User), Is.Empty);
        var (answer, result) = (scene.Store.Ask(7, [], long.MaxValue, null), scene.Verify());
        Assert.That((answer.Answers.Count, answer.PurgedAnswers, answer.Findings.Count), Is.EqualTo((0, 1, 0)));
        Assert.That((result.Findings.Count, result.Purged, result.Payloads), Is.EqualTo((0, 1, 0)));
        Assert.That(scene.Store.Purge(5, new Witness()), Is.Zero, "nothing twice");
    }

    private string[] FilesWith(string text) =>
    [
        .. Directory
            .GetFiles(scene.Folder, "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains(text, StringComparison.Ordinal))
            .Select(Path.GetFileName)!,
    ];

    private static string Hash(string line) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line + "\n")));

    private static Task FillAsync(AuditStore store, int answers) =>
        Task.WhenAll(Enumerable.Range(0, answers).Select(person => AuditScene.AnswerAsync(store, User, person)));

    /// <summary>Two deliveries, of which the second is in a later segment, and answers between and after them.</summary>
    private async Task FillAsync(string folder, IDiskSync disk, List<AuditHead> promised)
    {
        var store = AuditScene.StoreOf(folder, scene.Clock, disk, 1000);
        foreach (var number in new[] { 1, 2 })
        {
            promised.Add(
                store.RecordDelivery(AuditScene.Delivery(number), AuditScene.Content(number), AuditScene.Files("a"), null));
            promised.Add(await AuditScene.AnswerAsync(store, User, 10 + number));
            promised.Add(await AuditScene.AnswerAsync(store, User, 20 + number));
        }
    }

    private async Task<(long Bytes, int Calls)> CostAsync()
    {
        var (metered, counted) = (new MeteredDisk(), new FailingDisk());
        await AuditScene.AnswerAsync(AuditScene.StoreOf(scene.Folder, scene.Clock, metered, 1 << 30), User, 1);
        await AuditScene.AnswerAsync(AuditScene.StoreOf(scene.Folder, scene.Clock, counted, 1 << 30), User, 1);
        return (metered.BytesRead, counted.Calls);
    }
}
