using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the criteria of an order.</summary>
/// <param name="groups">The groups that there are, for the codes that they may have.</param>
/// <param name="municipalities">Null when they could not be read.</param>
/// <param name="permit">The order's; null when there is none of that name.</param>
/// <param name="today">The day whose municipalities count.</param>
/// <param name="faults">What is wrong.</param>
/// <param name="target">What the order's rows are.</param>
internal sealed class CriterionLoader(
    IReadOnlyDictionary<string, GroupOutline> groups,
    MunicipalityDirectory? municipalities,
    Permit? permit,
    DateOnly today,
    FaultCollector faults,
    OrderTarget target = OrderTarget.Persons)
{
    /// <summary>Nesting that an order may have: more is no condition that a person could check.</summary>
    private const int Deepest = 16;

    private const string Municipality = "municipality";
    internal const string Region = "region";
    private const int MostShown = 20;

    /// <summary>Those of every target: one of another than the order's is a fault of its own.</summary>
    private static readonly HashSet<string> Known =
    [
        .. CriterionKinds.Combinations,
        Region,
        .. Enum.GetValues<OrderTarget>().SelectMany(CriterionKinds.Of).Select(kind => kind.Name),
    ];

    private readonly IReadOnlyList<string>? area =
        municipalities is not null && permit is { Area: ResidenceArea residence } ? residence.Resolve(municipalities, today) : null;

    /// <summary>Null after a fault.</summary>
    internal Criterion? Load(JsonValue value, int depth = 0)
    {
        if (depth > Deepest)
        {
            faults.Add(value.Place, $"criteria are nested more than {Deepest} deep", "Simplify them.");
            return null;
        }

        if (SectionReader.Open(value, Known, faults) is not { } reader)
        {
            return null;
        }

        if (value.Members.Count != 1)
        {
            faults.Add(
                value.Place, $"{value.Members.Count} criteria in one object; expected one",
                "Write { \"all\": [ { … }, { … } ] } with one criterion in each object.");
            return null;
        }

        var member = value.Members[0];
        return member.Name switch
        {
            "all" => List(reader, member.Name, depth) is { } conditions ? Criterion.AllOf(conditions) : null,
            "any" => List(reader, member.Name, depth) is { } conditions ? Criterion.AnyOf(conditions) : null,
            "not" => reader.Value(member.Name) is { } condition && Load(condition, depth + 1) is { } inner ? Criterion.Not(inner) : null,
            Region => Regions(reader),
            _ => CriterionKinds.Find(member.Name, target) is { } kind ? Simple(reader, kind) : OfAnother(reader, member.Name),
        };
    }

    private List<Criterion>? List(SectionReader reader, string key, int depth)
    {
        var items = reader.Items(key);
        var conditions = items.Select(item => Load(item, depth + 1)).ToList();
        return conditions.Count == 0 || conditions.Contains(null) ? null : [.. conditions.OfType<Criterion>()];
    }

    /// <summary>What is no criterion at all has been reported.</summary>
    private Criterion? OfAnother(SectionReader reader, string name)
    {
        if (Known.Contains(name))
        {
            reader.Fault(
                name, $"there is no criterion \"{name}\" of {TargetCheck.NameOf(target)}, which the order's rows are",
                $"Possible: {string.Join(", ", CriterionKinds.Of(target).Select(kind => kind.Name))}.");
        }

        return null;
    }

    private Criterion? Simple(SectionReader reader, CriterionKind kind)
    {
        if (kind.Group.Length > 0)
        {
            CheckPermit(reader, kind.Name, kind.Group, kind.Fields);
        }

        return kind.Shape switch
        {
            CriterionShape.Codes => Codes(reader, kind) is { Count: > 0 } codes ? OfCodes(reader, kind, codes) : null,
            CriterionShape.Ages => Range(reader, kind) is { } range ? Ages(range, kind) : null,
            CriterionShape.Numbers => Range(reader, kind) is { } range ? Numbers(range, kind) : null,
            CriterionShape.Rectangle => new BoxLoader(faults).Load(reader, kind.Name) is { } box ? kind.OfBox(box) : null,
            _ => Range(reader, kind) is { } range ? Days(range, kind) : null,
        };
    }

    /// <summary>Where the codes decide which groups are looked at, each must be of the permit.</summary>
    private Criterion OfCodes(SectionReader reader, CriterionKind kind, List<string> codes)
    {
        var criterion = kind.OfCodes(codes);
        foreach (var group in kind.Group.Length == 0 ? criterion.Groups : [])
        {
            CheckPermit(reader, kind.Name, group, [.. groups.GetValueOrDefault(group)?.Fields ?? new HashSet<string>()]);
        }

        return criterion;
    }

    /// <summary>Being in an extract reveals what its criteria look at, so that must be data of the permit.</summary>
    private void CheckPermit(SectionReader reader, string key, string group, IReadOnlyList<string> fields)
    {
        if (permit?.Orders?.Allows(group, fields) == false)
        {
            reader.Fault(
                key,
                $"the criterion \"{key}\" looks at {group}.{string.Join(", ", fields)}, which the permit \"{permit.Id}\" does not have",
                "Take the criterion out, or have the group added to the permit.");
        }
    }

    private static SectionReader? Range(SectionReader reader, CriterionKind kind)
    {
        var range = reader.Section(kind.Name, ConfigurationKeys.OrderRange);
        if (range?.Value("from", required: false) is null && range?.Value("to", required: false) is null && range is not null)
        {
            reader.Fault(kind.Name, $"\"{kind.Name}\" has neither \"from\" nor \"to\"", "Write at least one of them.");
            return null;
        }

        return range;
    }

    private static Criterion? Ages(SectionReader range, CriterionKind kind)
    {
        var from = range.Number("from", 0, CriterionKind.GreatestAge);
        var to = range.Number("to", 0, CriterionKind.GreatestAge);
        return IsEmpty(range, from > to) ? null : kind.OfAges(from, to);
    }

    private static Criterion? Numbers(SectionReader range, CriterionKind kind)
    {
        var from = range.Number("from", 0, kind.Greatest);
        var to = range.Number("to", 0, kind.Greatest);
        return IsEmpty(range, from > to) ? null : kind.OfNumbers(from, to);
    }

    private static Criterion? Days(SectionReader range, CriterionKind kind)
    {
        var from = range.Date("from", required: false);
        var to = range.Date("to", required: false);
        return IsEmpty(range, from > to) ? null : kind.OfDays(from, to);
    }

    private static bool IsEmpty(SectionReader range, bool isEmpty)
    {
        if (isEmpty)
        {
            range.Fault("to", "\"to\" lies before \"from\": nothing can fulfil it", "Correct \"from\" or \"to\".");
        }

        return isEmpty;
    }

    private List<string> Codes(SectionReader reader, CriterionKind kind)
    {
        var known = kind.Known ?? groups.GetValueOrDefault(kind.Group)?.Codes.GetValueOrDefault(kind.Field);
        var codes = new List<string>();
        foreach (var code in reader.Texts(kind.Name))
        {
            if (!kind.IsCode(code.Text))
            {
                faults.Add(code.Place, $"\"{kind.Name}\" is \"{code.Text}\"; expected {kind.Expected}", "Correct the code.");
            }
            else if (known?.Contains(code.Text) == false)
            {
                faults.Add(
                    code.Place, $"there is no code \"{code.Text}\" of \"{kind.Name}\"",
                    known.Count > MostShown
                        ? $"{Suggestion.For(code.Text, known)}Write {kind.Expected}."
                        : $"Possible: {string.Join(", ", known.Select(each => $"\"{each}\""))}.");
            }
            else if (kind.Name != Municipality || IsInArea(code))
            {
                codes.Add(code.Text);
            }
        }

        return codes;
    }

    /// <summary>The municipalities of counties as of today, as far as they are in the permit's area.</summary>
    private Criterion? Regions(SectionReader reader)
    {
        var kind = CriterionKinds.Find(Municipality, target)!;
        CheckPermit(reader, Region, kind.Group, kind.Fields);
        var (codes, isWhole) = (new SortedSet<string>(StringComparer.Ordinal), true);
        foreach (var county in reader.Texts(Region))
        {
            var found = new AreaLoader(municipalities, faults).MunicipalitiesOf(county, today);
            isWhole &= found is not null;
            var inArea = found?.Where(code => area?.Contains(code) != false).ToList();
            if (inArea is { Count: 0 })
            {
                faults.Add(
                    county.Place, $"the county {county.Text} has no municipality in the area of the permit \"{permit!.Id}\"",
                    $"Municipalities of the permit: {string.Join(", ", area!)}.");
                isWhole = false;
            }

            codes.UnionWith(inArea ?? []);
        }

        return isWhole && codes.Count > 0 ? kind.OfCodes([.. codes]) : null;
    }

    private bool IsInArea(JsonValue code)
    {
        if (!new AreaLoader(municipalities, faults).IsKnown(code.Text, code.Place))
        {
            return false;
        }

        if (area?.Contains(code.Text) == false)
        {
            faults.Add(
                code.Place, $"the municipality {code.Text} is outside of the area of the permit \"{permit!.Id}\"",
                $"Municipalities of the permit: {string.Join(", ", area)}.");
            return false;
        }

        return true;
    }
}
