using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.People;

/// <summary>Gives every living person a home: couples one, minors that of a guardian.</summary>
internal sealed class HomeMaker(
    Settlement settlement,
    IReadOnlyDictionary<Person, Person> livesWith,
    StreetNames streets,
    AddressAbroadPicker abroad,
    Dice dice)
{
    private readonly AddressBook? addresses = settlement.Municipality.IsAbroad
        ? null
        : new AddressBook(settlement.Municipality, streets, settlement.Living.Count, dice);

    public void GiveHomes()
    {
        foreach (var person in settlement.Living)
        {
            HomeOf(person);
        }
    }

    private Household HomeOf(Person person) =>
        person.Home ??= livesWith.TryGetValue(person, out var other) ? HomeOf(other) : person.Partner?.Home ?? NewHome(person);

    private Household NewHome(Person person)
    {
        // The product of two throws: most have moved not long ago, some have lived there for decades.
        var longest = Math.Clamp((person.Age - Person.AgeOfMajority) * 365, 365, 40 * 365);
        var since = settlement.AsOf.AddDays(-(int)((long)dice.Below(longest) * dice.Below(longest) / longest));
        return new Household(since, addresses?.Next(), addresses is null ? abroad.Pick(dice) : null);
    }
}
