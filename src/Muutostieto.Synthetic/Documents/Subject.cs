using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.People;

namespace Muutostieto.Synthetic.Documents;

/// <summary>The person whose document is written, with what several groups need.</summary>
/// <param name="Person">Whose document it is.</param>
/// <param name="Settlement">The population of the person's municipality.</param>
/// <param name="FirstNames">All first names, separated by blanks.</param>
/// <param name="LastDay">Until when things happen to the person: the day of death, or that of the population.</param>
/// <param name="Dice">The person's own.</param>
internal sealed record Subject(Person Person, Settlement Settlement, string FirstNames, DateOnly LastDay, Dice Dice)
{
    /// <summary>The first of the first names, without what follows.</summary>
    public string FirstName => FirstNames.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? FirstNames[..blank] : FirstNames;

    public DateOnly OfAge => Person.Born.AddYears(Person.AgeOfMajority);

    /// <summary>A day of the person's life.</summary>
    public DateOnly SomeDay() => Digits.Between(Person.Born, LastDay, Dice);

    /// <summary>A day of the person's life as an adult.</summary>
    public DateOnly SomeDayOfAge() => Digits.Between(OfAge < LastDay ? OfAge : LastDay, LastDay, Dice);

    /// <summary>A day of the last so many years, not before birth.</summary>
    public DateOnly Lately(int years)
    {
        var first = LastDay.AddYears(-years);
        return Digits.Between(first > Person.Born ? first : Person.Born, LastDay, Dice);
    }
}
