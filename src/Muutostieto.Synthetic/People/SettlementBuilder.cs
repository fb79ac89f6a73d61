using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Codes;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.People;

/// <summary>Makes all persons of a municipality: people by age and sex, couples, families, homes, names, codes, orders. One order of steps,
/// one pair of dice.</summary>
internal sealed class SettlementBuilder(
    ReferenceData data,
    NameBook names,
    StreetNames streets,
    IdentityCodeAllocator codes,
    ulong seed,
    DateOnly asOf)
{
    private const int DeadInHundred = 3;
    private const int OtherDayInCodeInTenThousand = 5;
    private const int FormerCodesInTenThousand = 10;

    public Settlement Build(Municipality municipality, int living)
    {
        var dice = Dice.For(seed, "settlement", ReferenceTable.Number(municipality.Code));
        var settlement = new Settlement(municipality, asOf);
        AddLiving(settlement, living, dice);
        if (!municipality.IsAbroad)
        {
            AddDead(settlement, ((living * DeadInHundred) + 99) / 100, dice);
        }

        CoupleMaker.Pair(settlement.Adults, asOf, dice);
        var families = new FamilyMaker(settlement, dice);
        families.GiveGuardians();
        new Languages(data, municipality, dice).Give(settlement, families.LivesWith);
        new HomeMaker(settlement, families.LivesWith, streets, new AddressAbroadPicker(data), dice).GiveHomes();
        new Surnames(names, dice).Give(settlement, families.LivesWith);
        CivilStatuses.Give(settlement, dice);
        NonDisclosureOrders.Give(settlement, dice);
        GiveCodes(settlement, dice);
        return settlement;
    }

    private void AddLiving(Settlement settlement, int count, Dice dice)
    {
        var ages = AgeStructure.Of(settlement.Municipality, count, data.NationalAges);
        for (var age = 0; age <= AgeStructure.OldestAge; age++)
        {
            for (var sex = 0; sex < 2; sex++)
            {
                for (var i = 0; i < ages[sex][age]; i++)
                {
                    var years = age == AgeStructure.OldestAge ? age + (dice.Below(6) * dice.Below(2)) : age;
                    var person = new Person
                    {
                        Number = settlement.Living.Count,
                        IsMale = sex == 0,
                        Age = years,
                        Born = BirthDay(asOf, years, dice),
                    };
                    settlement.Living.Add(person);
                    if (person.IsAdult)
                    {
                        settlement.Adults.Add(person);
                    }
                }
            }
        }
    }

    private void AddDead(Settlement settlement, int count, Dice dice)
    {
        for (var i = 0; i < count; i++)
        {
            var isLongAgo = dice.Hits(20);
            var age =
                isLongAgo ? dice.Between(70, 85)
                : dice.Hits(600) ? dice.Between(20, 54)
                : 55 + Math.Max(dice.Below(46), dice.Below(46));
            var died = isLongAgo ? new DateOnly(1965, 1, 1).AddDays(dice.Below(4000)) : asOf.AddDays(-dice.Below(10 * 365));
            settlement.Dead.Add(new Person
            {
                Number = settlement.Living.Count + i,
                IsMale = dice.Hits(5100),
                Age = age,
                Born = BirthDay(died, age, dice),
                Died = died,
            });
        }
    }

    /// <summary>A random day of birth for the age on that day.</summary>
    private static DateOnly BirthDay(DateOnly on, int age, Dice dice)
    {
        var latest = on.AddYears(-age);
        var earliest = on.AddYears(-age - 1).AddDays(1);
        return earliest.AddDays(dice.Below(latest.DayNumber - earliest.DayNumber + 1));
    }

    private void GiveCodes(Settlement settlement, Dice dice)
    {
        foreach (var person in settlement.Living.Concat(settlement.Dead))
        {
            // A birth date corrected late leaves the code as it is.
            var day = dice.Hits(OtherDayInCodeInTenThousand) ? person.Born.AddDays(-dice.Between(1, 700)) : person.Born;
            person.Code = codes.Give(day, person.IsMale, dice);
            if (dice.Hits(FormerCodesInTenThousand))
            {
                person.FormerCode = codes.Give(person.Born.AddDays(-dice.Below(30)), person.IsMale ^ dice.Hits(3000), dice);
            }
        }
    }
}
