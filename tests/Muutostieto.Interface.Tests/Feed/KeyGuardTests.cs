using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>A source that goes beyond what it can have, or never ends, is stopped; a second feed enters nothing.</summary>
public sealed class KeyGuardTests
{
    private const string Aino = FeedScene.Aino;

    [TestCase(1_000_011, 10)]
    [TestCase(long.MaxValue, 999_999)]
    public async Task A_key_beyond_the_newest_is_refused(long key, long newest)
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Newest = newest;
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(Page(key))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
            Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.LoadAgain>());
            Assert.That(failure.Message, Does.Contain($"{key}").And.Contain($"{newest}"));
            Assert.That(scene.Register.Source()!.Key, Is.EqualTo(10));
            Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aino" }));
        });
    }

    [Test]
    public async Task A_long_step_that_the_source_has_made_is_entered()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Newest = 5_000_001;
        _ = await scene.RunAsync(Page(5_000_000)).ConfigureAwait(false);
        Assert.That(scene.Register.Source()!.Key, Is.EqualTo(5_000_000));
        Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aune" }));
    }

    [Test]
    public async Task Keys_that_grow_little_by_little_beyond_the_newest_are_refused_in_time()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Source = scene.Source with { PagesOfCheck = 3 };
        scene.Newest = 12;
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(
            [.. Enumerable.Range(11, 9).Select(key => Page(key, isLast: false))])).ConfigureAwait(false);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(scene.Register.Source()!.Key, Is.EqualTo(12));
    }

    [Test]
    public async Task Pages_without_end_that_change_nothing_come_to_an_end_and_the_next_run_goes_on()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Source = scene.Source with { MostPagesWithoutChange = 4 };
        string[] pages = [Page(11, isLast: false), .. Enumerable.Range(12, 9).Select(key => FeedScene.Page(key, isLast: false))];
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(pages)).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(failure.Message, Does.Contain("4 pages in a row that change nothing").And.Contain("15"));
            Assert.That(scene.Register.Source()!.Key, Is.EqualTo(15));
        });
        scene.Pages.Clear();
        scene.Calls.Clear();
        _ = await scene.RunAsync(FeedScene.Page(16, isLast: false), FeedScene.Page(17)).ConfigureAwait(false);
        Assert.That(scene.Calls[0], Does.Contain(":15}"));
    }

    [Test]
    public async Task A_long_run_tells_how_far_it_has_come()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Source = scene.Source with { PagesOfCheck = 2 };
        scene.Newest = 100;
        _ = await scene.RunAsync([.. Enumerable.Range(11, 5).Select(key => Page(key, key == 15))]).ConfigureAwait(false);
        Assert.That(
            scene.Progress.Select(report => (report.Calls, report.Elements, report.SourceKey)),
            Is.EqualTo(new[] { (2, 2L, 12L), (4, 4L, 14L) }));
    }

    [Test]
    public async Task Of_two_feeds_at_once_one_enters_a_page_and_the_other_stops()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.BeforeWriting = () =>
        {
            scene.BeforeWriting = () => { };
            using var writer = SqliteRegister.OpenWrite(scene.Path);
            using var transaction = writer.Begin();
            transaction.Source.Keep(scene.Register.Source()! with { Key = 11 });
            transaction.Commit();
        };
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(Page(11))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(failure.Remedy, Is.InstanceOf<FeedRemedy.Run>());
            Assert.That(scene.Texts(Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aino" }));
        });
    }

    [Test]
    public async Task Pages_without_a_change_leave_the_source_s_key_of_what_was_there()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        _ = await scene.RunAsync(Page(11)).ConfigureAwait(false);
        var at = scene.Register.LatestKey();
        _ = await scene.RunAsync(FeedScene.Page(12, isLast: false), FeedScene.Page(15)).ConfigureAwait(false);
        Assert.That((scene.Register.SourceKeyAt(at), scene.Register.Source()!.Key), Is.EqualTo((11, 15)));
        scene.Newest = 3;
        _ = await scene.LoadAsync(again: true).ConfigureAwait(false);
        Assert.That(scene.Register.SourceKeyAt(scene.Register.LatestKey()), Is.EqualTo(3), "keys of another source, or an older one");
    }

    private static string Page(long key, bool isLast = true) =>
        FeedScene.Page(key, isLast, FeedScene.Element(Aino, FeedScene.Name("Aune")));
}
