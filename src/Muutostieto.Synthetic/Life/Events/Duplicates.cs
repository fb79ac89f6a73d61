using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Foreigners registered a second time under another code, and found weeks later: the record of the surviving code says which one it
/// removes. Those not found when a run ends stay two persons.
/// </summary>
internal sealed class Duplicates(LifeWorld world) : ILifeEvent
{
    /// <summary>The data of a person who is registered again as unknown.</summary>
    private static readonly string[] KnownOfStranger = ["002", "003", "004", "007", "009", "101", "204", "901", "902", "909"];

    /// <summary>Relations of a person to others, who would need entries too.</summary>
    private static readonly string[] Ties = ["001", "305", "306", "316", "904", "905", "911", "912"];

    private readonly Queue<(DateOnly Found, int Person, int Duplicate)> waiting = [];

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Some("kaksoiskappale", day, slot => slot.Has(PersonTraits.Foreign) && slot.IsAdultOn(day.Date)))
        {
            if (person.State.NonDisclosureEnd is null)
            {
                Register(person, day);
            }
        }

        while (waiting.TryPeek(out var first) && first.Found <= day.Date && day.Share >= 1_000_000)
        {
            world.Registrar.Clear();
            Merge(waiting.Dequeue(), day);
        }
    }

    private void Register(PersonFile person, LifeDay day)
    {
        var born = person.Born.AddDays(day.Dice.Between(0, 1));
        var builder = world.Registrar.NewChange(
            world.NewCode(born, person.IsMale, day.Dice),
            EventCode.ForeignerRegistered,
            day,
            Role.Self);
        foreach (var group in KnownOfStranger.SelectMany(person.All))
        {
            builder.Copy(person, group, ChangeAttribute.Added);
        }

        builder.Add("903", ChangeAttribute.Added).Set("siviilisaaty", "1");
        waiting.Enqueue((day.Date.AddDays(30), person.Id, world.Registrar.EnterNew(builder).Id));
    }

    private void Merge((DateOnly Found, int Person, int Duplicate) pair, LifeDay day)
    {
        var (person, duplicate) = (world.Registrar.Open(pair.Person), world.Registrar.Open(pair.Duplicate));
        if (!person.State.IsAlive || !duplicate.State.IsAlive || Ties.Any(duplicate.Has) || world.Index.WardsOf(duplicate.Code).Count > 0)
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.CodeChange, day)
            .Add("001", ChangeAttribute.Supplementary).Set("hetu", person.Code).Set("voimassaolo", "1")
            .Add("001", ChangeAttribute.Changed).Set("hetu", duplicate.Code).Set("voimassaolo", "2");
        foreach (var group in person.All("001").Where(group => person.Groups.Text(group, "hetu") != person.Code))
        {
            builder.Copy(person, group, ChangeAttribute.Supplementary);
        }

        builder.Supplement(person, "004");
        world.Registrar.EnterMerging(person, duplicate, builder);
    }
}
