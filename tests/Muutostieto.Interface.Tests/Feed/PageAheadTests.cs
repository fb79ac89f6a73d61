using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>A page is fetched while the one before it is entered, and what is fetched too early harms nothing.</summary>
public sealed class PageAheadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task One_page_is_fetched_while_the_page_before_it_is_entered()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Calls.Clear();
        var seen = new List<int>();
        scene.BeforeWriting = () =>
        {
            // At the last page and at what comes after it nothing more is asked for.
            var expected = Math.Min(seen.Count + 2, 3);
            SpinWait.SpinUntil(() => scene.Calls.Count >= expected, Patience);
            Thread.Sleep(20);
            seen.Add(scene.Calls.Count);
        };
        _ = await scene.RunAsync(Page(11, "A", isLast: false), Page(12, "B", isLast: false), Page(13, "C")).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(seen.Take(3), Is.EqualTo(new[] { 2, 3, 3 }));
            Assert.That(scene.Texts(FeedScene.Aino, "004", "etunimet"), Is.EqualTo(new[] { "C" }));
        });
    }

    [Test]
    public async Task Pages_of_a_list_are_asked_for_one_after_the_other()
    {
        using var scene = await FeedScene.LoadedAsync(FeedScope.List).ConfigureAwait(false);
        scene.Calls.Clear();
        var seen = new List<int>();
        scene.BeforeWriting = () =>
        {
            Thread.Sleep(20);
            seen.Add(scene.Calls.Count);
        };
        _ = await scene.RunAsync(Page(11, "A", isLast: false), Page(12, "B")).ConfigureAwait(false);
        Assert.That(seen.Take(2), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_page_that_is_fetched_ahead_is_thrown_away_when_the_one_before_it_is_refused()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        scene.Calls.Clear();
        scene.BeforeWriting = () => SpinWait.SpinUntil(() => scene.Calls.Count == 2, Patience);
        var failure = await FeedScene.FailureAsync(() => scene.RunAsync(
            FeedScene.Page(11, false, FeedScene.Element("not a code", FeedScene.Name("A"))), Page(12, "B"))).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(scene.Calls, Has.Count.EqualTo(2));
            Assert.That(scene.Register.Source()!.Key, Is.EqualTo(10));
            Assert.That(scene.Texts(FeedScene.Aino, "004", "etunimet"), Is.EqualTo(new[] { "Aino" }));
        });
        scene.Calls.Clear();
        _ = await scene.RunAsync(Page(11, "A", isLast: false), Page(12, "B")).ConfigureAwait(false);
        Assert.That(scene.Calls[0], Does.Contain("""{"viimeisinKirjausavain":10}"""));
        Assert.That(scene.Texts(FeedScene.Aino, "004", "etunimet"), Is.EqualTo(new[] { "B" }));
    }

    [Test]
    public async Task A_page_that_is_fetched_ahead_is_not_entered_after_a_stop()
    {
        using var scene = await FeedScene.LoadedAsync().ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        scene.Calls.Clear();
        scene.BeforeWriting = () =>
        {
            SpinWait.SpinUntil(() => scene.Calls.Count == 2, Patience);
            stop.Cancel();
        };
        await Assert.ThatAsync(
            () => scene.RunAsync(stop.Token, Page(11, "A", isLast: false), Page(12, "B")),
            Throws.InstanceOf<OperationCanceledException>()).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(scene.Register.Source()!.Key, Is.EqualTo(11));
            Assert.That(scene.Texts(FeedScene.Aino, "004", "etunimet"), Is.EqualTo(new[] { "A" }));
        });
    }

    private static string Page(long key, string name, bool isLast = true) =>
        FeedScene.Page(key, isLast, FeedScene.Element(FeedScene.Aino, FeedScene.Name(name)));
}
