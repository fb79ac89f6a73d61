using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Writes moves: of a family to a dwelling in Finland, or abroad.</summary>
internal sealed class Removals(LifeWorld world)
{
    private const string Abroad = "200";

    private static readonly string[] Domestic = ["101"];
    private static readonly string[] Foreign = ["104"];

    /// <summary>Moves the family to a dwelling.</summary>
    public void To(Family family, string municipality, Dwelling dwelling, LifeDay day, DateOnly moved)
    {
        foreach (var member in family.Members)
        {
            if (DayFor(member, moved, day) is { } since)
            {
                To(member, family.RoleOf(member, day), municipality, dwelling, day, since, remember: family.Size == 1);
            }
        }
    }

    /// <summary>Moves the family abroad.</summary>
    public void ToAbroad(Family family, AddressAbroad address, LifeDay day, DateOnly moved)
    {
        foreach (var member in family.Members)
        {
            if (DayFor(member, moved, day) is { } since)
            {
                ToAbroad(member, family.RoleOf(member, day), address, day, since);
            }
        }
    }

    /// <summary>
    /// Writes a move on a sheet that may say something else too, as when a non-disclosure order is set because of it.
    /// Nothing when the person cannot have moved.
    /// </summary>
    public static void Write(ChangeBuilder builder, PersonFile person, string municipality, Dwelling dwelling, LifeDay day)
    {
        if (DayFor(person, day.Date, day) is { } since)
        {
            Write(builder, person, municipality, dwelling, day, since);
        }
    }

    private static void Write(ChangeBuilder builder, PersonFile person, string municipality, Dwelling dwelling, LifeDay day, DateOnly since)
    {
        builder.Address("101", ChangeAttribute.Supplementary, dwelling, since)
            .Address("101", ChangeAttribute.Added, dwelling, since);
        End(builder, person, since);
        EndPostal(builder, person, since, day);
        if (person.Municipality != municipality)
        {
            builder.Add("204", ChangeAttribute.Added).Set("kuntanumero", municipality).Set("muuttopv", since);
            Former(builder, person, since);
        }

        builder.DwellingId(ChangeAttribute.Added, dwelling, municipality, since);
        builder.End(person, "909", since.AddDays(-1));
    }

    private void To(PersonFile person, char role, string municipality, Dwelling dwelling, LifeDay day, DateOnly since, bool remember)
    {
        var (before, movedIn) = (person.Municipality, person.Text("204", "muuttopv"));
        var builder = world.Registrar.Change(person, EventCode.Move, day, role);
        Write(builder, person, municipality, dwelling, day, since);
        world.Registrar.Enter(person, builder);
        if (remember && before.Length > 0)
        {
            world.Memory.Move(person.Id, builder.Record, before, movedIn);
        }
    }

    private void ToAbroad(PersonFile person, char role, AddressAbroad address, LifeDay day, DateOnly since)
    {
        var builder = world.Registrar.Change(person, EventCode.MoveAbroad, day, role);
        foreach (var attribute in (byte[])[ChangeAttribute.Supplementary, ChangeAttribute.Added])
        {
            Write(builder, attribute, address, since);
        }

        End(builder, person, since);
        builder.Add("204", ChangeAttribute.Added).Set("kuntanumero", Abroad).Set("muuttopv", since);
        Former(builder, person, since);
        builder.End(person, "909", since.AddDays(-1));
        world.Registrar.Enter(person, builder);
    }

    /// <summary>The municipality that the person lived in becomes a former one; the day of moving in stays.</summary>
    public static void Former(ChangeBuilder builder, PersonFile person, DateOnly left)
    {
        if (person.Municipality.Length > 0 && builder.Knows("913"))
        {
            var (came, last) = (person.Text("204", "muuttopv"), LifeDay.Text(left.AddDays(-1)));
            builder
                .Add("913", ChangeAttribute.Changed)
                .Set("kuntanumero", person.Municipality)
                .Set("alkupv", came)
                .Set("loppupv", string.CompareOrdinal(came, last) > 0 ? came : last);
        }
    }

    private static void Write(ChangeBuilder builder, byte attribute, AddressAbroad address, DateOnly since)
    {
        builder
            .Add("104", attribute)
            .Set("lahiosoite", address.Line)
            .Set("paikkakunta", address.Town)
            .Set("maa", address.Country)
            .Set("alkupv", since);
        if (address.CountryName is { } name)
        {
            builder.Add("452", ChangeAttribute.Supplementary).Set("teksti", name);
        }
    }

    /// <summary>The old permanent addresses end the day before the new one begins.</summary>
    private static void End(ChangeBuilder builder, PersonFile person, DateOnly since)
    {
        foreach (var code in Domestic.Concat(Foreign))
        {
            builder.End(person, code, since.AddDays(-1));
        }
    }

    private static void EndPostal(ChangeBuilder builder, PersonFile person, DateOnly since, LifeDay day)
    {
        if (person.Has("103") && day.Dice.Hits(5000))
        {
            builder.End(person, "103", since.AddDays(-1));
        }
    }

    /// <summary>When the person can have moved: after the last move, today at the latest; null when the last one was today.</summary>
    private static DateOnly? DayFor(PersonFile person, DateOnly moved, LifeDay day)
    {
        var last = person.Born;
        foreach (var code in (string[])["101", "104", "909"])
        {
            if (person.Has(code) && PersonFile.Parse(person.Text(code, "alkupv")) is var since && since > last)
            {
                last = since;
            }
        }

        var earliest = last.AddDays(1);
        return earliest > day.Date ? null : moved < earliest ? day.Date : moved;
    }
}
