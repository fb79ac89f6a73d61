using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// A person gets another identity code: wrongly issued, day of birth corrected, sex confirmed. The record goes under the old code;
/// every person whose record names it gets a line: children, guardians, spouse, wards.
/// </summary>
internal sealed class CodeChanges(LifeWorld world) : ILifeEvent
{
    private const int SexInTenThousand = 4500;

    private readonly Offices offices = new(world);

    public void Happen(LifeDay day)
    {
        foreach (var person in world.Some("henkilotunnus", day, _ => true))
        {
            Change(person, day);
        }
    }

    private void Change(PersonFile person, LifeDay day)
    {
        var dice = day.Dice;
        var before = person.Code;
        var (isMale, born) = (person.IsMale, person.Born);
        // A correction never makes a person come of age on a past day.
        var changesSex = person.IsAdultOn(day.Date) && dice.Hits(SexInTenThousand);
        if (changesSex)
        {
            isMale = !isMale;
        }
        else if (person.AgeOn(day.Date) != 17 && dice.Hits(6000))
        {
            born = born.AddDays(-dice.Between(1, 40));
        }

        var after = world.NewCode(born, isMale, dice);

        var builder = world.Registrar.Change(person, EventCode.CodeChange, day)
            .Add("001", ChangeAttribute.Added).Set("hetu", after).Set("voimassaolo", "1")
            .Add("001", ChangeAttribute.Changed).Set("hetu", before).Set("voimassaolo", "2");
        foreach (var group in person.All("001").Where(group => person.Groups.Text(group, "hetu") != before))
        {
            builder.Copy(person, group, ChangeAttribute.Supplementary);
        }

        if (changesSex)
        {
            builder.Add("003", ChangeAttribute.Changed).Set("sukupuoli", isMale ? "1" : "2");
        }

        builder.Supplement(person, "004");
        if (born != person.Born)
        {
            builder.Add("901", ChangeAttribute.Changed).Set("syntymapv", born);
        }

        var wards = world.Index.WardsOf(before).ToList();
        world.Registrar.Enter(person, builder);
        CorrectRelations(person, before, after, wards, day);
    }

    /// <summary>Corrects the code in the records of those who are related.</summary>
    private void CorrectRelations(PersonFile person, string before, string after, IReadOnlyList<int> wards, LifeDay day)
    {
        foreach (var child in Opened(person.Codes("905").Union(person.Codes("912"))))
        {
            Correct(child, ["305", "908", "911"], before, after, Role.Child, day);
        }

        foreach (var guardian in Opened(person.Codes("305").Union(person.Codes("911"))))
        {
            Correct(guardian, ["905", "912"], before, after, Role.Other, day);
        }

        foreach (var spouse in world.Registrar.OpenLiving(person.Codes("904")))
        {
            Correct(spouse, ["904"], before, after, Role.Spouse, day);
        }

        foreach (var ward in wards)
        {
            offices.Rekey(world.Registrar.Open(ward), before, after, day);
        }
    }

    /// <summary>The dead too: parents and children stay what they are.</summary>
    private List<PersonFile> Opened(IEnumerable<string> codes) => [.. codes.Select(world.Registrar.Open).OfType<PersonFile>()];

    private void Correct(PersonFile other, IEnumerable<string> codes, string before, string after, char role, LifeDay day)
    {
        var builder = world.Registrar.Change(other, EventCode.CodeChange, day, role);
        foreach (var group in codes.SelectMany(other.All).Where(group => other.Groups.Text(group, "hetu") == before))
        {
            builder.Copy(other, group, ChangeAttribute.ToBeCorrected);
            builder.Copy(other, group, ChangeAttribute.Corrected).Set("hetu", after);
        }

        world.Registrar.Enter(other, builder);
    }
}
