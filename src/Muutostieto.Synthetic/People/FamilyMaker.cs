using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.People;

/// <summary>Gives every minor guardians, and a household to persons without a home of their own.</summary>
internal sealed class FamilyMaker(Settlement settlement, Dice dice)
{
    private const int OldestAtHome = 21;
    private const int YoungestParent = 17;

    private readonly ParentFinder parents = new(settlement.Adults, dice);

    /// <summary>Minors, and young people who have not moved out: the adult they live with.</summary>
    public Dictionary<Person, Person> LivesWith { get; } = [];

    public void GiveGuardians()
    {
        foreach (var person in settlement.Living)
        {
            if (!person.IsAdult)
            {
                GiveGuardians(person);
            }
            else if (person.Age <= OldestAtHome && person.Partner is null && dice.Hits(8000 - ((person.Age - Person.AgeOfMajority) * 2000)))
            {
                StayAtHome(person);
            }
        }
    }

    private void StayAtHome(Person person)
    {
        if (parents.Mother(person) is { } mother)
        {
            LivesWith.Add(person, mother);
        }
    }

    private void GiveGuardians(Person child)
    {
        if (parents.Mother(child) is not { } mother)
        {
            // No candidate for the mother, as in a very small population.
            var anybody = parents.AnyGuardian(child);
            Give(child, anybody is null ? [new Custody(null, 1, 0)] : [new Custody(anybody, 2, 0)]);
            if (anybody is not null)
            {
                LivesWith.Add(child, anybody);
            }

            return;
        }

        var isAdopted = dice.Hits(30);
        var custody = new List<Custody> { new(mother, 1, isAdopted ? 4 : 2) };
        var livesWith = mother;
        if (mother.Partner is { } partner && partner.Age >= child.Age + YoungestParent && !(child.Age >= 6 && dice.Hits(1200)))
        {
            custody.Add(
                new Custody(
                    partner,
                    1,
                    (partner.IsMale, isAdopted) switch
                    {
                        (true, false) => 1,
                        (true, true) => 3,
                        (false, false) => 6,
                        _ => 4,
                    }));
        }
        else if (dice.Hits(300))
        {
            custody.Add(new Custody(null, 1, 1));
        }
        else if (dice.Hits(6500) && parents.FatherElsewhere(child, mother) is { } father)
        {
            custody.Add(new Custody(father, 1, 1));
            livesWith = dice.Hits(1800) ? father : mother;
        }

        if (dice.Hits(60) && parents.AnyGuardian(child) is { } other && custody.TrueForAll(one => one.Guardian != other))
        {
            custody.Add(new Custody(other, dice.Between(2, 3), 0));
        }

        Give(child, [.. custody]);
        LivesWith.Add(child, livesWith);
    }

    private static void Give(Person child, Custody[] custody)
    {
        child.Guardians = custody;
        foreach (var one in custody)
        {
            if (one.Guardian is { } guardian)
            {
                (guardian.Wards ??= []).Add(child);
            }
        }
    }
}
