using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.People;

/// <summary>Gives a civil status to persons not married to a person in the register. The shares by age are estimates.</summary>
internal static class CivilStatuses
{
    public static void Give(Settlement settlement, Dice dice)
    {
        foreach (var person in settlement.Adults)
        {
            if (!person.IsMarriedToPartner)
            {
                person.CivilStatus = Throw(person, dice);
            }
        }

        foreach (var person in settlement.Dead)
        {
            person.CivilStatus = dice.Hits(4200) ? CivilStatus.Married : Throw(person, dice);
        }
    }

    private static CivilStatus Throw(Person person, Dice dice)
    {
        var (divorced, widowed) = person.Age switch
        {
            < 28 => (50, 0),
            < 40 => (1200, 10),
            < 55 => (3300, 100),
            < 70 => (4200, 500),
            < 80 => (3600, person.IsMale ? 1300 : 3500),
            _ => (2000, person.IsMale ? 4000 : 6500),
        };
        var thrown = dice.Below(10_000);
        if (thrown < divorced)
        {
            return CivilStatus.Divorced;
        }

        if (thrown < divorced + widowed)
        {
            return CivilStatus.Widowed;
        }

        return person.Age > 25 && dice.Hits(80) ? CivilStatus.Separated : CivilStatus.Unmarried;
    }
}
