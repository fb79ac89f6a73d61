using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Moves inside a municipality, to another one, and abroad. Rates are those of persons: a family of four moves a fourth as often as its
/// members are found.
/// </summary>
internal sealed class Moves(LifeWorld world) : ILifeEvent
{
    private const int AloneInTenThousand = 1200;
    private const int InWithSomebodyInTenThousand = 1500;

    private readonly Removals removals = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Chosen(LifeKind.MoveInside, day))
        {
            if (Movers(person, day) is { } family)
            {
                Move(family, family.Head.Municipality, day);
            }
        }

        foreach (var person in world.Chosen(LifeKind.MoveAway, day))
        {
            if (Movers(person, day) is { } family)
            {
                Move(family, Destination(family.Head.Municipality, day), day);
            }
        }

        foreach (var person in world.Chosen(LifeKind.Emigration, day))
        {
            if (Movers(person, day) is { } family)
            {
                removals.ToAbroad(family, world.Abroad.Pick(day.Dice), day, day.Lately());
            }
        }
    }

    /// <summary>Those who move: sometimes one alone, mostly the family; null when it is not the family's turn.</summary>
    private Family? Movers(PersonFile person, LifeDay day)
    {
        if (person.IsAdultOn(day.Date) && day.Dice.Hits(AloneInTenThousand))
        {
            return new Family([person]);
        }

        var family = Family.Of(person, world.Registrar, day);
        return day.Dice.Below(family.Size) == 0 ? family : null;
    }

    private void Move(Family family, string municipality, LifeDay day)
    {
        var moved = day.Lately();
        if (family.Size == 1
            && day.Dice.Hits(InWithSomebodyInTenThousand)
            && world.PickPerson(day, slot => slot.IsAdultOn(day.Date) && Index.PersonIndex.Code(slot.Municipality) == municipality)
                is { } host
            && Index.Housing.Of(world.Registrar.Open(host)) is { } dwelling
            && world.Registrar.Open(host).Home != family.Head.Home)
        {
            removals.To(family, municipality, dwelling, day, moved);
            return;
        }

        removals.To(family, municipality, world.Housing.Next(municipality, day.Dice), day, moved);
    }

    /// <summary>A municipality of the county as often as moves stay inside one, otherwise any of the country.</summary>
    private string Destination(string from, LifeDay day)
    {
        var county = world.Data.Municipalities.FirstOrDefault(one => one.Code == from)?.County;
        var isNear = day.Dice.Below(1000) < Migration.NearInThousand;
        for (var i = 0; i < 2000; i++)
        {
            var to = world.InForce(world.Rates.Destinations.Pick(day.Dice));
            if (to != from && (!isNear || world.Data.Municipality(to).County == county))
            {
                return to;
            }

            if (i == 1000)
            {
                isNear = false;
            }
        }

        return from;
    }
}
