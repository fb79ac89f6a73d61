using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.People;

/// <summary>Makes couples of people of like age, and marries some. The shares by age are estimates.</summary>
internal static class CoupleMaker
{
    private const int SameSexInTenThousand = 100;

    public static void Pair(IReadOnlyList<Person> adults, DateOnly asOf, Dice dice)
    {
        var men = Pools(adults.Where(person => person.IsMale));
        var women = Pools(adults.Where(person => !person.IsMale));
        foreach (var person in adults)
        {
            if (person.Partner is not null)
            {
                continue;
            }

            // Couples start from the woman; two men start from one of them.
            var isSameSex = dice.Hits(SameSexInTenThousand);
            if ((person.IsMale && !isSameSex) || !dice.Hits(CouplesInTenThousand(person.Age)))
            {
                continue;
            }

            var pool = person.IsMale == isSameSex ? men : women;
            if (TakeOfLikeAge(pool, person, dice) is not { } partner)
            {
                continue;
            }

            person.Partner = partner;
            partner.Partner = person;
            if (dice.Hits(MarriedInTenThousand(Math.Min(person.Age, partner.Age))))
            {
                Marry(person, partner, asOf, dice);
            }
        }
    }

    private static void Marry(Person one, Person other, DateOnly asOf, Dice dice)
    {
        var younger = one.Born > other.Born ? one : other;
        var of = younger.Born.AddYears(20);
        var earliest = of < asOf ? of : younger.Born.AddYears(Person.AgeOfMajority);
        var wedding = earliest.AddDays(dice.Below(Math.Min(asOf.DayNumber - earliest.DayNumber + 1, 15 * 365)));
        var isPartnership = one.IsMale == other.IsMale && wedding.Year is >= 2002 and < 2017;
        foreach (var person in (Person[])[one, other])
        {
            person.CivilStatus = isPartnership ? CivilStatus.RegisteredPartner : CivilStatus.Married;
            person.Wedding = wedding;
        }
    }

    private static List<Person>[] Pools(IEnumerable<Person> people)
    {
        var pools = new List<Person>[AgeStructure.OldestAge + 1];
        for (var age = 0; age < pools.Length; age++)
        {
            pools[age] = [];
        }

        foreach (var person in people)
        {
            pools[Math.Min(person.Age, AgeStructure.OldestAge)].Add(person);
        }

        return pools;
    }

    private static Person? TakeOfLikeAge(List<Person>[] pools, Person person, Dice dice)
    {
        // Men are two years older on average; three throws make the middle likelier than the ends.
        var wanted = person.Age + dice.Between(-2, 2) + dice.Between(-2, 2) + dice.Between(-1, 2) + (person.IsMale ? 0 : 1);
        for (var distance = 0; distance <= 8; distance++)
        {
            foreach (var age in (int[])[wanted + distance, wanted - distance])
            {
                if (age < Person.AgeOfMajority || age > AgeStructure.OldestAge)
                {
                    continue;
                }

                var pool = pools[age];
                while (pool.Count > 0)
                {
                    var candidate = pool[^1];
                    pool.RemoveAt(pool.Count - 1);
                    if (candidate.Partner is null && candidate != person)
                    {
                        return candidate;
                    }
                }
            }
        }

        return null;
    }

    private static int CouplesInTenThousand(int age) => age switch
    {
        < 20 => 300,
        < 25 => 2500,
        < 30 => 5200,
        < 40 => 6900,
        < 65 => 7000,
        < 75 => 6300,
        < 85 => 4200,
        _ => 1500,
    };

    private static int MarriedInTenThousand(int age) => age switch
    {
        < 25 => 1500,
        < 30 => 4000,
        < 40 => 6500,
        < 60 => 7800,
        _ => 9300,
    };
}
