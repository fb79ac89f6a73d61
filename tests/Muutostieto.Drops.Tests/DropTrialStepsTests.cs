namespace Muutostieto.Drops.Tests;

public sealed class DropTrialStepsTests
{
    private static readonly DateTimeOffset Before = new(2026, 3, 2, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset After = Before.AddSeconds(3);

    [TestCase(0, "as here", false)]
    [TestCase(3, "as here", false)]
    [TestCase(-2, "as here", false)]
    [TestCase(13, "10 seconds ahead of here", false)]
    [TestCase(-12, "10 seconds behind here", false)]
    [TestCase(64, "61 seconds ahead of here", true)]
    [TestCase(-3602, "3600 seconds behind here", true)]
    public void The_difference_of_clocks_is_what_the_time_of_writing_cannot_explain(int seconds, string words, bool isWarning)
    {
        var step = DropTrialSteps.Clock(Before.AddSeconds(seconds), Before, After);
        Assert.That(step.Found, isWarning ? Does.StartWith(words + ": ") : Is.EqualTo(words));
        Assert.That(step.IsWarning, Is.EqualTo(isWarning));
    }

    [Test]
    public void A_server_may_say_neither_when_a_file_was_written_nor_how_much_room_it_has()
    {
        Assert.That(DropTrialSteps.Clock(null, Before, After).Found, Does.Contain("does not say"));
        Assert.That(DropTrialSteps.Room(null).Found, Is.EqualTo("the server does not say"));
    }

    [TestCase(0, "0 MB free")]
    [TestCase(5_400_000, "5 MB free")]
    [TestCase(53_200_000_000, "53.2 GB free")]
    public void Room_is_said_in_units_of_its_size(long bytes, string words) =>
        Assert.That(DropTrialSteps.Room(bytes).Found, Is.EqualTo(words));
}
