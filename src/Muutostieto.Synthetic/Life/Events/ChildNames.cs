using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Names, mother tongue and language of service of children born one to thirteen weeks ago.</summary>
internal sealed class ChildNames(LifeWorld world) : ILifeEvent
{
    private const int FirstDay = 10;
    private const int LastDay = 88;

    public void Happen(LifeDay day)
    {
        if (day.Share < 1_000_000)
        {
            return;
        }

        foreach (var person in world.Index.Unnamed.ToList())
        {
            var age = day.Date.DayNumber - world.Index[person].Born;
            if (age < FirstDay || (age < LastDay && !day.Dice.Hits(300)))
            {
                continue;
            }

            world.Registrar.Clear();
            Name(world.Registrar.Open(person), day);
        }
    }

    private void Name(PersonFile child, LifeDay day)
    {
        var dice = day.Dice;
        var guardians = world.Registrar.OpenLiving(child.Codes("305"));
        var mother = guardians.Find(one => !one.IsMale) ?? guardians.FirstOrDefault();
        var other = guardians.Find(one => one != mother) ?? mother;
        var language = LanguageOf(mother?.Text("002", "kielikoodi") ?? "fi");
        var surname = (dice.Hits(3500) ? mother : other)?.Text("004", "sukunimi") is { Length: > 0 } one
            ? one
            : world.Names.Surname(language, dice);
        var names = world.Names.FirstNames(language, child.IsMale, child.Born.Year, dice);

        var builder = world.Registrar.Change(child, EventCode.ChildNamed, day, Role.Child);
        if (mother is not null && mother.All("002") is [var tongue, ..])
        {
            builder.Copy(mother, tongue, ChangeAttribute.Added);
        }
        else
        {
            builder.Add("002", ChangeAttribute.Added).Set("kielikoodi", language.Code);
        }

        builder.Add("004", ChangeAttribute.Added).Set("sukunimi", surname).Set("etunimet", names);
        if (dice.Hits(8000))
        {
            builder.Add("423", ChangeAttribute.Added).Set("nimi", names.Split(' ')[0]).Set("nimilaji", "04").Set("alkupv", day.Date);
        }

        builder.Add("902", ChangeAttribute.Added).Set("kielikoodi", language.IsSwedish ? "sv" : "fi").Set("alkupv", day.Date);
        builder.Add("906", ChangeAttribute.Added).Set("laji", dice.Hits(5600) ? "EV_LUT" : "EI_USKONTOKUNTAA");
        world.Registrar.Enter(child, builder);
    }

    private Language LanguageOf(string code) => code == "sv" ? world.Data.Swedish
        : code == "se" ? world.Data.Sami
        : world.Data.Foreign.Items.FirstOrDefault(one => one.Code == code) ?? world.Data.Finnish;
}
