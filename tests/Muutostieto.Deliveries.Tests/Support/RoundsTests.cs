namespace Muutostieto.Deliveries.Tests.Support;

public sealed class RoundsTests
{
    [Test]
    public void More_rounds_run_the_seed_itself_and_then_others_which_are_the_same_each_time()
    {
        var seeds = Rounds.Seeds(7, 50).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seeds[0], Is.EqualTo(7));
            Assert.That(seeds, Is.Unique);
            Assert.That(Rounds.Seeds(7, 50), Is.EqualTo(seeds));
            Assert.That(Rounds.Seeds(7, 1), Is.EqualTo(new[] { 7 }));
        }
    }
}
