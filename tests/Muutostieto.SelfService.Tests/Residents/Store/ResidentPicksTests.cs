using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Residents.Store;

/// <summary>A pick that waits is one worker's at a time, and what counts is what is recorded under the latest claim.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ResidentPicksTests(bool isInDatabase)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private SetClock clock = null!;
    private string folder = null!;
    private StorePlace place = null!;
    private SelfServiceStore store = null!;
    private ResidentPicks picks = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new SetClock(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));
        folder = Directory.CreateTempSubdirectory().FullName;
        place = new StorePlace(isInDatabase, folder);
        store = place.Open();
        picks = new ResidentPicks(store);
    }

    [TearDown]
    public void TearDown()
    {
        store.Dispose();
        place.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Many_workers_claim_each_pick_once()
    {
        const int Picks = 40;
        for (var number = 0; number < Picks; number++)
        {
            Add(number);
        }

        var claimed = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).SelectMany(_ =>
        {
            var own = new List<string>();
            using var another = place.Open();
            while (new ResidentPicks(another).Claim(clock, Lease, PickState.Counting) is { } pick)
            {
                own.Add(pick.Id);
            }

            return own;
        }).ToList();
        Assert.That(claimed, Is.Unique.And.Count.EqualTo(Picks));
    }

    [Test]
    public void The_oldest_that_no_one_has_comes_first_and_only_in_the_states_that_are_asked_for()
    {
        Add(2);
        Add(1);
        Assert.That(Claim()!.Id, Is.EqualTo("pick-1"));
        Assert.That(Claim()!.Id, Is.EqualTo("pick-2"));
        Assert.That(Claim(), Is.Null);
        Assert.That(picks.Claim(clock, Lease, PickState.Queued, PickState.Making), Is.Null);
    }

    [Test]
    public void What_a_worker_records_after_another_has_taken_over_changes_nothing()
    {
        Add(1);
        var late = Claim(TimeSpan.Zero)!;
        var now = Claim()!;
        Assert.That(now.Id, Is.EqualTo(late.Id), "its time was over");

        picks.Counted(late, 7, isBelowFive: false, price: null);
        picks.Failed(late, PickFault.Service);
        Assert.That(picks.Prolong(late, clock, Lease), Is.False);
        picks.Release(late, clock, rest: null);
        Assert.That(picks.Find(now.Id)!.State, Is.EqualTo(PickState.Counting));
        Assert.That(Claim(), Is.Null, "it is the other's");

        picks.Counted(now, 9, isBelowFive: false, price: 1.5m);
        Assert.That(picks.Find(now.Id)!.Persons, Is.EqualTo(9));
    }

    [Test]
    public void A_list_made_by_a_worker_that_lost_its_claim_is_recorded_by_the_one_that_took_over()
    {
        Add(1);
        var counted = Claim()!;
        picks.Counted(counted, 9, isBelowFive: false, price: null);
        picks.Release(counted, clock, rest: null);
        Assert.That(picks.Ask(counted, mostWaiting: 5, clock.GetUtcNow()), Is.Null);
        var late = picks.Claim(clock, TimeSpan.Zero, PickState.Queued, PickState.Making)!;
        picks.Making(late);
        var now = picks.Claim(clock, Lease, PickState.Queued, PickState.Making)!;
        picks.Again(late);
        picks.Made(late, 1, 9, clock.GetUtcNow());
        Assert.That(picks.Find(now.Id)!.State, Is.EqualTo(PickState.Making));
        picks.Made(now, 2, 9, clock.GetUtcNow());
        Assert.That((picks.Find(now.Id)!.State, picks.Find(now.Id)!.Number), Is.EqualTo((PickState.Made, (int?)2)));
    }

    [Test]
    public void A_claim_that_is_prolonged_holds_and_one_given_back_may_rest()
    {
        Add(1);
        var pick = Claim(TimeSpan.Zero)!;
        Assert.That(picks.Prolong(pick, clock, Lease));
        Assert.That(Claim(), Is.Null, "prolonged");
        picks.Release(pick, clock, rest: Lease);
        Assert.That(Claim(), Is.Null, "it rests");
        Assert.That(picks.Prolong(pick, clock, Lease), Is.False, "it was given back");
        picks.ReleaseAll();
        Assert.That(Claim(), Is.Null, "a rest is no claim");
    }

    [Test]
    public void What_was_left_by_a_process_that_was_killed_can_be_claimed_again()
    {
        Add(1);
        _ = Claim();
        picks.ReleaseAll();
        Assert.That(Claim()?.Id, Is.EqualTo("pick-1"));
    }

    private ResidentPick? Claim(TimeSpan? lease = null) => picks.Claim(clock, lease ?? Lease, PickState.Counting);

    private void Add(int number) => picks.Add(
        new ResidentPick
        {
            Id = FormattableString.Invariant($"pick-{number}"),
            User = "u",
            Recipient = "r",
            Permit = "p",
            Task = "t",
            Search = new ResidentSearch { Kind = ResidentSearchKind.All },
            Order = "{}",
            State = PickState.Counting,
            MayList = true,
            Created = clock.GetUtcNow().AddMinutes(number),
        },
        mostWaiting: 1000,
        mostSince: 1000,
        DateTimeOffset.MinValue);
}
