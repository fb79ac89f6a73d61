using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Tests.Chances;

public sealed class DiceTests
{
    [Test]
    public void The_throws_are_those_of_SplitMix64()
    {
        // The published first values of the generator for the seed 1234567.
        var dice = new Dice(1234567);

        Assert.That(
            new[] { dice.Next(), dice.Next(), dice.Next() },
            Is.EqualTo(new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL }));
    }

    [Test]
    public void Every_face_comes_about_equally_often()
    {
        var dice = Dice.For(1, "test", 0);
        var faces = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            faces[dice.Below(6)]++;
        }

        Assert.That(faces, Is.All.InRange(9_500, 10_500));
    }

    [Test]
    public void Turned_dice_forget_what_was_thrown_before()
    {
        var kind = Dice.KindSeed(1, "test");
        var dice = new Dice(99);
        dice.Next();
        dice.Turn(kind, 5);

        Assert.That(dice.Next(), Is.EqualTo(Dice.For(1, "test", 5).Next()));
    }

    [Test]
    public void Another_kind_number_or_seed_is_another_throw() => Assert.That(
        new[] { Dice.For(1, "a", 0).Next(), Dice.For(1, "b", 0).Next(), Dice.For(1, "a", 1).Next(), Dice.For(2, "a", 0).Next() },
        Is.Unique);

    [Test]
    public void A_weighted_choice_follows_its_weights()
    {
        var choice = new WeightedChoice<string>([("never", 0), ("seldom", 1), ("often", 9)]);
        var dice = new Dice(1);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => choice.Pick(dice)).CountBy(item => item).ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(drawn.Keys, Is.EquivalentTo(new[] { "seldom", "often" }));
            Assert.That(drawn["seldom"], Is.InRange(900, 1_100));
        });
    }

    [Test]
    public void Shares_add_up_and_follow_the_weights() => Assert.Multiple(() =>
    {
        Assert.That(LargestRemainder.Share(10, [1, 1, 1]), Is.EqualTo(new[] { 4, 3, 3 }));
        Assert.That(LargestRemainder.Share(7, [0, 5, 2]), Is.EqualTo(new[] { 0, 5, 2 }));
        Assert.That(LargestRemainder.Share(3, [0, 0]), Is.EqualTo(new[] { 0, 0 }));
    });
}
