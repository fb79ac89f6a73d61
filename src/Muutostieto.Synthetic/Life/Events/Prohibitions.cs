using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// People prohibit the disclosure of their data for some purposes, and take that back. A guardian may do so for a minor.
/// </summary>
/// <param name="world">What events have at hand.</param>
/// <param name="seed">Of the run. These events have dice of their own, so that all others are the same with and without them.</param>
internal sealed class Prohibitions(LifeWorld world, ulong seed) : ILifeEvent
{
    private const string Group = "910";
    private const int MoreInTenThousand = 6000;
    private const int AllInTenThousand = 7000;

    private static readonly string[] Kinds =
    [
        "SUORAMARKKINOINTI", "YHTEYSTIETOJEN_LUOVUTUS", "ASIAKASREKISTERIN_PAIVITYS", "HENKILOMATRIKKELI", "SUKUTUTKIMUS",
    ];

    public void Happen(LifeDay day)
    {
        var own = day with { Dice = Dice.For(seed, "prohibitions", day.Date.DayNumber) };
        foreach (var person in world.Some("luovutuskielto", own, _ => true))
        {
            Set(person, own);
        }

        foreach (var person in world.Some("luovutuskielto_perutaan", own, slot => slot.Has(PersonTraits.Prohibiting)))
        {
            Lift(person, own);
        }
    }

    /// <summary>Mostly several at once, the common ones first.</summary>
    private void Set(PersonFile person, LifeDay day)
    {
        var known = person.All(Group).Select(group => person.Groups.Text(group, "laji")).ToHashSet();
        var builder = world.Registrar.Change(person, EventCode.SelfReported, day);
        foreach (var kind in Kinds.Where(kind => !known.Contains(kind)))
        {
            if (builder.IsEmpty || day.Dice.Hits(MoreInTenThousand))
            {
                builder.Add(Group, ChangeAttribute.Added).Set("laji", kind).Set("alkupv", day.Date);
            }
        }

        world.Registrar.Enter(person, builder);
    }

    private void Lift(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.SelfReported, day);
        var all = day.Dice.Hits(AllInTenThousand);
        foreach (var group in person.All(Group))
        {
            if (all || builder.IsEmpty)
            {
                builder.Copy(person, group, ChangeAttribute.Changed).Set("loppupv", day.Date);
            }
        }

        world.Registrar.Enter(person, builder);
    }
}
