using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Names;

namespace Muutostieto.Synthetic.People;

/// <summary>Gives surnames: many spouses share one, children have one of their parents'.</summary>
internal sealed class Surnames(NameBook names, Dice dice)
{
    public void Give(Settlement settlement, IReadOnlyDictionary<Person, Person> livesWith)
    {
        foreach (var person in settlement.Adults.Concat(settlement.Dead))
        {
            person.Surname = names.Surname(person.Language, dice);
        }

        foreach (var person in settlement.Adults)
        {
            if (!person.IsMale && person is { IsMarriedToPartner: true, Partner: { } spouse })
            {
                Marry(person, spouse);
            }
            else if (!person.IsMale && person.Partner is null && person.Age > 35 && dice.Hits(2000))
            {
                person.BirthSurname = names.Surname(person.Language, dice);
            }
        }

        foreach (var child in settlement.Living)
        {
            if (!child.IsAdult)
            {
                child.Surname = Inherited(child) ?? names.Surname(child.Language, dice);
            }
            else if (child.Partner is null && livesWith.TryGetValue(child, out var parent))
            {
                child.Surname = parent.Surname;
            }
        }
    }

    private void Marry(Person wife, Person spouse)
    {
        var own = wife.Surname;
        var takes = wife.Language.IsDomestic ? wife.Age > 60 ? 8800 : 6500 : 2500;
        if (dice.Hits(takes))
        {
            wife.Surname = spouse.Surname;
        }
        else if (dice.Hits(900) && !own.Contains('-', StringComparison.Ordinal) && !spouse.Surname.Contains('-', StringComparison.Ordinal))
        {
            wife.Surname = $"{own}-{spouse.Surname}";
        }

        if (wife.Surname != own)
        {
            wife.BirthSurname = own;
        }
    }

    /// <summary>One decision a mother, so that full siblings share a surname.</summary>
    private static string? Inherited(Person child)
    {
        var mother = child.Guardians.FirstOrDefault(custody => custody.Role is 2 or 4)?.Guardian;
        var other = child.Guardians.FirstOrDefault(custody => custody.Role is 1 or 3 or 6)?.Guardian;
        var prefersOther = mother is null || mother.Number % 10 < 7;
        return (prefersOther ? other ?? mother : mother)?.Surname
            ?? child.Guardians.FirstOrDefault(custody => custody.Guardian is not null)?.Guardian?.Surname;
    }
}
