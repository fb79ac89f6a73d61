using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Custody: decisions of courts, agreements of parents, corrections of both; taking into care; and the end of it all on the eighteenth
/// birthday.
/// </summary>
internal sealed class Minors(LifeWorld world) : ILifeEvent
{
    private static readonly string[] Rights = ["T301", "T302", "P501", "P502", "A101"];

    private readonly CustodyChanges custody = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Index.ComingOfAge(day.Date).ToList())
        {
            world.Registrar.Clear();
            ComeOfAge(world.Registrar.Open(person), day);
        }

        foreach (var child in world.Minors("huoltopaatos", day))
        {
            Decide(child, day.Dice.Hits(800) ? EventCode.CustodyCorrected : EventCode.CustodyDecision, day);
        }

        foreach (var child in world.Minors("huoltosopimus", day))
        {
            Decide(child, EventCode.CustodyAgreement, day);
        }

        foreach (var child in world.Minors("huostaanotto", day))
        {
            TakeIntoCare(child, day);
        }

        foreach (var child in world.Minors("vanhemmuuden_kumoaminen", day))
        {
            AnnulFatherhood(child, day);
        }
    }

    private void ComeOfAge(PersonFile person, LifeDay day)
    {
        if (!person.State.IsAlive)
        {
            return;
        }

        var (code, guardians) = (person.Code, person.Codes("305").Distinct().ToList());
        var builder = world.Registrar.Change(person, EventCode.Parenthood, day, Role.Child).End(person, "305", day.Date);
        foreach (var group in person.All("907"))
        {
            builder.Copy(person, group, ChangeAttribute.Deleted);
        }

        world.Registrar.Enter(person, builder);
        foreach (var guardian in world.Registrar.OpenLiving(guardians))
        {
            custody.EndWard(guardian, code, day.Date, EventCode.Parenthood, day);
        }
    }

    private void Decide(PersonFile child, string eventCode, LifeDay day)
    {
        if (child.All("305") is not { Count: > 0 } guardians)
        {
            return;
        }

        var dice = day.Dice;
        var group = dice.Pick(guardians);
        var builder = world.Registrar.Change(child, eventCode, day, Role.Child);
        if (eventCode == EventCode.CustodyCorrected)
        {
            builder.Copy(child, group, ChangeAttribute.ToBeCorrected);
            Residence(builder.Copy(child, group, ChangeAttribute.Corrected), day);
        }
        else if (child.Groups.Text(group, "laji") is "2" or "3" && guardians.Count > 1 && dice.Hits(5000))
        {
            Leave(child, group, eventCode, day);
            return;
        }
        else if (dice.Hits(1500))
        {
            Join(child, eventCode, day);
            return;
        }
        else
        {
            Residence(builder.Copy(child, group, ChangeAttribute.Changed), day);
            if (child.Groups.Spec(group).IsNewest && dice.Hits(3000) && !HasRight(child, group))
            {
                builder.Add("320", ChangeAttribute.Added).Set("oikeus", dice.Pick(Rights)).Set("alkupv", day.Date);
            }
        }

        world.Registrar.Enter(child, builder);
    }

    private static bool HasRight(PersonFile child, int group) =>
        group + 1 < child.Groups.GroupCount && child.Groups.Spec(group + 1).Clarifies.Count > 0;

    /// <summary>Where the child lives: with the mother, with the father, by turns.</summary>
    private static void Residence(ChangeBuilder builder, LifeDay day)
    {
        if (builder.Has("asuminen"))
        {
            builder.Set("asuminen", day.Dice.Pick("234").ToString()).Set("asuminen_alkupv", day.Date);
        }
    }

    private void Join(PersonFile child, string eventCode, LifeDay day)
    {
        if (world.PickPerson(day, slot => slot.AgeOn(day.Date) is > 29 and < 70) is not { } person
            || world.Registrar.Open(person) is var guardian && child.Codes("305").Contains(guardian.Code))
        {
            return;
        }

        world.Registrar.Enter(
            child,
            CustodyChanges
                .Guardian(world.Registrar.Change(child, eventCode, day, Role.Child), guardian, "2", "", day.Date)
                .Add("320", ChangeAttribute.Added)
                .Set("oikeus", day.Dice.Pick(Rights))
                .Set("alkupv", day.Date));
        custody.Ward(guardian, child, "2", "", day.Date, eventCode, day);
    }

    private void Leave(PersonFile child, int group, string eventCode, LifeDay day)
    {
        var guardian = world.Registrar.Open(child.Groups.Text(group, "hetu"));
        world.Registrar.Enter(
            child,
            world.Registrar.Change(child, eventCode, day, Role.Child).Copy(child, group, ChangeAttribute.Changed).Set("loppupv", day.Date));
        if (guardian is not null && guardian.State.IsAlive)
        {
            custody.EndWard(guardian, child.Code, day.Date, eventCode, day);
        }
    }

    /// <summary>
    /// A father who is none: what was registered is deleted on both sides. The name is supplementary, and may have been his.
    /// </summary>
    private void AnnulFatherhood(PersonFile child, LifeDay day)
    {
        var group = child
            .All("305")
            .Find(at =>
                child.Groups.Text(at, "laji") == "1"
                && child.Groups.Text(at, "huoltajan_rooli") == "1"
                && child.Groups.Text(at, "hetu").Length > 0);
        if (group == 0 || child.All("305").Count(at => child.Groups.Text(at, "laji") is "1" or "2") < 2)
        {
            return;
        }

        var code = child.Groups.Text(group, "hetu");
        var father = world.Registrar.Open(code);
        var sheet = world
            .Registrar.Change(child, EventCode.ParentChanged, day, Role.Child)
            .Supplement(child, "004")
            .Copy(child, group, ChangeAttribute.Deleted);
        DeleteTie(sheet, child, "911", code);
        world.Registrar.Enter(child, sheet);
        if (father is null)
        {
            return;
        }

        var builder = world.Registrar.Change(father, EventCode.ParentChanged, day, Role.Other);
        foreach (
            var ward in father.All("905").Where(at => father.Groups.Text(at, "hetu") == child.Code && father.Groups.Text(at, "laji") == "1")
        )
        {
            builder.Copy(father, ward, ChangeAttribute.Deleted);
        }

        DeleteTie(builder, father, "912", child.Code);
        world.Registrar.Enter(father, builder);
    }

    private static void DeleteTie(ChangeBuilder builder, PersonFile person, string group, string other)
    {
        foreach (var tie in person.All(group).Where(at => person.Groups.Text(at, "hetu") == other))
        {
            builder.Copy(person, tie, ChangeAttribute.Deleted);
        }
    }

    private void TakeIntoCare(PersonFile child, LifeDay day)
    {
        var builder = world.Registrar.Change(child, EventCode.Upkeep, day, Role.Child);
        if (child.Has("907"))
        {
            foreach (var group in child.All("907"))
            {
                builder.Copy(child, group, ChangeAttribute.Deleted);
            }
        }
        else
        {
            builder.Add("907", ChangeAttribute.Added).Set("huostaanotto", "1").Set("alkupv", day.Date);
        }

        world.Registrar.Enter(child, builder);
    }
}
