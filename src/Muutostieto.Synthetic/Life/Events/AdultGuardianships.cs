using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Guardianships of adults begin, end and change their guardian; powers of attorney come into force.</summary>
internal sealed class AdultGuardianships(LifeWorld world) : ILifeEvent
{
    public void Happen(LifeDay day)
    {
        foreach (
            var person in world.Some("edunvalvonta_alkaa", day, slot =>
                slot.AgeOn(day.Date) > 60 || (slot.IsAdultOn(day.Date) && day.Dice.Hits(2500))))
        {
            if (!person.Has("306"))
            {
                Begin(person, day);
            }
        }

        foreach (var person in With("306", "edunvalvonta_paattyy", day))
        {
            world.Registrar.Enter(person, End(person, day));
        }

        foreach (var person in With("306", "edunvalvoja_vaihtuu", day))
        {
            Exchange(person, day);
        }

        foreach (var person in world.Some("valtuutus_alkaa", day, slot => slot.AgeOn(day.Date) > 60))
        {
            if (!person.Has("316"))
            {
                Empower(person, day);
            }
        }
    }

    private ChangeBuilder End(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.AdultGuardianship, day);
        foreach (var group in person.All("306"))
        {
            var holders = Offices.Holders(person, group);
            Offices.Head(builder, person, group, "edunvalvojien_lkm", holders.Count);
            builder.Record.Set(builder.Record.GroupCount - 1, "loppupv", day.Digits);
            foreach (var holder in holders)
            {
                builder.Copy(person, holder, ChangeAttribute.Changed).Set("loppupv", day.Date);
            }
        }

        return builder;
    }

    /// <summary>People with an office, found among many: it concerns one in seventy.</summary>
    private IEnumerable<PersonFile> With(string group, string eventCode, LifeDay day)
    {
        for (var left = world.Rates.Count(eventCode, day); left > 0; left--)
        {
            for (var i = 0; i < 150; i++)
            {
                if (world.PickPerson(day, slot => slot.AgeOn(day.Date) > 25) is not { } person)
                {
                    break;
                }

                world.Registrar.Clear();
                if (world.Registrar.Open(person) is var file && file.Has(group))
                {
                    yield return file;
                    break;
                }
            }
        }
    }

    private void Begin(PersonFile person, LifeDay day)
    {
        var guardian = day.Dice.Hits(5500) ? Adult(person, day) : null;
        var since = day.Date.AddDays(-day.Dice.Between(2, 30));
        var builder = world
            .Registrar.Change(person, EventCode.AdultGuardianship, day)
            .Add("306", ChangeAttribute.Added)
            .Set("alkupv", since)
            .Set("toimintakelpoisuus", day.Dice.Hits(9000) ? "1" : "2")
            .Set("edunvalvojien_lkm", "01");
        if (guardian is null)
        {
            Offices.PublicGuardian(builder, since, day);
        }
        else
        {
            builder.Add("307", ChangeAttribute.Added).Set("hetu", guardian.Code).Set("alkupv", since);
        }

        world.Registrar.Enter(person, builder);
    }

    private void Exchange(PersonFile person, LifeDay day)
    {
        if (person.All("306") is not [var group, ..])
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.AdultGuardianship, day);
        var holders = Offices.Holders(person, group);
        Offices.Head(builder, person, group, "edunvalvojien_lkm", holders.Count + 1);
        if (day.Dice.Hits(5000)
            && Adult(person, day) is { } guardian
            && !holders.Exists(one => person.Groups.Text(one, "hetu") == guardian.Code))
        {
            builder.Add("307", ChangeAttribute.Added).Set("hetu", guardian.Code).Set("alkupv", day.Date);
        }
        else if (!holders.Exists(one => person.Groups.Text(one, "oikeusaputoimisto").Length > 0))
        {
            Offices.PublicGuardian(builder, day.Date, day);
        }
        else
        {
            return;
        }

        for (var i = 0; i < holders.Count; i++)
        {
            if (i == 0)
            {
                builder.Copy(person, holders[i], ChangeAttribute.Changed).Set("loppupv", day.Date);
            }
            else
            {
                builder.Copy(person, holders[i], ChangeAttribute.Supplementary);
            }
        }

        world.Registrar.Enter(person, builder);
    }

    private void Empower(PersonFile person, LifeDay day)
    {
        if (Adult(person, day) is not { } attorney)
        {
            return;
        }

        world.Registrar.Enter(person, world.Registrar.Change(person, EventCode.AdultGuardianship, day)
            .Add("316", ChangeAttribute.Added).Set("alkupv", day.Date).Set("valtuutettujen_lkm", "01")
            .Add("317", ChangeAttribute.Added).Set("hetu", attorney.Code).Set("alkupv", day.Date));
    }

    private PersonFile? Adult(PersonFile person, LifeDay day) =>
        world.PickPerson(day, slot => slot.AgeOn(day.Date) is > 30 and < 75) is { } other && other != person.Id
            ? world.Registrar.Open(other)
            : null;
}
