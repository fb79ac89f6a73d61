namespace Muutostieto.PostgreSql.Tests;

/// <summary>A lock of the database has one holder on all machines, and none when that is gone.</summary>
public sealed class AdvisoryLockTests
{
    private static readonly StoreScripts Nothing = new("nothing", "the store", [new("SELECT 1")]);

    private PostgreSqlDatabase database = null!;
    private StoreDatabase store = null!;

    [SetUp]
    public void SetUp()
    {
        database = PostgreSqlCluster.Shared.NewDatabase();
        StoreMigration.Apply(database.ConnectionString, [Nothing]);
        store = StoreDatabase.Open(database.ConnectionString, Nothing);
    }

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void One_of_many_takes_it_and_the_others_learn_who()
    {
        var taken = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
            .Select(i => AdvisoryLock.TryTake(store, "run", $"process {i}")).ToList();
        using var held = taken.OfType<AdvisoryLock>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(held.IsHeld);
            Assert.That(AdvisoryLock.HolderOf(store, "run"), Is.EqualTo($"process {taken.IndexOf(held)}"));
            Assert.That(AdvisoryLock.HolderOf(store, "other"), Is.Null);
        }
    }

    [Test]
    public void It_is_free_when_its_holder_lets_go()
    {
        AdvisoryLock.TryTake(store, "run", "a")!.Dispose();
        Assert.That(() => AdvisoryLock.HolderOf(store, "run"), Is.Null.After(5).Seconds.PollEvery(20).MilliSeconds);
        using var next = AdvisoryLock.TryTake(store, "run", "b");
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public async Task A_holder_that_gives_no_sign_of_life_is_taken_for_dead()
    {
        using var alive = AdvisoryLock.TryTake(store, "run", "a", isShared: true, signSeconds: 1, longestSilenceSeconds: 4)!;
        using var frozen = AdvisoryLock.TryTake(store, "other", "b", isShared: false, signSeconds: 600, longestSilenceSeconds: 4)!;
        await Task.Delay(TimeSpan.FromSeconds(6));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AdvisoryLock.HolderOf(store, "run"), Is.EqualTo("a"));
            Assert.That(AdvisoryLock.HolderOf(store, "other"), Is.Null);
            Assert.That((alive.IsHeld, frozen.IsHeld), Is.EqualTo((true, false)));
        }
    }

    [Test]
    public void One_is_shared_by_those_who_share_it_and_kept_from_others()
    {
        using (var first = AdvisoryLock.TryTake(store, "run", "a", isShared: true))
        using (var second = AdvisoryLock.TryTake(store, "run", "b", isShared: true))
        {
            Assert.That((first, second), Is.Not.EqualTo(((AdvisoryLock?)null, (AdvisoryLock?)null)));
            Assert.That(AdvisoryLock.TryTake(store, "run", "c"), Is.Null);
            Assert.That(AdvisoryLock.HolderOf(store, "run"), Is.EqualTo("a").Or.EqualTo("b"));
        }

        using var alone = AdvisoryLock.TryTake(store, "run", "c");
        Assert.That(alone, Is.Not.Null);
        Assert.That(AdvisoryLock.TryTake(store, "run", "d", isShared: true), Is.Null);
    }

    [Test]
    public void A_holder_that_was_cut_off_holds_it_no_more()
    {
        using var held = AdvisoryLock.TryTake(store, "run", "a")!;
        database.CutConnections();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(held.IsHeld, Is.False);
            Assert.That(held.IsHeld, Is.False);
            Assert.That(AdvisoryLock.HolderOf(store, "run"), Is.Null);
        }

        using var next = AdvisoryLock.TryTake(store, "run", "b");
        Assert.That(next, Is.Not.Null);
    }
}
