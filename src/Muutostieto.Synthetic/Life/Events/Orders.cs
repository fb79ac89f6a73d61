using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Non-disclosure orders: set for a person, mostly with the children and sometimes the partner, now and then with a move in the same
/// record; extended by two years at most before they end; lifted. Those that end by date are the nightly job's.
/// </summary>
internal sealed class Orders(LifeWorld world) : ILifeEvent
{
    private const string UntilFurtherNotice = "99990000";
    private const int ExtendedInTenThousand = 4500;
    private const int DaysBeforeEnd = 20;
    private const int MovesTooInTenThousand = 2500;

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Adults("turvakielto", day))
        {
            if (person.State.NonDisclosureEnd is null)
            {
                Set(Family.Of(person, world.Registrar, day), person, day);
            }
        }

        Extend(day);
        for (var left = world.Rates.Count("turvakielto_perutaan", day); left > 0 && world.Index.Orders.Count > 0; left--)
        {
            world.Registrar.Clear();
            Lift(world.Registrar.Open(day.Dice.Pick(world.Index.Orders.Keys.ToList())), day);
        }
    }

    /// <summary>The first time an order lasts five years at most.</summary>
    private void Set(Family family, PersonFile applicant, LifeDay day)
    {
        var dice = day.Dice;
        var end = dice.Hits(1000) ? UntilFurtherNotice
            : dice.Hits(1500) ? LifeDay.Text(day.Date.AddDays(dice.Between(20, 120)))
            : LifeDay.Text(day.Date.AddDays(dice.Between(300, 5 * 365)));
        var municipality = dice.Hits(5000) ? applicant.Municipality : world.InForce(world.Rates.Destinations.Pick(dice));
        var refuge = dice.Hits(MovesTooInTenThousand) ? world.Housing.Next(municipality, dice) : null;
        foreach (var member in family.Members)
        {
            var isIncluded = member == applicant || dice.Hits(member.IsAdultOn(day.Date) ? 2000 : 8500);
            if (!isIncluded || member.State.NonDisclosureEnd is not null)
            {
                continue;
            }

            var role =
                member == applicant ? Role.Self
                : member.IsAdultOn(day.Date) ? Role.Spouse
                : Role.Child;
            var builder = world
                .Registrar.Change(member, EventCode.NonDisclosure, day, role)
                .Add("015", ChangeAttribute.Added)
                .Set("paattymispv", end);
            if (refuge is not null && !(member.IsAdultOn(day.Date) && member != applicant))
            {
                Removals.Write(builder, member, municipality, refuge, day);
            }

            world.Registrar.Enter(member, builder);
        }
    }

    private void Extend(LifeDay day)
    {
        // The decision is one for those whose orders end on the same day, as a family's do; it is made once, on a day before the end.
        var due = LifeDay.Text(day.Date.AddDays(DaysBeforeEnd));
        foreach (var (person, end) in world.Index.Orders.Where(pair => pair.Value == due).ToList())
        {
            if (!Chances.Dice.For(0, "extended " + end, PersonGroup(person)).Hits(ExtendedInTenThousand))
            {
                continue;
            }

            world.Registrar.Clear();
            var file = world.Registrar.Open(person);
            var later = PersonFile.Parse(end).AddYears(day.Dice.Between(1, 2));
            world.Registrar.Enter(
                file,
                world
                    .Registrar.Change(file, EventCode.NonDisclosure, day)
                    .Add("015", ChangeAttribute.Changed)
                    .Set("paattymispv", LifeDay.Text(later)));
        }
    }

    /// <summary>A number that a family shares: that of the dwelling.</summary>
    private int PersonGroup(int person)
    {
        world.Registrar.Clear();
        return world.Registrar.Open(person).Home is { } home ? home.Sum(letter => letter * 7919 % 65_537) : person;
    }

    private void Lift(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.NonDisclosure, day);
        foreach (var group in person.All("015"))
        {
            builder.Copy(person, group, ChangeAttribute.Deleted).Set("paattymispv", day.Date);
        }

        for (var group = 0; group < person.Groups.GroupCount; group++)
        {
            if (person.Groups.Spec(group) is { IsCovered: true } or { Holds: Sensitivity.Municipality })
            {
                builder.Copy(person, group, ChangeAttribute.Supplementary);
            }
        }

        world.Registrar.Enter(person, builder);
    }
}
