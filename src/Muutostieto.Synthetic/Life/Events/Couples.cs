using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Marriages and divorces: civil status and spouse of both, often a name, often a move.</summary>
internal sealed class Couples(LifeWorld world) : ILifeEvent
{
    private const int TakesNameInTenThousand = 5200;
    private const int ReturnsToNameInTenThousand = 800;
    private const int MovesTogetherInTenThousand = 5000;
    private const int MovesApartInTenThousand = 8000;
    private const int SameSexInTenThousand = 200;

    private readonly Removals removals = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Chosen(LifeKind.Marriage, day))
        {
            // Both of a couple are found as often as the rates say; one finding makes the wedding of two.
            if (day.Dice.Hits(5000) && CanMarry(person, day) && PartnerOf(person, day) is { } partner)
            {
                Marry(person, partner, day);
            }
        }

        foreach (var person in world.Chosen(LifeKind.Divorce, day))
        {
            // Rates are by all people of an age; of those found most are married.
            if (day.Dice.Hits(5000)
                && (person.IsMarried ? person : AnyMarried(person, day)) is { } one
                && world.Registrar.OpenLiving(one.Codes("904")).FirstOrDefault() is { } spouse)
            {
                Divorce(one, spouse, day);
            }
        }
    }

    private static bool CanMarry(PersonFile person, LifeDay day) => person.IsAdultOn(day.Date) && !person.IsMarried && !person.Has("904");

    /// <summary>Rates by age are of all people, so that a person not eligible for the event represents another of the same age.</summary>
    private PersonFile? AnyMarried(PersonFile like, LifeDay day) =>
        world.PickPerson(day, slot => slot.Has(PersonTraits.Married) && Math.Abs(slot.Born - like.Born.DayNumber) < 1500) is { } person
            ? world.Registrar.Open(person)
            : null;

    /// <summary>The partner that the person has a home and children with, or a person of similar age from the same municipality.</summary>
    private PersonFile? PartnerOf(PersonFile person, LifeDay day)
    {
        var atHome = Family.Of(person, world.Registrar, day).Members.FirstOrDefault(one => one != person && CanMarry(one, day));
        if (atHome is not null)
        {
            return atHome;
        }

        var (own, isMale, born) = (
            PersonIndex.Number(person.Municipality),
            person.IsMale ^ day.Dice.Hits(SameSexInTenThousand),
            person.Born.DayNumber);
        var found = world.PickPerson(day, slot =>
            slot.Municipality == own
            && slot.IsMale != isMale
            && !slot.Has(PersonTraits.Married)
            && slot.IsAdultOn(day.Date)
            && Math.Abs(slot.Born - born) < 2200);
        return found is { } other && other != person.Id && world.Registrar.Open(other) is var file && CanMarry(file, day) ? file : null;
    }

    private void Marry(PersonFile one, PersonFile other, LifeDay day)
    {
        var wedding = day.Date.AddDays(-day.Dice.Between(1, 14));
        var takes = day.Dice.Hits(TakesNameInTenThousand);
        var taker = one.IsMale ? other : one;
        var surname = (taker == one ? other : one).Text("004", "sukunimi");
        foreach (
            var (person, spouse, role) in (IEnumerable<(PersonFile, PersonFile, char)>)[(one, other, Role.Self), (other, one, Role.Spouse)])
        {
            var builder = world.Registrar.Change(person, EventCode.Marriage, day, role);
            if (takes && person == taker && surname.Length > 0)
            {
                NameChanges.Surname(builder, person, surname, wedding);
            }

            builder.Add("903", ChangeAttribute.Changed).Set("siviilisaaty", "2").Set("alkupv", wedding)
                .Add("904", ChangeAttribute.Added).Set("hetu", spouse.Code).Set("laji", "1").Set("alkupv", wedding);
            world.Registrar.Enter(person, builder);
        }

        if (one.Home != other.Home && day.Dice.Hits(MovesTogetherInTenThousand) && Housing.Of(other) is { } home)
        {
            removals.To(Family.WithoutPartner(one, world.Registrar, day), other.Municipality, home, day, day.Date);
        }
    }

    private void Divorce(PersonFile one, PersonFile other, LifeDay day)
    {
        var divorced = day.Date.AddDays(-day.Dice.Between(5, 40));
        foreach (
            var (person, spouse, role) in (IEnumerable<(PersonFile, PersonFile, char)>)[(one, other, Role.Self), (other, one, Role.Spouse)])
        {
            var builder = world.Registrar.Change(person, EventCode.Upkeep, day, role);
            builder
                .Add("903", ChangeAttribute.Changed)
                .Set("siviilisaaty", person.Text("903", "siviilisaaty") == "6" ? "7" : "4")
                .Set("alkupv", divorced);
            foreach (var group in person.All("904").Where(group => person.Groups.Text(group, "hetu") == spouse.Code))
            {
                builder.Copy(person, group, ChangeAttribute.Changed).Set("loppupv", divorced);
            }

            world.Registrar.Enter(person, builder);
        }

        if (one.Home is { } home && home == other.Home && day.Dice.Hits(MovesApartInTenThousand))
        {
            var family = day.Dice.Hits(5000) ? Family.WithoutPartner(one, world.Registrar, day) : new Family([one]);
            removals.To(family, one.Municipality, world.Housing.Next(one.Municipality, day.Dice), day, day.Date);
        }

        var returner = one.IsMale ? other : one;
        if (day.Dice.Hits(ReturnsToNameInTenThousand)
            && returner.All("005").Find(group => returner.Groups.Text(group, "nimilaji") == "05") is var former and > 0)
        {
            ReturnToName(returner, returner.Groups.Text(former, "nimi"), day);
        }
    }

    private void ReturnToName(PersonFile person, string surname, LifeDay day)
    {
        if (surname == person.Text("004", "sukunimi"))
        {
            return;
        }

        var builder = world.Registrar.Change(person, EventCode.SurnameChange, day);
        NameChanges.Surname(builder, person, surname, day.Date);
        world.Registrar.Enter(person, builder);
    }
}
