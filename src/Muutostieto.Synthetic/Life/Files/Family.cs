namespace Muutostieto.Synthetic.Life.Files;

/// <summary>People of one dwelling who move together: an adult, the partner, the minors in their custody.</summary>
internal sealed class Family(IReadOnlyList<PersonFile> members)
{
    public IReadOnlyList<PersonFile> Members => members;

    public PersonFile Head => members[0];

    public int Size => members.Count;

    /// <summary>The person's part when the family does something together.</summary>
    public char RoleOf(PersonFile member, LifeDay day) =>
        member == Head ? Role.Self
        : member.IsAdultOn(day.Date) ? Role.Spouse
        : Role.Child;

    /// <summary>The family of a person: the person alone when no one else lives there. A minor's family is a guardian's.</summary>
    public static Family Of(PersonFile person, ChangeRegistrar registrar, LifeDay day)
    {
        var head = person;
        if (!person.IsAdultOn(day.Date)
            && registrar.OpenLiving(person.Codes("305")).FirstOrDefault(one => AtHome(one, person)) is { } guardian)
        {
            head = guardian;
        }

        var members = new List<PersonFile> { head };
        Add(members, registrar.OpenLiving(head.Codes("904")), head);
        AddMinors(members, head, registrar, day);

        // Parents who are not married to each other: the other guardian of a child at home.
        foreach (var child in members.Skip(1).Where(one => !one.IsAdultOn(day.Date)).ToList())
        {
            Add(members, registrar.OpenLiving(child.Codes("305")).Where(one => one.IsAdultOn(day.Date)), head);
        }

        foreach (var adult in members.Skip(1).Where(one => one.IsAdultOn(day.Date)).ToList())
        {
            AddMinors(members, adult, registrar, day);
        }

        return members.Contains(person) ? new Family(members) : new Family([person]);
    }

    /// <summary>The person and the minors at home, without a partner.</summary>
    public static Family WithoutPartner(PersonFile person, ChangeRegistrar registrar, LifeDay day)
    {
        var members = new List<PersonFile> { person };
        AddMinors(members, person, registrar, day);
        return new Family(members);
    }

    private static void AddMinors(List<PersonFile> members, PersonFile adult, ChangeRegistrar registrar, LifeDay day) =>
        Add(members, registrar.OpenLiving(adult.Codes("905")).Where(one => !one.IsAdultOn(day.Date)), adult);

    private static void Add(List<PersonFile> members, IEnumerable<PersonFile> candidates, PersonFile head)
    {
        foreach (var candidate in candidates)
        {
            if (!members.Contains(candidate) && AtHome(candidate, head))
            {
                members.Add(candidate);
            }
        }
    }

    private static bool AtHome(PersonFile one, PersonFile other) => one.Home is { } home && home == other.Home;
}
