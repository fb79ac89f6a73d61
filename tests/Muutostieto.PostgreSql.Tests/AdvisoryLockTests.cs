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
