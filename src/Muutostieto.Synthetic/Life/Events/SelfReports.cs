using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Documents;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>What people report themselves: e-mail, occupation, temporary and postal addresses; and numbers that other countries have given
/// them.</summary>
internal sealed class SelfReports(LifeWorld world) : ILifeEvent
{
    public void Happen(LifeDay day)
    {
        foreach (var person in world.Adults("sahkoposti", day))
        {
            Email(person, day);
        }

        foreach (var person in world.Adults("ammatti", day))
        {
            Occupation(person, day);
        }

        foreach (var person in world.Adults("tilapainen_osoite", day))
        {
            TemporaryAddress(person, day);
        }

        foreach (var person in world.Adults("postiosoite", day))
        {
            PostalAddress(person, day);
        }

        foreach (var person in world.Some("ulkomainen_numero", day, slot => slot.Has(Index.PersonTraits.Foreign)))
        {
            ForeignNumber(person, day);
        }
    }

    private void Email(PersonFile person, LifeDay day)
    {
        if (!person.Has("004"))
        {
            return;
        }

        var names = person.Text("004", "etunimet").Split(' ');
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"{AsciiNames.Fold(names[0])}.{AsciiNames.Fold(person.Text("004", "sukunimi"))}.{day.Digits[2..]}{day.Dice.Below(1000)}"
                + $"@{(day.Dice.Hits(5000) ? "posti" : "meili")}.example");
        var builder = world.Registrar.Change(person, EventCode.SelfReported, day);
        var remove = person.Has("421") && day.Dice.Hits(800);
        if (!remove)
        {
            builder.Add("421", ChangeAttribute.Added).Set("laji", "99").Set("osoite", address).Set("alkupv", day.Date);
        }

        builder.End(person, "421", day.Date);
        world.Registrar.Enter(person, builder);
    }

    private void Occupation(PersonFile person, LifeDay day)
    {
        var (code, name) = day.Dice.Pick(world.Data.Occupations);
        if (name == person.Text("401", "ammatti"))
        {
            return;
        }

        world.Registrar.Enter(
            person,
            world
                .Registrar.Change(person, EventCode.SelfReported, day)
                .Add("401", person.Has("401") ? ChangeAttribute.Changed : ChangeAttribute.Added)
                .Set("ammattikoodi", code)
                .Set("ammatti", name));
    }

    private void TemporaryAddress(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.Move, day);
        if (person.Has("102"))
        {
            builder.End(person, "102", day.Date.AddDays(-1));
        }
        else
        {
            builder.Address(
                "102",
                ChangeAttribute.Added,
                world.Housing.Next(
                    day.Dice.Hits(6000) ? person.Municipality : world.InForce(world.Rates.Destinations.Pick(day.Dice)),
                    day.Dice),
                day.Date);
            if (day.Dice.Hits(6000))
            {
                builder.Set("loppupv", day.Date.AddDays(day.Dice.Between(20, 300)));
            }
        }

        world.Registrar.Enter(person, builder);
    }

    private void PostalAddress(PersonFile person, LifeDay day)
    {
        var builder = world.Registrar.Change(person, EventCode.Move, day);
        if (person.Has("103") && day.Dice.Hits(5000))
        {
            builder.End(person, "103", day.Date.AddDays(-1));
        }
        else if (person.Text("101", "postinumero") is { Length: > 0 } postalCode)
        {
            var box = day.Dice.Between(1, 999).ToString(CultureInfo.InvariantCulture);
            builder.Add("103", ChangeAttribute.Added)
                .Set("osoite_fi", person.Text("101", "katu_fi").Length > 0 ? "PL " + box : "")
                .Set("osoite_sv", person.Text("101", "katu_sv").Length > 0 ? "PB " + box : "")
                .Set("postinumero", postalCode).Set("alkupv", day.Date);
            builder.End(person, "103", day.Date.AddDays(-1));
        }

        world.Registrar.Enter(person, builder);
    }

    private void ForeignNumber(PersonFile person, LifeDay day)
    {
        var country = person
            .All("007")
            .Select(group => person.Groups.Text(group, "maa"))
            .FirstOrDefault(maa => maa is not ("246" or "998"));
        if (country is null || person.Has("422"))
        {
            return;
        }

        world.Registrar.Enter(person, world.Registrar.Change(person, EventCode.ForeignNumber, day)
            .Add("422", ChangeAttribute.Added)
            .Set("numero", string.Create(CultureInfo.InvariantCulture, $"{LifeDay.Text(person.Born)}-{day.Dice.Between(1000, 9999)}"))
            .Set("sukupuoli", person.IsMale ? "1" : "2").Set("maa", country).Set("tietolahde", "2").Set("voimassaolo", "1")
            .Set("vtj_tallennuspv", day.Date).Set("vtj_voimassaolo", "1"));
    }
}
