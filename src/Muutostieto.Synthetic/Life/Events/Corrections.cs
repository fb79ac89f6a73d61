using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// What was registered wrongly: the wrong group in full, and right after it the right one. Moves and deaths that never were are undone.
/// </summary>
internal sealed class Corrections(LifeWorld world) : ILifeEvent
{
    private static readonly string[] SignLanguages = ["suomalainen viittomakieli", "suomenruots. viittomakieli"];

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Some("nimen_korjaus", day, _ => true))
        {
            Name(person, day);
        }

        foreach (var person in world.Some("muuton_korjaus", day, _ => true))
        {
            DayOfMove(person, day);
        }

        foreach (var person in world.Some("aidinkieli", day, _ => true))
        {
            Language(person, day);
        }

        foreach (var person in world.Some("ulkomaalaisen_yllapito", day, slot => slot.Has(PersonTraits.Foreign)))
        {
            Foreigner(person, day);
        }

        for (var left = world.Rates.Count("muuton_peruutus", day); left > 0; left--)
        {
            CancelMove(day);
        }

        for (var left = world.Rates.Count("kuoleman_korjaus", day); left > 0; left--)
        {
            Death(day, cancels: false);
        }

        for (var left = world.Rates.Count("kuoleman_peruutus", day); left > 0; left--)
        {
            Death(day, cancels: true);
        }
    }

    /// <summary>The wrong group and the right one.</summary>
    private static ChangeBuilder Pair(ChangeBuilder builder, PersonFile person, int group, string field, string right)
    {
        builder.Copy(person, group, ChangeAttribute.ToBeCorrected);
        return builder.Copy(person, group, ChangeAttribute.Corrected).Set(field, right);
    }

    private static string Earlier(string digits, int days) => LifeDay.Text(PersonFile.Parse(digits).AddDays(-days));

    private void Name(PersonFile person, LifeDay day)
    {
        if (person.All("004") is not [var name, ..] || person.Text("004", "etunimet") is not { Length: > 0 and < 90 } names)
        {
            return;
        }

        var right = names.EndsWith('a') ? names[..^1] : names + "a";
        world.Registrar.Enter(person, Pair(world.Registrar.Change(person, EventCode.Upkeep, day), person, name, "etunimet", right));
    }

    /// <summary>The day of the latest move was some days earlier.</summary>
    private void DayOfMove(PersonFile person, LifeDay day)
    {
        if (person.All("101") is not [var address, ..]
            || person.Text("101", "alkupv") is not { Length: 8 } since
            || since.EndsWith("00", StringComparison.Ordinal))
        {
            return;
        }

        var right = Earlier(since, day.Dice.Between(1, 20));
        if (PersonFile.Parse(right) < person.Born)
        {
            return;
        }

        var builder = Pair(world.Registrar.Change(person, EventCode.MoveCorrected, day), person, address, "alkupv", right);
        if (person.Text("204", "muuttopv") == since)
        {
            Pair(builder, person, person.All("204")[0], "muuttopv", right);
            if (FormerUntil(person, since) is var former and >= 0 && person.Groups.Text(former, "alkupv") is var began
                && string.CompareOrdinal(began, Earlier(right, 1)) <= 0)
            {
                Pair(builder, person, former, "loppupv", Earlier(right, 1));
            }
        }

        if (person.Text("909", "alkupv") == since)
        {
            Pair(builder, person, person.All("909")[0], "alkupv", right);
        }

        world.Registrar.Enter(person, builder);
    }

    /// <summary>The former municipality that the person left to move in on a day, or -1.</summary>
    private static int FormerUntil(PersonFile person, string movedIn)
    {
        var last = Earlier(movedIn, 1);
        return person.All("913").FindIndex(group => person.Groups.Text(group, "loppupv") == last) is var at and >= 0
            ? person.All("913")[at]
            : -1;
    }

    private void Language(PersonFile person, LifeDay day)
    {
        if (!person.Has("002"))
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.Upkeep, day);
        if (day.Dice.Hits(2500))
        {
            builder.Add("002", ChangeAttribute.Changed).Set("kielikoodi", "98")
                .Add("452", ChangeAttribute.Supplementary).Set("teksti", day.Dice.Pick(SignLanguages));
        }
        else
        {
            var other = day.Dice.Hits(5000) ? world.Data.Swedish.Code : world.Data.Finnish.Code;
            if (other == person.Text("002", "kielikoodi"))
            {
                return;
            }

            builder.Add("002", ChangeAttribute.Changed).Set("kielikoodi", other);
        }

        world.Registrar.Enter(person, builder);
    }

    /// <summary>A place of birth, a civil status or a citizenship's day, from papers that came later.</summary>
    private void Foreigner(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.ForeignerUpkeep, day);
        if (person.All("009") is [var place, ..] && world.Data.Cities(person.Text("009", "maa")) is { Count: > 0 } cities)
        {
            Pair(builder, person, place, "paikka", day.Dice.Pick(cities));
        }
        else if (person.All("007") is [var citizenship, ..])
        {
            Pair(builder, person, citizenship, "alkupv", LifeDay.Text(person.Born));
        }

        world.Registrar.Enter(person, builder);
    }

    /// <summary>A move that never was: the new address is deleted, the old one corrected not to have ended.</summary>
    private void CancelMove(LifeDay day)
    {
        if (world.Memory.TakeMove(day.Dice) is not { } move)
        {
            return;
        }

        world.Registrar.Clear();
        var person = world.Registrar.Open(move.Person);
        var (moved, change) = (person.Text("101", "alkupv"), move.Change);
        var address = Old(change, "101");
        if (address < 0
            || !person.State.IsAlive
            || moved != change.Text(change.IndexOf("101"), "alkupv")
            || person.All("101") is not [var current, ..])
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.MoveCorrected, day).Copy(person, current, ChangeAttribute.Deleted);
        Revive(builder, change, address);
        if (move.Municipality != person.Municipality)
        {
            builder.Copy(person, person.All("204")[0], ChangeAttribute.ToBeCorrected);
            builder.Add("204", ChangeAttribute.Corrected).Set("kuntanumero", move.Municipality).Set("muuttopv", move.MovedIn);
            if (Old(change, "913") is var former and >= 0)
            {
                // Not left, so no former one.
                Revive(builder, change, former);
            }
        }

        if (person.All("909") is [var dwelling, ..] && Old(change, "909") is var old and >= 0)
        {
            builder.Copy(person, dwelling, ChangeAttribute.Deleted);
            Revive(builder, change, old);
        }

        world.Registrar.Enter(person, builder);
    }

    private static void Revive(ChangeBuilder builder, Record change, int ended)
    {
        builder.Copy(change, ended, ChangeAttribute.ToBeCorrected);
        builder.Copy(change, ended, ChangeAttribute.Corrected).Set("loppupv", "");
    }

    /// <summary>The group of the code that the move ended.</summary>
    private static int Old(Record change, string code)
    {
        for (var group = change.IndexOf(code); group >= 0; group = change.IndexOf(code, group + 1))
        {
            if (change.Attribute(group) == ChangeAttribute.Changed)
            {
                return group;
            }
        }

        return -1;
    }

    private void Death(LifeDay day, bool cancels)
    {
        if (world.Memory.TakeDeath(day.Dice) is not { } dead)
        {
            return;
        }

        world.Registrar.Clear();
        var person = world.Registrar.Open(dead);
        if (person.State.IsAlive)
        {
            return;
        }

        var builder = world
            .Registrar.Change(person, EventCode.Upkeep, day)
            .Copy(person, person.All("013")[0], ChangeAttribute.ToBeCorrected);
        builder.Add("013", ChangeAttribute.Corrected);
        if (!cancels)
        {
            builder.Set("kuolinpv", Earlier(person.Text("013", "kuolinpv"), 1));
        }

        world.Registrar.Enter(person, builder);
    }
}
