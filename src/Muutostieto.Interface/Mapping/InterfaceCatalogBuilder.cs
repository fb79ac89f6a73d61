using System.Text;
using System.Text.Json;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Places;

namespace Muutostieto.Interface.Mapping;

/// <summary>Makes the catalog of a file that has no faults.</summary>
internal sealed class InterfaceCatalogBuilder(InterfaceCatalogFile file, GroupCatalog layouts)
{
    private const string EndOfValidity = "loppupv";
    private readonly Lazy<PostTowns> towns = new(PostTowns.Shipped);
    private PersonStub? stub;

    internal static IReadOnlyList<string> Shapes { get; } =
    [
        "text", "oldText", "date", "enumeration", "number", "flag", "inForce", "validity", "bilingual", "postTown", "remark",
        "person", "list", "empty", "dwelling", "activeCode", "formerCodes",
    ];

    internal InterfaceCatalog Build()
    {
        stub = Person(file.Person);
        var first = file.Tietoryhmat
            .Where(group => group.Repeats is null)
            .ToDictionary(group => (group.Name, group.Code, InterfaceCatalogChecker.WhenOf(group)), group => Mapping(group, repeats: null));
        var groups = file.Tietoryhmat
            .Select(group =>
                first.GetValueOrDefault((group.Repeats ?? group.Name, group.Code, InterfaceCatalogChecker.WhenOf(group))) is var known
                && group.Repeats is null
                    ? known!
                    : Mapping(group, known))
            .ToList();
        var repetitions = first.Values.ToDictionary(
            group => group, group => (IReadOnlyList<GroupMapping>)[.. groups.Where(other => other.Repeats == group)]);
        return new InterfaceCatalog(
            layouts,
            stub,
            groups,
            repetitions,
            file.NotServed.ToDictionary(unserved => unserved.Group, unserved => new Reason(unserved.Why, unserved.WhyFi)),
            file.NotInRegister
                .SelectMany(absent => absent.Names.Select(name => (name, new Reason(absent.Why, absent.WhyFi))))
                .ToDictionary());
    }

    private PersonStub Person(InterfaceCatalogFile.PersonStub person)
    {
        var fields = FieldsOf(person.Fields, person.Without);
        return new PersonStub(
            JsonEncodedText.Encode(person.Code),
            person.Without,
            fields,
            [.. fields.Zip(person.Fields).Where(each => each.Second.Known is not null).Select(each => (each.Second.Known!, each.First))]);
    }

    private GroupMapping Mapping(InterfaceCatalogFile.Group group, GroupMapping? repeats) => new()
    {
        Name = group.Name,
        Spec = layouts.Newest(group.Code)!,
        When = Condition(group.When),
        Unless = Condition(group.Unless),
        Fields = FieldsOf(group.Fields, group.Code),
        IsRepetition = group.Repeats is not null,
        Repeats = repeats,
        RepeatsRuns = group.Place == "run",
        InBase = group.In != "changes",
        InChanges = group.In != "base",
        DeletedAs = group.DeletedAs,
        AddedAs = group.AddedAs,
        Mask = [.. group.Mask.Select(field => JsonEncodedText.Encode(field))],
        Collects = group.Collects is { } lists
            ? new GroupCollection(
                JsonEncodedText.Encode(lists.All),
                [.. lists.Changed.Select(list => (JsonEncodedText.Encode(list.Name), (byte)list.Attribute[0]))])
            : null,
        WritesEnd =
            layouts.Newest(group.Code)!.Field(EndOfValidity) is null
            || group.Fields.Any(field => field is { Shape: "validity" } or { Shape: "date", From: EndOfValidity }),
    };

    private static List<(string Field, IReadOnlyList<byte[]> Values)> Condition(
        IReadOnlyDictionary<string, IReadOnlyList<string>> fields) =>
        [
            .. fields.Select(field =>
                (string.Intern(field.Key), (IReadOnlyList<byte[]>)[.. field.Value.Select(value => Encoding.UTF8.GetBytes(value))])),
        ];

    /// <param name="fields">Fields of an object.</param>
    /// <param name="code">The group that it is made from.</param>
    private List<FieldMapping> FieldsOf(IReadOnlyList<InterfaceCatalogFile.Field> fields, string code) =>
        [.. fields.Select(field => Field(field, code))];

    private FieldMapping Field(InterfaceCatalogFile.Field field, string code)
    {
        var made = Shape(field, code);
        return field.Beside is { } other ? new BesideField(field.Name, other, made) { IsDerived = true } : made;
    }

    private FieldMapping Shape(InterfaceCatalogFile.Field field, string code)
    {
        var (name, from, required, derived) = (field.Name, string.Intern(field.From ?? ""), field.Required, field.Derived);
        var (inBase, inChanges) = (field.In != "changes", field.In != "base");
        return field.Shape switch
        {
            "text" => new TextField(name, from) { IsRequired = required, IsDerived = derived, InBase = inBase, InChanges = inChanges },
            "oldText" => new OldTextField(name, from) { IsRequired = required, InBase = inBase, InChanges = inChanges },
            "date" => new DateField(name, from, field.Open)
            {
                IsRequired = required,
                IsDerived = derived,
                InBase = inBase,
                InChanges = inChanges,
            },
            "enumeration" => new EnumerationField(name, from, file.Enumerations[field.Enumeration!])
            {
                IsRequired = required,
                IsDerived = derived,
                InBase = inBase,
                InChanges = inChanges,
            },
            "number" => new NumberField(name, from) { IsRequired = required, InBase = inBase, InChanges = inChanges },
            "flag" => new FlagField(name, [.. field.Attributes.Select(attribute => (byte)attribute[0])])
            {
                InBase = inBase,
                InChanges = inChanges,
            },
            "inForce" => new InForceField(name) { InBase = inBase, InChanges = inChanges },
            "validity" => new ValidityField(name) { InBase = inBase, InChanges = inChanges },
            "bilingual" => new BilingualField(name, string.Intern(field.Fi!), string.Intern(field.Sv!))
            {
                InBase = inBase,
                InChanges = inChanges,
            },
            "postTown" => new PostTownField(name, from, towns.Value) { IsDerived = true, InBase = inBase, InChanges = inChanges },
            "remark" => new RemarkField(name) { InBase = inBase, InChanges = inChanges },
            "person" => new PersonField(name, from, stub!, HoldsWithout(code))
            {
                IsRequired = required,
                InBase = inBase,
                InChanges = inChanges,
            },
            "list" => new ListField(name, field.Of!, FieldsOf(field.Fields, field.Of!)) { InBase = inBase, InChanges = inChanges },
            "empty" => new EmptyListField(name) { InBase = inBase, InChanges = inChanges },
            "dwelling" => new DwellingField(name, [.. field.Parts.Select(string.Intern)]) { InBase = inBase, InChanges = inChanges },
            "activeCode" => new ActiveCodeField(name) { InBase = inBase, InChanges = inChanges },
            "formerCodes" => new FormerCodesField(name) { InBase = inBase, InChanges = inChanges },
            _ => throw new InvalidOperationException("A shape that the checker let through is not known here."),
        };
    }

    /// <summary>Whether a group may have a person without an identity code.</summary>
    private bool HoldsWithout(string code) => layouts.Newest(stub!.Without)!.Clarifies.Contains(code);
}
