using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Rates;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Children are born, some days later registered; the name comes within three months, the father of a child of unmarried parents often on a
/// day of its own.
/// </summary>
internal sealed class Births(LifeWorld world) : ILifeEvent
{
    private const int TwinsInTenThousand = 140;
    private const int DaysBetweenSiblings = 300;
    private const int FatherInTenThousand = 8500;

    private readonly CustodyChanges custody = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var mother in world.Chosen(LifeKind.Birth, day))
        {
            if (mother.Home is null || HasInfant(mother, day))
            {
                continue;
            }

            var born = day.Date.AddDays(-day.Dice.Between(1, 9));
            if (born <= PersonFile.Parse(mother.Text("101", "alkupv")))
            {
                born = day.Date;
            }

            var partner = Partner(mother, day);
            for (var children = day.Dice.Hits(TwinsInTenThousand) ? 2 : 1; children > 0; children--)
            {
                Bear(mother, partner, born, day);
            }
        }
    }

    private static bool HasInfant(PersonFile mother, LifeDay day) => mother.Codes("905").Any(code =>
        Records.Identity.PersonalIdentityCode.TryParse(code, out var child) && child.BirthDate.AddDays(DaysBetweenSiblings) > day.Date);

    /// <summary>The spouse; for the unmarried the other guardian of a child, or null.</summary>
    private PersonFile? Partner(PersonFile mother, LifeDay day)
    {
        if (world.Registrar.OpenLiving(mother.Codes("904")).FirstOrDefault() is { } spouse)
        {
            return spouse;
        }

        return Family.Of(mother, world.Registrar, day).Members.FirstOrDefault(one => one != mother && one.IsAdultOn(day.Date));
    }

    private void Bear(PersonFile mother, PersonFile? partner, DateOnly born, LifeDay day)
    {
        var isMale = day.Dice.Hits(5120);
        var builder = world.Registrar.NewChange(world.NewCode(born, isMale, day.Dice), EventCode.Birth, day, Role.Child)
            .Add("003", ChangeAttribute.Added).Set("sukupuoli", isMale ? "1" : "2");
        Citizenships(builder, mother, partner);
        builder.Add("008", ChangeAttribute.Added).Set("kuntanumero", mother.Municipality);
        if (mother.State.NonDisclosureEnd is { } end)
        {
            builder.Add("015", ChangeAttribute.Added).Set("paattymispv", end);
        }

        Home(builder, mother, born);
        var isMarried = partner is not null && mother.IsMarried;
        CustodyChanges.Guardian(builder, mother, "2", born);
        if (isMarried)
        {
            CustodyChanges.Guardian(builder, partner!, RoleOf(partner!), born);
        }

        builder.Add("901", ChangeAttribute.Added).Set("syntymapv", born);
        builder.Add("903", ChangeAttribute.Added).Set("siviilisaaty", "1");
        DwellingId(builder, mother, born);
        CustodyChanges.Parenthood(builder, mother, "2", born);
        if (isMarried)
        {
            CustodyChanges.Parenthood(builder, partner!, RoleOf(partner!), born);
        }

        var child = world.Registrar.EnterNew(builder);
        custody.Ward(mother, child, "2", born, EventCode.Birth, day);
        if (isMarried)
        {
            custody.Ward(partner!, child, RoleOf(partner!), born, EventCode.Birth, day);
        }
        else if (partner is not null)
        {
            Acknowledge(child, partner, born, day);
        }
        else if (day.Dice.Hits(FatherInTenThousand) && Father(mother, day) is { } father)
        {
            Acknowledge(child, father, born, day);
        }
    }

    /// <summary>The child is Finn unless both parents are something else, and has the other citizenship of the mother too.</summary>
    private static void Citizenships(ChangeBuilder builder, PersonFile mother, PersonFile? partner)
    {
        if (mother.IsFinn || partner is { IsFinn: true })
        {
            builder.Add("007", ChangeAttribute.Added).Set("maa", "246").Set("voimassaolo", "1");
        }

        var other = mother
            .All("007")
            .Find(group => mother.Groups.Text(group, "maa") != "246" && mother.Groups.Text(group, "voimassaolo") == "1");
        if (!mother.IsFinn && mother.Has("007") && mother.Groups.Text(other, "maa") is { Length: > 0 } && other > 0)
        {
            builder.Copy(mother, other, ChangeAttribute.Added).Set("alkupv", "").Set("loppupv", "");
        }
    }

    private static void Home(ChangeBuilder builder, PersonFile mother, DateOnly born)
    {
        foreach (var attribute in (byte[])[ChangeAttribute.Supplementary, ChangeAttribute.Added])
        {
            foreach (var group in mother.All("101"))
            {
                builder.Copy(mother, group, attribute).Set("alkupv", born).Set("loppupv", "");
            }
        }

        builder.Add("204", ChangeAttribute.Added).Set("kuntanumero", mother.Municipality);
    }

    private static void DwellingId(ChangeBuilder builder, PersonFile mother, DateOnly born)
    {
        foreach (var group in mother.All("909"))
        {
            builder.Copy(mother, group, ChangeAttribute.Added).Set("alkupv", born).Set("loppupv", "");
        }
    }

    private void Acknowledge(PersonFile child, PersonFile father, DateOnly born, LifeDay day)
    {
        var builder = world.Registrar.Change(child, EventCode.Parenthood, day, Role.Child);
        CustodyChanges.Guardian(builder, father, RoleOf(father), born);
        CustodyChanges.Parenthood(builder, father, RoleOf(father), born);
        world.Registrar.Enter(child, builder);
        custody.Ward(father, child, RoleOf(father), born, EventCode.Parenthood, day);
    }

    private PersonFile? Father(PersonFile mother, LifeDay day)
    {
        var (youngest, oldest) = (mother.Born.AddYears(4).DayNumber, mother.Born.AddYears(-9).DayNumber);
        return
            world.PickPerson(day, slot =>
                slot.IsMale
                && !slot.Has(Index.PersonTraits.Married)
                && slot.Born < youngest
                && slot.Born > oldest
                && slot.IsAdultOn(day.Date))
                is { } father
            ? world.Registrar.Open(father)
            : null;
    }

    private static string RoleOf(PersonFile parent) => parent.IsMale ? "1" : "6";
}
