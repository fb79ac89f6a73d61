using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Moves to the register's area from outside, and from abroad: people who lived here before, and people new to the
/// register.</summary>
internal sealed class Arrivals(LifeWorld world) : ILifeEvent
{
    private const int ReturningInTenThousand = 3500;
    private const int ReturningFromAbroadInTenThousand = 1500;
    private const int WithoutMunicipalityInTenThousand = 600;

    private readonly Removals removals = new(world);
    private readonly Newcomers newcomers = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var (code, movesIn, immigration) in world.Rates.Incoming)
        {
            var municipality = world.InForce(code);
            for (var left = LifeRates.Count(movesIn, day.ShareOfMoves, day.Dice); left > 0; left--)
            {
                MoveIn(municipality, day);
            }

            for (var left = LifeRates.Count(immigration, day.Share, day.Dice); left > 0; left--)
            {
                Immigrate(municipality, day);
            }
        }

        GiveMunicipalities(day);
    }

    private void MoveIn(string municipality, LifeDay day)
    {
        world.Registrar.Clear();
        if (day.Dice.Hits(ReturningInTenThousand) && Return(municipality, day, slot => slot.Municipality is not (198 or 199 or 200 or 0)))
        {
            return;
        }

        newcomers.MoveIn(municipality, day);
    }

    private void Immigrate(string municipality, LifeDay day)
    {
        world.Registrar.Clear();
        if (day.Dice.Hits(ReturningFromAbroadInTenThousand) && Return(municipality, day, slot => slot.Municipality == 200))
        {
            return;
        }

        if (day.Dice.Hits(WithoutMunicipalityInTenThousand))
        {
            newcomers.WithoutMunicipality(municipality, day);
        }
        else
        {
            newcomers.Immigrate(municipality, day);
        }
    }

    /// <summary>Those who were registered without a municipality get one in time.</summary>
    private void GiveMunicipalities(LifeDay day)
    {
        if (world.Index.Elsewhere.Count == 0 || world.Index.Home.Count == 0 || day.Share < 1_000_000 || !day.Dice.Hits(2000))
        {
            return;
        }

        var municipality = world.InForce(day.Dice.Pick(world.Rates.Incoming).Municipality);
        Return(municipality, day, slot => slot.Municipality == 198);
    }

    private bool Return(string municipality, LifeDay day, Func<PersonSlot, bool> condition)
    {
        for (var i = 0; i < 60 && world.Index.Elsewhere.Count > 0; i++)
        {
            var person = day.Dice.Pick(world.Index.Elsewhere);
            if (!condition(world.Index[person]))
            {
                continue;
            }

            world.Registrar.Clear();
            var family = Family.Of(world.Registrar.Open(person), world.Registrar, day);
            if (day.Dice.Below(family.Size) == 0)
            {
                removals.To(family, municipality, world.Housing.Next(municipality, day.Dice), day, day.Lately());
            }

            return true;
        }

        return false;
    }
}
