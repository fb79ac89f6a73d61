using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Documents;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Makes persons and families new to the register, and enters their full records.</summary>
internal sealed class Newcomers(LifeWorld world)
{
    private const string NoMunicipality = "198";
    private const int CoupleInTenThousand = 2200;
    private const int WithChildrenInTenThousand = 1700;

    private readonly WeightedChoice<int> moverAges = Adults(world.Rates.Ages.MovesByAge, world.Data);
    private readonly WeightedChoice<int> immigrantAges = Adults(world.Rates.Ages.ImmigrationByAge, world.Data);
    private int number;

    /// <summary>From another municipality.</summary>
    public void MoveIn(string municipality, LifeDay day)
    {
        var settlement = new Settlement(world.Data.Municipality(municipality), day.Lately());
        var language = day.Dice.Below(10_000) is var thrown && thrown < settlement.Municipality.SwedishInTenThousand ? world.Data.Swedish
            : thrown > 9500 ? world.Data.Foreign.Pick(day.Dice) : world.Data.Finnish;
        Enter(settlement, MakeFamily(settlement, moverAges, language, bornAbroad: false, day), EventCode.Move, day);
    }

    /// <summary>From abroad, registered mostly long after having come.</summary>
    public void Immigrate(string municipality, LifeDay day)
    {
        var came = day.Date.AddDays(-(day.Dice.Hits(5000) ? day.Dice.Between(5, 40) : day.Dice.Between(40, 420)));
        var settlement = new Settlement(world.Data.Municipality(municipality), came);
        Enter(
            settlement,
            MakeFamily(settlement, immigrantAges, world.Data.Foreign.Pick(day.Dice), bornAbroad: true, day),
            EventCode.ForeignerRegistered,
            day);
    }

    /// <summary>From abroad for so short a time that there is no municipality of residence.</summary>
    public void WithoutMunicipality(string like, LifeDay day)
    {
        var settlement = new Settlement(
            world.Data.Municipality(like) with
            {
                Code = NoMunicipality,
            },
            day.Date.AddDays(-day.Dice.Between(10, 200)));
        var person = Make(
            settlement,
            immigrantAges.Pick(day.Dice),
            day.Dice.Hits(5500),
            world.Data.Foreign.Pick(day.Dice),
            bornAbroad: true,
            day);
        settlement.Living.Add(person);
        settlement.Adults.Add(person);
        Enter(settlement, settlement.Living, EventCode.ForeignerWithoutMunicipality, day);
    }

    private static WeightedChoice<int> Adults(int[] rates, ReferenceData data) =>
        new(
            Enumerable
                .Range(0, rates.Length)
                .Where(age => age >= Person.AgeOfMajority)
                .Select(age => (age, (long)rates[age] * (data.NationalAges[age].Men + data.NationalAges[age].Women))));

    private List<Person> MakeFamily(Settlement settlement, WeightedChoice<int> ages, Language language, bool bornAbroad, LifeDay day)
    {
        var dice = day.Dice;
        var head = Make(settlement, ages.Pick(dice), dice.Hits(5100), language, bornAbroad, day);
        settlement.Living.Add(head);
        var kind = dice.Below(10_000);
        if (head.Age >= 20 && kind < CoupleInTenThousand + WithChildrenInTenThousand)
        {
            AddPartner(settlement, head, language, bornAbroad, day);
        }

        if (head.Age is >= 22 and <= 48 && kind >= CoupleInTenThousand && kind < CoupleInTenThousand + WithChildrenInTenThousand + 500)
        {
            for (var left = dice.Between(1, 3); left > 0; left--)
            {
                AddChild(settlement, head, bornAbroad, day);
            }
        }

        settlement.Adults.AddRange(settlement.Living.Where(one => one.IsAdult));

        // A family counts as its members: it comes as much more seldom.
        if (dice.Below(settlement.Living.Count) > 0)
        {
            return [];
        }

        var home = new Household(settlement.AsOf, world.Housing.Next(settlement.Municipality.Code, dice), null);
        foreach (var member in settlement.Living)
        {
            member.Home = home;
        }

        return settlement.Living;
    }

    private void AddPartner(Settlement settlement, Person head, Language language, bool bornAbroad, LifeDay day)
    {
        var dice = day.Dice;
        var partner = Make(
            settlement,
            Math.Max(Person.AgeOfMajority, head.Age + dice.Between(-4, 4)),
            dice.Hits(9900) ^ head.IsMale,
            language,
            bornAbroad,
            day);
        settlement.Living.Add(partner);
        (head.Partner, partner.Partner) = (partner, head);
        if (!dice.Hits(5500))
        {
            return;
        }

        var of = (head.Born > partner.Born ? head.Born : partner.Born).AddYears(Person.AgeOfMajority);
        foreach (var one in (Person[])[head, partner])
        {
            (one.CivilStatus, one.Wedding) = (CivilStatus.Married, of >= settlement.AsOf ? settlement.AsOf : of.AddDays(1));
        }

        partner.Surname = head.Surname;
    }

    private void AddChild(Settlement settlement, Person head, bool bornAbroad, LifeDay day)
    {
        var youngest = head.Partner is { } other ? Math.Min(head.Age, other.Age) : head.Age;
        var age = day.Dice.Below(Math.Min(17, Math.Max(1, youngest - 19)));
        var child = Make(settlement, age, day.Dice.Hits(5100), head.Language, bornAbroad && day.Dice.Hits(8000), day);
        child.Surname = head.Surname;
        var guardians = head.Partner is { } partner ? (Person[])[head, partner] : [head];
        var roleTaken = false;
        child.Guardians = [.. guardians.Select(guardian => new Custody(guardian, 1, RoleOf(guardian, ref roleTaken)))];
        foreach (var guardian in guardians)
        {
            (guardian.Wards ??= []).Add(child);
        }

        settlement.Living.Add(child);
    }

    /// <summary>1 father, 2 mother, 6 the other of two mothers.</summary>
    private static int RoleOf(Person guardian, ref bool hasMother)
    {
        if (guardian.IsMale)
        {
            return 1;
        }

        var role = hasMother ? 6 : 2;
        hasMother = true;
        return role;
    }

    private Person Make(Settlement settlement, int age, bool isMale, Language language, bool bornAbroad, LifeDay day)
    {
        var born = settlement.AsOf.AddYears(-age).AddDays(-day.Dice.Below(365));
        return new Person
        {
            Number = ((day.Date.DayNumber % 20_000) * 10_000) + (number++ % 10_000),
            IsMale = isMale,
            Born = born,
            Age = age,
            Language = language,
            IsBornAbroad = bornAbroad,
            Surname = world.Names.Surname(language, day.Dice),
            CivilStatus = age >= Person.AgeOfMajority && day.Dice.Hits(1000) ? CivilStatus.Divorced : CivilStatus.Unmarried,
        };
    }

    private void Enter(Settlement settlement, List<Person> people, string eventCode, LifeDay day)
    {
        foreach (var person in people)
        {
            person.Code = Records.Identity.PersonalIdentityCode.Parse(world.NewCode(person.Born, person.IsMale, day.Dice));
        }

        using var documents = new PersonDocuments(settlement, world.Data, world.Names, day.Dice.Next(), world.Registrar.Knows);
        foreach (var person in people)
        {
            var role = person == people[0] ? Role.Self : person.IsAdult ? Role.Spouse : Role.Child;
            var builder = world.Registrar.NewChange(documents.Write(person).Document.Span, eventCode, day, role);
            var record = builder.Record;
            if (record.IndexOf("204") is var municipality and >= 0)
            {
                record.Set(municipality, "muuttopv", settlement.Municipality.Code == NoMunicipality ? "" : LifeDay.Text(settlement.AsOf));
            }

            if (record.IndexOf("913") is var former and >= 0)
            {
                if (eventCode == EventCode.Move)
                {
                    record.Set(former, "loppupv", LifeDay.Text(settlement.AsOf.AddDays(-1)));
                }
                else
                {
                    record.RemoveAt(former);
                }
            }

            if (record.IndexOf("101") is var address and >= 0)
            {
                record.Set(address, "alkupv", LifeDay.Text(settlement.AsOf));
            }

            world.Registrar.EnterNew(builder);
        }
    }
}
