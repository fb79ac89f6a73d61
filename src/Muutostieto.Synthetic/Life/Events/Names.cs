using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Rates;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Names changed on application, two surnames to one change of first names; and names used, which people report themselves.</summary>
internal sealed class Names(LifeWorld world) : ILifeEvent
{
    private const int SurnameInTenThousand = 7000;

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Chosen(LifeKind.NameChange, day))
        {
            if (!person.Has("004"))
                continue;
            if (day.Dice.Hits(SurnameInTenThousand))
                Surname(person, day);
            else
                FirstNames(person, day);
        }

        foreach (var person in world.Some("kutsumanimi", day, _ => true))
            CallName(person, day);
    }

    private void Surname(PersonFile person, LifeDay day)
    {
        var surname = world.Names.Surname(LanguageOf(person), day.Dice);
        if (surname == person.Text("004", "sukunimi"))
            return;
        var sheet = world.Desk.Sheet(person, Happening.SurnameChange, day);
        NameSheets.Surname(sheet, person, surname, day.Date);
        world.Desk.Enter(person, sheet);
    }

    private void FirstNames(PersonFile person, LifeDay day)
    {
        var names = world.Names.FirstNames(LanguageOf(person), person.IsMale, person.Born.Year, day.Dice);
        if (names == person.Text("004", "etunimet"))
            return;
        var sheet = world.Desk.Sheet(person, Happening.FirstNameChange, day);
        NameSheets.FirstNames(sheet, person, names, day.Date);
        world.Desk.Enter(person, sheet);
    }

    private void CallName(PersonFile person, LifeDay day)
    {
        var names = person.Text("004", "etunimet").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var current = person.All("423").Where(group => person.Groups.Text(group, "nimilaji") == "04").Select(group => person.Groups.Text(group, "nimi")).FirstOrDefault("");
        if (Array.Find(names, name => name != current) is not { } other)
            return;
        var sheet = world.Desk.Sheet(person, Happening.SelfReported, day);
        NameSheets.CallName(sheet, person, other, day.Date);
        world.Desk.Enter(person, sheet);
    }

    private Language LanguageOf(PersonFile person) => person.Text("002", "kielikoodi") switch
    {
        "sv" => world.Data.Swedish,
        "se" => world.Data.Sami,
        var code => world.Data.Foreign.Items.FirstOrDefault(one => one.Code == code) ?? world.Data.Finnish,
    };
}
