using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Writes changes of names: the whole name (004), the name that is now, and the one that was, which ends on the day the new one begins.
/// </summary>
internal static class NameChanges
{
    private const string CurrentSurname = "01";
    private const string FormerSurname = "05";
    private const string CurrentFirstNames = "02";
    private const string FormerFirstNames = "06";
    private const string CurrentCallName = "04";
    private const string FormerCallName = "09";

    public static void Surname(ChangeBuilder builder, PersonFile person, string surname, DateOnly since)
    {
        var former = person.Text("004", "sukunimi");
        foreach (var group in person.All("004"))
        {
            builder.Copy(person, group, ChangeAttribute.Changed).Set("sukunimi", surname).Set("muutospv", since);
        }

        Kinds(builder, person, "005", (surname, CurrentSurname), (former, FormerSurname), since);
    }

    public static void FirstNames(ChangeBuilder builder, PersonFile person, string names, DateOnly since)
    {
        var former = person.Text("004", "etunimet");
        foreach (var group in person.All("004"))
        {
            builder.Copy(person, group, ChangeAttribute.Changed).Set("etunimet", names).Set("muutospv", since);
        }

        Kinds(builder, person, "005", (names, CurrentFirstNames), (former, FormerFirstNames), since);
    }

    public static void CallName(ChangeBuilder builder, PersonFile person, string name, DateOnly since)
    {
        var current = person
            .All("423")
            .Where(group => person.Groups.Text(group, "nimilaji") == CurrentCallName)
            .Select(group => person.Groups.Text(group, "nimi"))
            .FirstOrDefault("");
        Kinds(builder, person, "423", (name, CurrentCallName), (current, FormerCallName), since);
    }

    private static void Kinds(
        ChangeBuilder builder,
        PersonFile person,
        string code,
        (string Name, string Kind) now,
        (string Name, string Kind) before,
        DateOnly since)
    {
        builder.Add(code, ChangeAttribute.Added).Set("nimi", now.Name).Set("nimilaji", now.Kind).Set("alkupv", since);
        if (before.Name.Length == 0)
        {
            return;
        }

        // When the former name was the current one, it is the same group ended: it keeps its first day.
        var began = person
            .All(code)
            .Where(group => person.Groups.Text(group, "nimilaji") == now.Kind && person.Groups.Text(group, "nimi") == before.Name)
            .Select(group => person.Groups.Text(group, "alkupv"))
            .FirstOrDefault("");
        builder
            .Add(code, ChangeAttribute.Changed)
            .Set("nimi", before.Name)
            .Set("nimilaji", before.Kind)
            .Set("alkupv", began)
            .Set("loppupv", since);
    }
}
