using Muutostieto.Hosting.Connections;

namespace Muutostieto.Hosting.Tests.Connections;

public sealed class FailureLimitTests
{
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public void All_together_have_a_limit_too_and_a_clock_set_back_ends_no_login()
    {
        var limit = new FailureLimit(clock);
        for (var user = 0; user < FailureLimit.MostOfAll; user++)
        {
            Assert.That(limit.WaitOf(-user, user), Is.Null);
            limit.Failed(-user, user);
        }

        Assert.That(limit.WaitOf(1_000_000, 1_000_000), Is.EqualTo(TimeSpan.FromMinutes(1)));
        clock.Now = clock.Now.AddHours(-1);
        Assert.That(limit.WaitOf(1_000_000, 1_000_000), Is.Null);
    }

    [Test]
    public void A_source_has_a_limit_that_is_not_that_of_another()
    {
        var limit = new FailureLimit(clock);
        for (var user = 0; user < FailureLimit.MostOfASource; user++)
        {
            Assert.That(limit.WaitOf(user, source: 1), Is.Null);
            limit.Failed(user, source: 1);
        }

        Assert.That(limit.WaitOf(1_000, source: 1), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(limit.WaitOf(1_000, source: 2), Is.Null);
    }
}
