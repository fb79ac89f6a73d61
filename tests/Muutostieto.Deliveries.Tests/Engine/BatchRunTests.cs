using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

public sealed class BatchRunTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private ServiceScene scene = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new ServiceScene();
        scene.Drops("default", "other");
        scene.Permit("eka", "FREQ=WEEKLY;BYDAY=MO", "02:30");
        scene.Permit("toka", "FREQ=WEEKLY;BYDAY=MO", "02:30", drop: "other");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task A_drop_that_hangs_delays_no_other()
    {
        scene.Limits.Dispose();
        scene.Limits = new RunLimits(1);
        TaskCompletionSource hangs = new(), delivered = new();
        var real = scene.Drop;
        scene.Drop = name => new FaultyDrop(real(name), name == "default" ? () => hangs.Task : () => Task.CompletedTask, () =>
            (name == "other" ? delivered : hangs).TrySetResult());

        var run = scene.RunAsync();
        await delivered.Task.WaitAsync(Patience);
        Assert.That(run.IsCompleted, Is.False);
        hangs.SetResult();
        var result = await run.WaitAsync(Patience);
        Assert.That((result.Deliveries.Count, result.Failures.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task While_one_permit_pauses_before_another_try_the_others_on_the_same_drop_are_delivered()
    {
        scene.Permit("toka", "FREQ=WEEKLY;BYDAY=MO", "02:30");
        scene.Limits.Dispose();
        scene.Limits = new RunLimits(1);
        scene.Retry = new RetryPolicy(TimeSpan.FromHours(1), scene.Clock, new Random(1));
        var real = scene.Drop;
        var tries = 0;
        scene.Drop = name => new FaultyDrop(real(name), recipient =>
            recipient == "saaja-eka" && tries++ < 3 ? throw FaultyDrop.Refused() : Task.CompletedTask);
        var watch = new Notes();

        var result = await scene.RunAsync(observer: watch).WaitAsync(Patience);

        Assert.That(result.Failure, Is.EqualTo(FailureKind.None));
        Assert.That(scene.Clock.Pauses, Has.Count.EqualTo(3).And.Ordered);
        Assert.That(
            watch.Lines.Where(line => line.StartsWith("again", StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Repeat("again eka base 1", 3)));
    }

    [Test]
    public async Task What_a_drop_does_not_take_for_good_is_not_tried_again_and_the_other_permit_is_delivered()
    {
        scene.Retry = new RetryPolicy(TimeSpan.FromHours(1), scene.Clock, new Random(1));
        var real = scene.Drop;
        scene.Drop = name => new FaultyDrop(real(name), () =>
            name == "default" ? throw new MuutostietoException(FailureKind.Fault, "no room") : Task.CompletedTask);

        var result = await scene.RunAsync();

        Assert.That(result.Failures, Is.EqualTo(new[] { new BatchFailure("eka", FailureKind.Fault, "no room") }));
        Assert.That(result.Deliveries.Select(delivery => delivery.Permit), Is.EqualTo(new[] { "toka" }));
        Assert.That(scene.Clock.Pauses, Is.Empty);
    }

    [Test]
    public async Task What_was_left_is_finished_by_the_next_run_as_it_was_planned()
    {
        var real = scene.Drop;
        scene.Drop = name => new FaultyDrop(real(name), () => name == "default" ? throw FaultyDrop.Refused() : Task.CompletedTask);
        var first = await scene.RunAsync();
        Assert.That(first.Failure, Is.EqualTo(FailureKind.Transient));
        scene.Happen();
        scene.Drop = real;

        var second = await scene.RunAsync();

        Assert.That(second.Deliveries.Single().Title, Is.EqualTo("eka base 1"));
        Assert.That(scene.Ledger.List().Select(delivery => delivery.Window.To).Distinct().Count(), Is.EqualTo(1), "the window stayed");
    }

    [Test]
    public async Task Three_missed_weeks_are_one_delivery_that_says_so()
    {
        await scene.RunAsync();
        scene.Clock.Now = new DateTimeOffset(2026, 1, 20, 12, 0, 0, TimeSpan.FromHours(2));
        scene.Happen();
        var watch = new Notes();

        var result = await scene.RunAsync("eka", watch);

        string[] covers = ["2026-01-05T02:30:00+02:00", "2026-01-12T02:30:00+02:00", "2026-01-19T02:30:00+02:00"];
        var made = result.Deliveries.Single();
        Assert.That(watch.Lines, Does.Contain("makes up eka changes 1: 3"));
        Assert.That(
            scene.Manifest(made, "default"),
            Does.Contain($"\"covers\": [\n      \"{string.Join("\",\n      \"", covers)}\"\n    ]"));
        scene.Clock.Now = scene.Clock.Now.AddDays(7);
        Assert.That(scene.Manifest((await scene.RunAsync("eka")).Deliveries.Single(), "default"), Does.Not.Contain("covers"));
    }

    [Test]
    public async Task Only_the_permit_that_is_woken_is_served() =>
        Assert.That((await scene.RunAsync("toka")).Deliveries.Select(delivery => delivery.Permit), Is.EqualTo(new[] { "toka" }));

    [Test]
    public async Task Days_that_holidays_move_together_are_one_delivery()
    {
        scene.Permit("eka", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "02:30", "next-working-day");
        scene.Clock.Now = new DateTimeOffset(2026, 12, 23, 12, 0, 0, TimeSpan.FromHours(2));
        await scene.RunAsync("eka");
        for (var day = 0; day < 6; day++)
        {
            scene.Clock.Now = scene.Clock.Now.AddDays(1);
            await scene.RunAsync("eka");
        }

        var changes = scene.Ledger.List(new DeliveryFilter("eka", DeliveryKind.Changes));
        Assert.That(
            changes.Select(delivery => delivery.Occurrence),
            Is.EqualTo(new[] { "2026-12-28T02:30+02:00", "2026-12-29T02:30+02:00" }));
        Assert.That(
            scene.Manifest(changes[0], "default"),
            Does.Contain("2026-12-24T02:30").And.Contain("2026-12-25T02:30").And.Contain("2026-12-28T02:30"));
    }

    [Test]
    public async Task An_occurrence_that_was_delivered_is_not_delivered_again_when_the_holiday_rule_changes()
    {
        scene.Permit("eka", "FREQ=WEEKLY;BYDAY=FR", "02:30");
        scene.Clock.Now = new DateTimeOffset(2026, 12, 24, 12, 0, 0, TimeSpan.FromHours(2));
        await scene.RunAsync("eka");
        scene.Clock.Now = scene.Clock.Now.AddDays(1);
        await scene.RunAsync("eka");
        scene.Permit("eka", "FREQ=WEEKLY;BYDAY=FR", "02:30", "next-working-day");
        scene.Clock.Now = scene.Clock.Now.AddDays(3);

        Assert.That((await scene.RunAsync("eka")).Deliveries, Is.Empty);
        Assert.That(scene.Ledger.List(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_new_rhythm_makes_no_new_base()
    {
        await scene.RunAsync("eka");
        scene.Permit("eka", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "04:00", "next-working-day");
        scene.Clock.Now = scene.Clock.Now.AddDays(14);

        Assert.That((await scene.RunAsync("eka")).Deliveries.Single().Kind, Is.EqualTo(DeliveryKind.Changes));
    }

    [Test]
    public async Task A_run_that_is_stopped_is_finished_by_the_next()
    {
        var real = scene.Drop;
        using var stop = new CancellationTokenSource();
        scene.Drop = name => new FaultyDrop(real(name), async () =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop.Token);
        });
        Assert.That(async () => await scene.RunAsync(cancellation: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        scene.Drop = real;

        Assert.That((await scene.RunAsync()).Deliveries, Has.Count.EqualTo(2));
        Assert.That(scene.Ledger.List().Select(delivery => delivery.State), Is.All.EqualTo(DeliveryState.Published));
    }

    private sealed class Notes : IDeliveryObserver
    {
        private readonly Lock gate = new();

        public List<string> Lines { get; } = [];

        public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total) => null;

        public void End(Delivery delivery, DeliveryStep step)
        {
        }

        public void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers) => Note($"makes up {delivery.Title}: {covers.Count}");

        public void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause) => Note($"again {delivery.Title}");

        private void Note(string line)
        {
            lock (gate)
            {
                Lines.Add(line);
            }
        }
    }
}
