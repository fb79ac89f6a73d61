using Muutostieto.Deliveries.Engine;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

public sealed class RetryPolicyTests
{
    private readonly List<string> told = [];
    private LeapingClock clock = null!;
    private int tries;

    [SetUp]
    public void SetUp()
    {
        clock = new LeapingClock(new DateTimeOffset(2026, 11, 16, 0, 30, 0, TimeSpan.Zero));
        tries = 0;
        told.Clear();
    }

    [Test]
    public async Task What_passes_is_tried_again_until_it_succeeds()
    {
        Assert.That(await RunAsync(TimeSpan.FromHours(1), failures: 4), Is.EqualTo(5));
        Assert.That(told, Has.Count.EqualTo(4));
        Assert.That(clock.Pauses, Is.Ordered.And.All.InRange(TimeSpan.FromSeconds(7.5), TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void After_the_window_the_last_failure_is_left_to_the_next_run()
    {
        var began = clock.Now;
        Assert.That(
            () => RunAsync(TimeSpan.FromHours(1), int.MaxValue),
            Throws.InstanceOf<MuutostietoException>().With.Message.StartsWith("refused"));
        Assert.That(clock.Now - began, Is.InRange(TimeSpan.FromMinutes(45), TimeSpan.FromHours(1)));
        Assert.That(clock.Pauses, Has.Count.InRange(8, 14).And.All.LessThanOrEqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public void Without_a_window_nothing_is_tried_again()
    {
        Assert.That(() => RunAsync(TimeSpan.Zero, failures: 1), Throws.InstanceOf<MuutostietoException>());
        Assert.That((tries, clock.Pauses.Count), Is.EqualTo((1, 0)));
    }

    [TestCase(FailureKind.Fault)]
    [TestCase(FailureKind.Usage)]
    [TestCase(FailureKind.Integrity)]
    public void What_stays_until_an_operator_acts_is_not_retried(FailureKind code)
    {
        Assert.That(() => RunAsync(TimeSpan.FromHours(1), failures: 1, code), Throws.InstanceOf<MuutostietoException>());
        Assert.That(tries, Is.EqualTo(1));
    }

    [Test]
    public async Task Two_permits_do_not_pause_alike()
    {
        await RunAsync(TimeSpan.FromHours(1), failures: 5);
        var first = clock.Pauses.ToArray();
        SetUp();
        await RunAsync(TimeSpan.FromHours(1), failures: 5, seed: 2);
        Assert.That(clock.Pauses, Is.Not.EqualTo(first));
    }

    private Task<int> RunAsync(TimeSpan window, int failures, FailureKind code = FailureKind.Transient, int seed = 1) =>
        new RetryPolicy(window, clock, new Random(seed)).RunAsync(
            () => ++tries <= failures ? throw new MuutostietoException(code, $"refused {tries}") : Task.FromResult(tries),
            (failure, _) => told.Add(failure.Message),
            CancellationToken.None);
}
