using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Deaths, and what ends with them: the marriage, custody, guardianships and powers of attorney.</summary>
internal sealed class Deaths(LifeWorld world) : ILifeEvent
{
    private const string Married = "2";

    private readonly CustodyChanges custody = new(world);
    private readonly Offices offices = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Chosen(LifeKind.Death, day))
        {
            Die(person, day);
        }
    }

    private void Die(PersonFile person, LifeDay day)
    {
        var died = day.Dice.Hits(9800) ? day.Date.AddDays(-day.Dice.Between(0, 12)) : day.Date.AddDays(-day.Dice.Between(20, 400));
        if (died < person.Born)
        {
            died = person.Born;
        }

        var (code, spouses, wards, guardians) = (person.Code, person.Codes("904"), person.Codes("905"), person.Codes("305"));
        var builder = world.Registrar.Change(person, EventCode.Death, day)
            .Add("013", ChangeAttribute.Added).Set("kuolinpv", day.Dice.Hits(60) ? LifeDay.Text(died)[..6] + "00" : LifeDay.Text(died));
        foreach (var ended in (string[])["305", "306", "316", "904", "905"])
        {
            builder.End(person, ended, died);
        }

        world.Registrar.Enter(person, builder);
        if (builder.Record.GroupCount == 1)
        {
            world.Memory.Death(person.Id);
        }

        foreach (var spouse in world.Registrar.OpenLiving(spouses))
        {
            Widow(spouse, code, died, day);
        }

        foreach (var ward in world.Registrar.OpenLiving(wards))
        {
            Orphan(ward, code, died, day);
        }

        foreach (var guardian in world.Registrar.OpenLiving(guardians))
        {
            custody.EndWard(guardian, code, died, EventCode.Death, day);
        }

        foreach (var ward in world.Index.WardsOf(code).ToList())
        {
            offices.Vacate(world.Registrar.Open(ward), code, died, EventCode.Death, day);
        }
    }

    private void Widow(PersonFile spouse, string dead, DateOnly died, LifeDay day)
    {
        var builder = world
            .Registrar.Change(spouse, EventCode.Death, day, Role.Spouse)
            .Add("903", ChangeAttribute.Changed)
            .Set("siviilisaaty", spouse.Text("903", "siviilisaaty") == Married ? "5" : "8")
            .Set("alkupv", died);
        foreach (var group in spouse.All("904").Where(group => spouse.Groups.Text(group, "hetu") == dead))
        {
            builder.Copy(spouse, group, ChangeAttribute.Changed).Set("loppupv", died);
        }

        world.Registrar.Enter(spouse, builder);
    }

    private void Orphan(PersonFile child, string dead, DateOnly died, LifeDay day)
    {
        var builder = world.Registrar.Change(child, EventCode.Death, day, Role.Child);
        foreach (var group in child.All("305").Where(group => child.Groups.Text(group, "hetu") == dead))
        {
            builder.Copy(child, group, ChangeAttribute.Changed).Set("loppupv", died);
        }

        world.Registrar.Enter(child, builder);
        if (!child.IsAdultOn(day.Date) && !child.All("305").Exists(group => child.Groups.Text(group, "laji") is "1" or "2" or "03" or "06"))
        {
            custody.Appoint(child, day);
        }
    }
}
