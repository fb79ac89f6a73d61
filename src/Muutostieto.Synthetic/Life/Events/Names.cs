using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Rates;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Names changed on application, two surnames to one change of first names; and names used, which people report themselves.
/// </summary>
internal sealed class Names(LifeWorld world) : ILifeEvent
{
    private const int SurnameInTenThousand = 7000;

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Chosen(LifeKind.NameChange, day))
        {
            if (!person.Has("004"))
            {
                continue;
            }

            if (day.Dice.Hits(SurnameInTenThousand))
            {
                Surname(person, day);
            }
            else
            {
                FirstNames(person, day);
            }
        }

        foreach (var person in world.Some("kutsumanimi", day, _ => true))
        {
            CallName(person, day);
        }
    }

    private void Surname(PersonFile person, LifeDay day)
    {
        var surname = world.Names.Surname(LanguageOf(person), day.Dice);
        if (surname == person.Text("004", "sukunimi"))
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.SurnameChange, day);
        NameChanges.Surname(builder, person, surname, day.Date);
        world.Registrar.Enter(person, builder);
    }

    private void FirstNames(PersonFile person, LifeDay day)
    {
        var names = world.Names.FirstNames(LanguageOf(person), person.IsMale, person.Born.Year, day.Dice);
        if (names == person.Text("004", "etunimet"))
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.FirstNameChange, day);
        NameChanges.FirstNames(builder, person, names, day.Date);
        world.Registrar.Enter(person, builder);
    }

    private void CallName(PersonFile person, LifeDay day)
    {
        var names = person.Text("004", "etunimet").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var current = person
            .All("423")
            .Where(group => person.Groups.Text(group, "nimilaji") == "04")
            .Select(group => person.Groups.Text(group, "nimi"))
            .FirstOrDefault("");
        if (Array.Find(names, name => name != current) is not { } other)
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.SelfReported, day);
        NameChanges.CallName(builder, person, other, day.Date);
        world.Registrar.Enter(person, builder);
    }

    private Language LanguageOf(PersonFile person) => person.Text("002", "kielikoodi") switch
    {
        "sv" => world.Data.Swedish,
        "se" => world.Data.Sami,
        var code => world.Data.Foreign.Items.FirstOrDefault(one => one.Code == code) ?? world.Data.Finnish,
    };
}
