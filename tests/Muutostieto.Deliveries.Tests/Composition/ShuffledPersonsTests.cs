using Muutostieto.Deliveries.Composition;

namespace Muutostieto.Deliveries.Tests.Composition;

public sealed class ShuffledPersonsTests
{
    private static readonly long[] Persons = [.. Enumerable.Range(1, 1000).Select(id => (long)id)];

    [Test]
    public void The_same_persons_come_in_the_same_order_by_the_same_key_however_they_were_chosen()
    {
        var shuffled = ShuffledPersons.Of(Persons, new string('a', 64));

        Assert.That(ShuffledPersons.Of([.. Persons.Reverse()], new string('a', 64)), Is.EqualTo(shuffled));
        Assert.That(shuffled, Is.EquivalentTo(Persons).And.Not.Ordered);
        Assert.That(ShuffledPersons.Of(Persons, new string('b', 64)), Is.Not.EqualTo(shuffled));
    }

    [Test]
    public void The_order_says_nothing_of_the_order_before()
    {
        var shuffled = ShuffledPersons.Of(Persons, new string('c', 64));
        var risen = shuffled.Zip(shuffled.Skip(1), (one, next) => next > one).Count(isRisen => isRisen);

        Assert.That(risen, Is.InRange(400, 600), "of 999 neighbours about half");
    }
}
