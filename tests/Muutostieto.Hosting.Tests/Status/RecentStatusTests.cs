using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class RecentStatusTests
{
    private StatusScene scene = null!;
    private int read;

    [SetUp]
    public void SetUp()
    {
        scene = new StatusScene();
        read = 0;
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Who_looks_within_three_seconds_shares_one_reading_and_then_it_is_read_again()
    {
        var clock = new Stopped();
        var status = Recent(clock);
        var first = status.Read();
        clock.Passed = RecentStatus.Age - TimeSpan.FromTicks(1);
        Assert.That((status.Read(), read), Is.EqualTo((first, 1)));
        clock.Passed = RecentStatus.Age;
        Assert.That(status.Read(), Is.Not.SameAs(first));
        Assert.That(read, Is.EqualTo(2));
    }

    [Test]
    public void What_was_just_done_is_seen_at_once()
    {
        var status = Recent(new Stopped());
        Assert.That(status.Read().Permits[0].Last, Is.Null);
        scene.Publish();
        Assert.That(status.Read().Permits[0].Last, Is.Null);
        status.Forget();
        Assert.That(status.Read().Permits[0].Last!.Title, Is.EqualTo("kainuu base 1"));
    }

    [Test]
    public void Many_who_look_at_once_have_it_read_once()
    {
        var status = Recent(new Stopped());
        var seen = new ServiceStatus[16];
        Parallel.For(0, seen.Length, index => seen[index] = status.Read());
        Assert.That((seen.Distinct().Count(), read), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Those_who_come_during_a_slow_reading_wait_for_one_more_at_most()
    {
        var clock = new Stopped();
        using var isReading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var status = new RecentStatus(
            () =>
            {
                if (Interlocked.Increment(ref read) == 1)
                {
                    isReading.Set();
                    goOn.Wait();
                }

                clock.Passed += RecentStatus.Age;
                return scene.Source;
            },
            clock);
        var first = Task.Run(status.Read);
        isReading.Wait();
        clock.Passed += TimeSpan.FromSeconds(1);
        var others = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            status.Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Assert.That(() => clock.Asked, Is.GreaterThanOrEqualTo(10).After(10_000, 5));
        goOn.Set();
        Task.WaitAll([first, .. others]);
        Assert.That((read, others.Select(other => other.Result).Distinct().Count()), Is.EqualTo((2, 1)));
    }

    private RecentStatus Recent(TimeProvider clock) => new(
        () =>
        {
            read++;
            return scene.Source;
        },
        clock);

    private sealed class Stopped : TimeProvider
    {
        internal TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        internal int Asked => Volatile.Read(ref asked);

        private int asked;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref asked);
            return Passed.Ticks;
        }

        public override DateTimeOffset GetUtcNow() => Deliveries.Tests.Ledger.Some.Time;
    }
}
