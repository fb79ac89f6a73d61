using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.People;

/// <summary>Finds mothers and fathers of plausible age for children, so that siblings gather in families.</summary>
internal sealed class ParentFinder
{
    private const int Throws = 24;
    private const int DaysBetweenSiblings = 300;

    private readonly List<Person>[] women;
    private readonly List<Person>[] men;
    private readonly IReadOnlyList<Person> adults;
    private readonly Dice dice;
    private readonly Dictionary<Person, List<Person>> children = [];

    public ParentFinder(IReadOnlyList<Person> adults, Dice dice)
    {
        (this.adults, this.dice) = (adults, dice);
        women = ByAge(adults.Where(person => !person.IsMale));
        men = ByAge(adults.Where(person => person.IsMale));
    }

    /// <summary>A woman who may be the mother; null when there is none of a suitable age.</summary>
    public Person? Mother(Person child)
    {
        Person? fallback = null;
        for (var i = 0; i < Throws; i++)
        {
            // Mothers are 30 at birth on average, 17 to 44.
            var age = child.Age + 17 + this.dice.Below(14) + this.dice.Below(15);
            if (age > AgeStructure.OldestAge || women[age].Count == 0)
            {
                continue;
            }

            var candidate = this.dice.Pick(women[age]);
            if (!HasRoomFor(candidate, child))
            {
                continue;
            }

            fallback ??= candidate;
            if (this.dice.Hits(Likelihood(candidate)))
            {
                return With(candidate, child);
            }
        }

        return fallback is null ? null : With(fallback, child);
    }

    /// <summary>A man who may be the father and lives elsewhere; null when there is none of a suitable age.</summary>
    public Person? FatherElsewhere(Person child, Person mother)
    {
        for (var i = 0; i < Throws; i++)
        {
            var age = Math.Max(child.Age + Person.AgeOfMajority, mother.Age + this.dice.Between(-4, 8));
            if (age <= AgeStructure.OldestAge && men[age].Count > 0 && this.dice.Pick(men[age]) is { Partner: null } man)
            {
                return man;
            }
        }

        return null;
    }

    /// <summary>Any person at least sixteen years older; null when there is none.</summary>
    public Person? AnyGuardian(Person child)
    {
        for (var i = 0; i < Throws && this.adults.Count > 0; i++)
        {
            var adult = this.dice.Pick(this.adults);
            if (adult.Age >= child.Age + 16)
            {
                return adult;
            }
        }

        return this.adults.LastOrDefault(adult => adult.Age >= child.Age + 16);
    }

    private Person With(Person mother, Person child)
    {
        if (!this.children.TryGetValue(mother, out var children))
        {
            this.children.Add(mother, children = []);
        }

        children.Add(child);
        return mother;
    }

    private bool HasRoomFor(Person mother, Person child)
    {
        if (!this.children.TryGetValue(mother, out var children))
        {
            return true;
        }

        foreach (var sibling in children)
        {
            var days = Math.Abs(sibling.Born.DayNumber - child.Born.DayNumber);
            if (days is > 0 and < DaysBetweenSiblings || (days == 0 && !this.dice.Hits(3000)))
            {
                return false;
            }
        }

        return true;
    }

    private int Likelihood(Person mother)
    {
        var children = this.children.TryGetValue(mother, out var list) ? list.Count : 0;
        var byChildren = children switch { 0 => 4500, 1 => 9000, 2 => 4000, 3 => 1500, _ => 600 };
        return mother.Partner is { IsMale: true } ? byChildren : byChildren / 4;
    }

    private static List<Person>[] ByAge(IEnumerable<Person> people)
    {
        var byAge = new List<Person>[AgeStructure.OldestAge + 1];
        for (var age = 0; age < byAge.Length; age++)
        {
            byAge[age] = [];
        }

        foreach (var person in people)
        {
            byAge[Math.Min(person.Age, AgeStructure.OldestAge)].Add(person);
        }

        return byAge;
    }
}
