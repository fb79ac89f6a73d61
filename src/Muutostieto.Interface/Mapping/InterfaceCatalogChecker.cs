using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// Finds everything that is wrong in a mapping: names of groups, fields, enumerations and repeated tietoryhmät that lead nowhere, groups
/// that it forgets, shapes without what they need.
/// </summary>
internal sealed class InterfaceCatalogChecker(InterfaceCatalogFile file, GroupCatalog layouts)
{
    private const string Twin = "UTF8";
    private static readonly string[] Attributes = ["0", "1", "3", "4", "5", "6"];
    private static readonly string[] Places = ["unit", "run"];
    private readonly List<CatalogFault> faults = [];

    internal IReadOnlyList<CatalogFault> Check()
    {
        Require(file.Format == 1, "format", $"{file.Format}, but this program knows format 1");
        CheckPerson();
        foreach (var group in file.Tietoryhmat)
        {
            CheckGroup(group);
        }

        foreach (
            var twice in file.Tietoryhmat.GroupBy(group => (group.Name, group.Code, When: WhenOf(group))).Where(same => same.Count() > 1))
        {
            Fault(twice.Key.Name, $"is made from group {twice.Key.Code} twice; give it once, or with another \"when\"");
        }

        CheckAbsent();

        CheckThatEveryGroupIsThere();
        return faults;
    }

    internal static string WhenOf(InterfaceCatalogFile.Group group) =>
        string.Join(';', group.When.Select(condition => $"{condition.Key}={string.Join(',', condition.Value)}"));

    private void CheckThatEveryGroupIsThere()
    {
        var served = file.Tietoryhmat.Select(group => group.Code).ToHashSet();
        var parts = layouts.Groups.Where(spec => spec.Clarifies.Count > 0).Select(spec => spec.Code).ToHashSet();
        foreach (var unserved in file.NotServed)
        {
            Require(layouts.Newest(unserved.Group) is not null, "notServed", Unknown(unserved.Group));
            Require(!served.Contains(unserved.Group), "notServed", $"group {unserved.Group} is served; remove it from the list");
            Require(unserved.Why.Length > 0, "notServed", $"group {unserved.Group}: say why in \"why\"");
        }

        foreach (
            var forgotten in layouts.Groups.Select(spec => spec.Code).Distinct()
                .Where(code => !served.Contains(code) && !parts.Contains(code) && file.NotServed.All(unserved => unserved.Group != code)))
        {
            Fault("tietoryhmat", $"group {forgotten} of groups.json is missing; map it, or name it in \"notServed\"");
        }
    }

    private void CheckAbsent()
    {
        var absent = file.NotInRegister.SelectMany(each => each.Names).ToList();
        foreach (var served in absent.Distinct().Intersect(file.Tietoryhmat.Select(group => group.Name)))
        {
            Fault("notInRegister", $"{served} is served; remove it from the list");
        }

        foreach (var twice in absent.GroupBy(name => name).Where(same => same.Count() > 1))
        {
            Fault("notInRegister", $"{twice.Key} occurs {twice.Count()} times; give one reason");
        }

        foreach (var each in file.NotInRegister)
        {
            Require(each.Names.Count > 0, "notInRegister", $"\"{each.Why}\" is the reason of no tietoryhmä; name one in \"names\"");
            Require(each.Why.Length > 0, "notInRegister", $"{string.Join(", ", each.Names)}: say why in \"why\"");
        }
    }

    private void CheckPerson()
    {
        Require(file.Person.Code.Length > 0, "person", "\"code\" is missing; expected the key of the identity code");
        if (layouts.Newest(file.Person.Without) is { } spec)
        {
            CheckFields("person", spec, file.Person.Fields);
            CheckKnown();
        }
        else
        {
            Fault("person", Unknown(file.Person.Without));
        }
    }

    private void CheckKnown()
    {
        foreach (var field in file.Person.Fields.Where(field => field.Known is not null))
        {
            var place = $"person, field {field.Name}";
            Require(
                DisclosedRecord.Gate.GroupsOfRelated.Contains(field.Known!),
                place,
                $"known '{field.Known}'; expected one of {string.Join(", ", DisclosedRecord.Gate.GroupsOfRelated)}, which are all that may "
                    + "be said of a person named in another's record");
            if (layouts.Newest(field.Known!) is { } spec)
            {
                CheckSource(place, spec, field.From);
            }
        }
    }

    private void CheckGroup(InterfaceCatalogFile.Group group)
    {
        var place = group.Name.Length > 0 ? group.Name : "a tietoryhmä without name";
        Require(group.Name.Length > 0, place, "\"name\" is missing");
        Require(Places.Contains(group.Place), place, $"place '{group.Place}'; expected unit or run");
        Require(group.In is null or "base" or "changes", place, $"in '{group.In}'; expected base or changes");
        Require(
            group.DeletedAs is null || ChangeWords.AttributeOf(group.DeletedAs) != 0,
            place,
            $"deletedAs '{group.DeletedAs}'; expected one of {string.Join(", ", ChangeWords.All)}");
        Require(
            group.AddedAs is null or ChangeWords.Added or ChangeWords.Changed,
            place,
            $"addedAs '{group.AddedAs}'; expected {ChangeWords.Added} or {ChangeWords.Changed}");
        Require(
            group.Unless.Count == 0 || group.Repeats is not null,
            place,
            "has \"unless\", which only a repetition may; use \"when\"");
        Require(
            group.Repeats is null || file.Tietoryhmat.Any(other => other.Name == group.Repeats && other.Code == group.Code),
            place,
            $"repeats {group.Repeats}, which is no tietoryhmä of group {group.Code}");
        if (layouts.Newest(group.Code) is not { } spec)
        {
            Fault(place, Unknown(group.Code));
            return;
        }

        Require(spec.Clarifies.Count == 0, place, $"group {group.Code} only clarifies others; it is a part of theirs");
        Require(
            spec.IsCovered == group.Mask.Count > 0 || spec.Holds == Sensitivity.Municipality,
            place,
            spec.IsCovered
                ? $"group {group.Code} is covered by non-disclosure orders; name its fields in \"mask\""
                : $"group {group.Code} is not covered by non-disclosure orders; remove \"mask\"");
        foreach (var field in group.When.Keys.Concat(group.Unless.Keys))
        {
            CheckSource(place, spec, field);
        }

        foreach (var list in group.Collects?.Changed ?? [])
        {
            Require(
                Attributes.Contains(list.Attribute),
                place,
                $"attribute '{list.Attribute}' of {list.Name}; expected one of 0, 1, 3 to 6");
        }

        CheckFields(place, spec, group.Fields);
    }

    private void CheckFields(string place, GroupSpec spec, IReadOnlyList<InterfaceCatalogFile.Field> fields)
    {
        Require(fields.Count > 0, place, "has no fields");
        foreach (var twice in fields.GroupBy(field => field.Name).Where(same => same.Count() > 1))
        {
            Fault(place, $"field '{twice.Key}' occurs {twice.Count()} times");
        }

        foreach (var field in fields)
        {
            CheckField($"{place}, field {field.Name}", spec, field);
            if (field.Shape == "oldText")
            {
                Require(
                    fields.Any(other => other.Name == field.Name + Twin && other.From == field.From && other.Shape == "text"),
                    place,
                    $"field '{field.Name}' has no twin '{field.Name}{Twin}' of shape text with the same \"from\"");
            }
        }
    }

    private void CheckField(string place, GroupSpec spec, InterfaceCatalogFile.Field field)
    {
        Require(field.Name.Length > 0, place, "\"name\" is missing");
        Require(
            field.Known is null || place.StartsWith("person, ", StringComparison.Ordinal), place, "\"known\" is for fields of \"person\"");
        Require(field.In is null or "base" or "changes", place, $"in '{field.In}'; expected base or changes");
        if (field.Beside is { } other)
        {
            if (layouts.Newest(other) is not { } beside)
            {
                Fault(place, Unknown(other));
                return;
            }

            spec = beside;
        }

        switch (field.Shape)
        {
            case "text" or "oldText" or "date" or "number" or "person" or "postTown":
                CheckSource(place, spec, field.From);
                break;
            case "enumeration":
                CheckSource(place, spec, field.From);
                Require(
                    field.Enumeration is { } table && file.Enumerations.ContainsKey(table),
                    place,
                    $"there is no enumeration '{field.Enumeration}'. {Suggestion.For(field.Enumeration ?? "", file.Enumerations.Keys)}");
                break;
            case "bilingual":
                CheckSource(place, spec, field.Fi);
                CheckSource(place, spec, field.Sv);
                break;
            case "dwelling":
                Require(field.Parts.Count > 0, place, "\"parts\" is missing; expected the fields that are put together");
                foreach (var part in field.Parts)
                {
                    CheckSource(place, spec, part);
                }

                break;
            case "list":
                CheckList(place, spec, field);
                break;
            case "flag":
                Require(
                    field.Attributes.All(Attributes.Contains),
                    place,
                    $"attributes {string.Join(", ", field.Attributes)}; expected some of 0, 1, 3 to 6");
                break;
            case "remark" or "inForce" or "validity" or "empty" or "activeCode" or "formerCodes":
                break;
            default:
                Fault(place, $"shape '{field.Shape}' is unknown; expected one of {string.Join(", ", InterfaceCatalogBuilder.Shapes)}");
                break;
        }
    }

    private void CheckList(string place, GroupSpec spec, InterfaceCatalogFile.Field field)
    {
        if (field.Of is not { } of || layouts.Newest(of) is not { } item)
        {
            Fault(place, Unknown(field.Of ?? ""));
            return;
        }

        Require(item.Clarifies.Contains(spec.Code), place, $"group {of} does not clarify group {spec.Code}");
        CheckFields(place, item, field.Fields);
    }

    private void CheckSource(string place, GroupSpec spec, string? field) =>
        Require(
            field is not null && spec.Field(field) is not null,
            place,
            field is null
                ? "the field of the group is missing; expected \"from\""
                : $"group {spec.Code} has no field '{field}'. {Suggestion.For(field, spec.Fields.Select(each => each.Name))}");

    private static string Unknown(string code) => $"there is no group '{code}' in groups.json";

    private void Require(bool holds, string place, string message)
    {
        if (!holds)
        {
            Fault(place, message);
        }
    }

    private void Fault(string place, string message) => faults.Add(new CatalogFault(place, message.TrimEnd()));
}
