using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Foreigners become Finns; some lose the citizenship they had.</summary>
internal sealed class Citizenships(LifeWorld world) : ILifeEvent
{
    private const string Finland = "246";
    private const int LosesOtherInTenThousand = 1800;

    public void Happen(LifeDay day)
    {
        // The rates are of all residents of an age: the person drawn represents a foreigner of similar age.
        foreach (var like in world.Rates.Chosen(LifeKind.Naturalisation, day))
        {
            var born = world.Index[like].Born;
            if (world.PickPerson(day, slot => slot.Has(PersonTraits.Foreign) && Math.Abs(slot.Born - born) < 3000) is not { } person)
            {
                continue;
            }

            world.Registrar.Clear();
            Naturalise(world.Registrar.Open(person), day);
        }
    }

    private void Naturalise(PersonFile person, LifeDay day)
    {
        if (person.IsFinn)
        {
            return;
        }

        var since = day.Date.AddDays(-day.Dice.Between(1, 20));
        var builder = world.Registrar.Change(person, EventCode.Citizenship, day)
            .Add("007", ChangeAttribute.Added).Set("maa", Finland).Set("voimassaolo", "1").Set("alkupv", since);
        foreach (var group in person.All("007"))
        {
            if (person.Groups.Text(group, "voimassaolo") == "1"
                && person.Groups.Text(group, "maa") != Finland
                && day.Dice.Hits(LosesOtherInTenThousand))
            {
                builder.Copy(person, group, ChangeAttribute.Changed).Set("voimassaolo", "2").Set("loppupv", since);
            }
            else if (person.Groups.Text(group, "maa") != Finland)
            {
                builder.Copy(person, group, ChangeAttribute.Supplementary);
            }
        }

        world.Registrar.Enter(person, builder);
    }
}
