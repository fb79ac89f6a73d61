using System.Collections.Concurrent;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>Several workers on one ledger: a permit is one worker's, and a worker that lost it can do no harm when it wakes.</summary>
public sealed class WorkClaimsTests
{
    /// <summary>Longer than any test.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>Over at once: its holder is frozen, killed or cut off.</summary>
    private static readonly TimeSpan Over = TimeSpan.Zero;

    private static readonly string[] Kainuu = ["kainuu"];

    private PostgreSqlDatabase database = null!;
    private PostgreSqlLedger ledger = null!;

    [SetUp]
    public void SetUp()
    {
        database = LedgerDatabase.New();
        ledger = PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
    }

    [TearDown]
    public void TearDown()
    {
        ledger.Dispose();
        database.Dispose();
    }

    [Test]
    public void Each_permit_is_claimed_by_one_of_many_workers()
    {
        string[] permits = [.. Enumerable.Range(0, 60).Select(i => $"p{i}")];
        var claimed = new ConcurrentBag<WorkClaim>();
        Parallel.For(
            0,
            8,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            worker =>
            {
                while (ledger.Claims.TryClaim(permits, $"worker {worker}", Long) is { } claim)
                {
                    claimed.Add(claim);
                }
            });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(claimed.Select(claim => claim.Work), Is.EquivalentTo(permits));
            Assert.That(claimed.Select(claim => claim.Token), Is.Unique);
            Assert.That(ledger.Claims.TryClaim(permits, "late", Long), Is.Null);
        }
    }

    [Test]
    public void A_claim_is_free_for_others_when_it_is_given_back_or_its_time_is_over()
    {
        var first = ledger.Claims.TryClaim(Kainuu, "a", Long)!;
        Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Null);
        ledger.Claims.Release(first);
        var second = ledger.Claims.TryClaim(Kainuu, "b", Over)!;
        var third = ledger.Claims.TryClaim(Kainuu, "c", Long)!;
        Assert.That((first.Token < second.Token, second.Token < third.Token), Is.EqualTo((true, true)));
        ledger.Claims.Release(second);
        Assert.That(ledger.Claims.TryClaim(Kainuu, "d", Long), Is.Null, "a claim that is lost is not given back");
    }

    [Test]
    public void A_claim_is_prolonged_while_no_other_worker_has_taken_it()
    {
        var claim = ledger.Claims.TryClaim(Kainuu, "a", Over)!;
        Assert.That(ledger.Claims.TryProlong(claim, Long), Is.True, "late, but in time");
        Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Null);
        Assert.That(ledger.Claims.TryProlong(claim, Over), Is.True);
        Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Not.Null);
        Assert.That(ledger.Claims.TryProlong(claim, Long), Is.False);
    }

    [Test]
    public void A_claim_outlives_the_connections_of_its_holder()
    {
        var claim = ledger.Claims.TryClaim(Kainuu, "a", Long)!;
        database.CutConnections();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Null);
            Assert.That(ledger.Claims.TryProlong(claim, Long), Is.True);
        }
    }

    /// <summary>At every step at which a worker may have been frozen.</summary>
    [TestCase("plan")]
    [TestCase("compose")]
    [TestCase("begin to publish")]
    [TestCase("publish")]
    [TestCase("receive")]
    [TestCase("withdraw")]
    public void A_worker_that_wakes_after_another_has_taken_over_is_refused_and_changes_nothing(string step)
    {
        var frozen = ledger.Under(ledger.Claims.TryClaim(Kainuu, "frozen", Over)!);
        var delivery = step == "plan" ? null : frozen.Plan(Some.BasePlan());
        if (step is not ("plan" or "compose"))
        {
            frozen.MarkComposed(delivery!.Id, Some.Files(delivery), Some.Counts, Some.Time);
        }

        var other = ledger.Under(ledger.Claims.TryClaim(Kainuu, "other", Long)!);
        delivery = other.Plan(Some.BasePlan());
        other.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
        var before = other.MarkPublished(delivery.Id, Some.Time, "drop");
        Action woken = step switch
        {
            "plan" => () => frozen.Plan(Some.BasePlan(occurrence: "another", to: 120)),
            "compose" => () => frozen.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time),
            "begin to publish" => () => frozen.MarkPublishing(delivery.Id, Some.Time),
            "publish" => () => frozen.MarkPublished(delivery.Id, Some.Time.AddDays(1), "elsewhere"),
            "receive" => () => frozen.MarkReceived(delivery.Id, Some.Time),
            _ => () => frozen.Withdraw(delivery.Id, "late", Some.Time),
        };
        var refused = Assert.Throws<MuutostietoException>(woken)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(refused.Message, Does.Contain("another worker has taken over permit kainuu"));
            Assert.That(ledger.List().Single() with { Files = before.Files, Receipts = before.Receipts }, Is.EqualTo(before));
            Assert.That(frozen.List(), Has.Count.EqualTo(1), "it may read");
        }
    }

    [Test]
    public void The_database_itself_refuses_an_earlier_claim_to_write_to_a_delivery_of_a_later_one()
    {
        var earlier = ledger.Claims.TryClaim(Kainuu, "a", Over)!;
        var later = ledger.Under(ledger.Claims.TryClaim(Kainuu, "b", Long)!);
        var delivery = later.Plan(Some.BasePlan());
        Assert.That(database.Value($"SELECT token FROM ledger.delivery WHERE id = {delivery.Id}"), Is.GreaterThan(earlier.Token));
        Assert.Throws<Npgsql.PostgresException>(() => database.Execute($"UPDATE ledger.delivery SET token = {earlier.Token}"));
        Assert.Throws<Npgsql.PostgresException>(() => database.Execute("UPDATE ledger.claim SET token = 0"));
    }

    [Test]
    public void A_keeper_prolongs_the_claim_until_another_has_it_and_then_says_so()
    {
        var claim = ledger.Claims.TryClaim(Kainuu, "a", Over)!;
        using var keeper = new ClaimKeeper(ledger.Claims, claim, Long, new SetClock(Some.Time));
        keeper.Beat();
        Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Null, "prolonged");
        Assert.That(keeper.Lost.IsCancellationRequested, Is.False);
        ledger.Claims.Release(claim);
        var other = ledger.Claims.TryClaim(Kainuu, "b", Long)!;
        keeper.Beat();
        Assert.That(keeper.Lost.IsCancellationRequested, Is.True);
        keeper.Dispose();
        Assert.That(ledger.Claims.TryProlong(other, Long), Is.True, "the other one's stays");
    }

    [Test]
    public void A_keeper_that_does_not_reach_the_database_gives_up_after_the_lease()
    {
        var claim = ledger.Claims.TryClaim(Kainuu, "a", Long)!;
        var clock = new HandClock();
        using var keeper = new ClaimKeeper(ledger.Claims, claim, Long, clock);
        database.Execute("ALTER TABLE ledger.claim RENAME TO away");
        keeper.Beat();
        Assert.That(keeper.Lost.IsCancellationRequested, Is.False, "it may come back");
        clock.Elapsed = Long;
        keeper.Beat();
        Assert.That(keeper.Lost.IsCancellationRequested, Is.True);
        database.Execute("ALTER TABLE ledger.away RENAME TO claim");
    }

    [Test]
    public void A_worker_writes_to_the_permit_that_it_has_claimed_alone()
    {
        var other = ledger.Plan(Some.BasePlan("helsinki"));
        var held = ledger.Under(ledger.Claims.TryClaim(Kainuu, "a", Long)!);
        Assert.Throws<InvalidOperationException>(() => held.Plan(Some.BasePlan("helsinki", "again")));
        Assert.Throws<InvalidOperationException>(() => held.Withdraw(other.Id, "x", Some.Time));
        Assert.That(ledger.List().Single().State, Is.EqualTo(DeliveryState.Planned));
    }

    [Test]
    public void A_takeover_waits_for_the_write_that_is_under_way_or_passes_it_over()
    {
        var frozen = ledger.Claims.TryClaim(Kainuu, "a", Over)!;
        var during = (WorkClaim?)null;
        var store = PostgreSql.StoreDatabase.Open(database.ConnectionString, PostgreSqlLedger.Scripts);
        store.Write(connection =>
        {
            WorkClaims.Require(connection, "here", frozen);
            during = ledger.Claims.TryClaim(Kainuu, "b", Long);
            return 0;
        });
        Assert.That(during, Is.Null);
        Assert.That(ledger.Claims.TryClaim(Kainuu, "b", Long), Is.Not.Null);
    }

    [Test]
    public void Workers_that_freeze_and_wake_at_random_leave_every_delivery_once_and_chained()
    {
        string[] permits = ["a", "b", "c", "d"];
        const int Deliveries = 6;
        var refused = 0;
        Parallel.For(
            0,
            6,
            new ParallelOptions { MaxDegreeOfParallelism = 6 },
            worker =>
            {
                var random = new Random(worker);
                while (permits.Any(permit => ledger.List(new DeliveryFilter(permit, State: DeliveryState.Published)).Count < Deliveries))
                {
                    // Half of them are too slow for their claim.
                    if (ledger.Claims.TryClaim(permits, $"worker {worker}", random.Next(2) == 0 ? Over : Long) is not { } claim)
                    {
                        continue;
                    }

                    try
                    {
                        Work(ledger.Under(claim), claim.Work, random);
                        ledger.Claims.Release(claim);
                    }
                    catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
                    {
                        Interlocked.Increment(ref refused);
                        ledger.Claims.Release(claim);
                    }
                }
            });
        foreach (var permit in permits)
        {
            var chain = ledger.List(new DeliveryFilter(permit));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(chain.Select(delivery => delivery.State), Is.All.EqualTo(DeliveryState.Published));
                Assert.That(chain.Select(delivery => delivery.Window.To), Is.EqualTo(Numbers(chain.Count)));
                Assert.That(
                    chain.Skip(1).Select(delivery => (delivery.Window.From, delivery.Predecessor)),
                    Is.EqualTo(chain.SkipLast(1).Select(delivery => ((long?)delivery.Window.To, delivery.AsPredecessor()))));
            }
        }

        Assert.That(refused, Is.Positive, "some were refused");
    }

    /// <summary>Time passes as the test says.</summary>
    private sealed class HandClock : TimeProvider
    {
        internal TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(i => 100L * i);

    /// <summary>The next delivery of a permit, as an engine makes it, with a pause between steps in which a claim may be lost.</summary>
    private static void Work(PostgreSqlLedger held, string permit, Random random)
    {
        var head = held.Head(permit);
        var delivery = head is null ? held.Plan(Some.BasePlan(permit, "o1"))
            : head.State == DeliveryState.Published ? held.Plan(Some.ChangesPlan(head, $"o{head.Window.To / 100}", head.Window.To + 100))
            : head;
        Thread.Sleep(random.Next(4));
        held.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
        Thread.Sleep(random.Next(4));
        held.MarkPublishing(delivery.Id, Some.Time);
        held.MarkPublished(delivery.Id, Some.Time, "drop");
    }
}
