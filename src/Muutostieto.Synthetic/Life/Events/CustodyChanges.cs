using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Writes custody on both sides: the guardian in the child's record (305), the ward in the guardian's (905); of a parent parenthood too
/// (911, 912).
/// </summary>
internal sealed class CustodyChanges(LifeWorld world)
{
    private const string Parent = "1";

    /// <summary>A parent on a child's sheet.</summary>
    public static ChangeBuilder Guardian(ChangeBuilder builder, PersonFile guardian, string role, DateOnly since) =>
        Guardian(builder, guardian, Parent, role, since);

    public static ChangeBuilder Guardian(ChangeBuilder builder, PersonFile guardian, string kind, string role, DateOnly since) =>
        builder
            .Add("305", ChangeAttribute.Added)
            .Set("hetu", guardian.Code)
            .Set("laji", kind)
            .Set("huoltajan_rooli", role)
            .Set("alkupv", since);

    /// <summary>The parent, who is the person's guardian too, on a child's sheet. The last groups of it.</summary>
    /// <param name="builder">The sheet.</param>
    /// <param name="parent">Who.</param>
    /// <param name="role">The role as a guardian.</param>
    /// <param name="since">Since when.</param>
    public static ChangeBuilder Parenthood(ChangeBuilder builder, PersonFile parent, string role, DateOnly since) =>
        Tie(builder, "911", parent, role, since);

    /// <summary>Enters the child in a parent's record.</summary>
    public void Ward(PersonFile guardian, PersonFile child, string role, DateOnly since, string eventCode, LifeDay day) =>
        world.Registrar.Enter(
            guardian,
            Tie(Ward(world.Registrar.Change(guardian, eventCode, day, Role.Other), child, Parent, role, since), "912", child, role, since));

    public void Ward(PersonFile guardian, PersonFile child, string kind, string role, DateOnly since, string eventCode, LifeDay day) =>
        world.Registrar.Enter(guardian, Ward(world.Registrar.Change(guardian, eventCode, day, Role.Other), child, kind, role, since));

    /// <summary>Ends in a guardian's record what the guardian had with a child.</summary>
    public void EndWard(PersonFile guardian, string child, DateOnly on, string eventCode, LifeDay day)
    {
        var builder = world.Registrar.Change(guardian, eventCode, day, Role.Other);
        foreach (var group in guardian.All("905").Where(group => guardian.Groups.Text(group, "hetu") == child))
        {
            builder.Copy(guardian, group, ChangeAttribute.Changed).Set("loppupv", on);
        }

        world.Registrar.Enter(guardian, builder);
    }

    private static ChangeBuilder Ward(ChangeBuilder builder, PersonFile child, string kind, string role, DateOnly since) =>
        builder
            .Add("905", ChangeAttribute.Added)
            .Set("hetu", child.Code)
            .Set("laji", kind)
            .Set("huoltajan_rooli", role)
            .Set("alkupv", since);

    private static ChangeBuilder Tie(ChangeBuilder builder, string code, PersonFile other, string role, DateOnly since) =>
        builder
            .Add(code, ChangeAttribute.Added)
            .Set("hetu", other.Code)
            .Set("vanhemman_rooli", role == "6" ? "2" : role)
            .Set("alkupv", since);

    /// <summary>Gives a child whose guardians are all gone a guardian by decision.</summary>
    public void Appoint(PersonFile child, LifeDay day)
    {
        if (world.PickPerson(day, slot => slot.AgeOn(day.Date) is > 29 and < 66) is not { } person || person == child.Id)
        {
            return;
        }

        var guardian = world.Registrar.Open(person);
        var builder = Guardian(world.Registrar.Change(child, EventCode.CustodyDecision, day, Role.Child), guardian, "2", "", day.Date);
        world.Registrar.Enter(child, builder);
        Ward(guardian, child, "2", "", day.Date, EventCode.CustodyDecision, day);
    }
}
