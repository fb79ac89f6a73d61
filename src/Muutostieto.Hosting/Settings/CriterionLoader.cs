using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the criteria of an order.</summary>
/// <param name="groups">The groups that there are, for the codes that they may have.</param>
/// <param name="municipalities">Null when they could not be read.</param>
/// <param name="permit">The order's; null when there is none of that name.</param>
/// <param name="today">The day whose municipalities count.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class CriterionLoader(
    IReadOnlyDictionary<string, GroupOutline> groups,
    MunicipalityDirectory? municipalities,
    Permit? permit,
    DateOnly today,
    FaultCollector faults)
{
    /// <summary>Nesting that an order may have: more is no condition that a person could check.</summary>
    private const int Deepest = 16;

    private const string Municipality = "municipality";
    private const string Region = "region";
    private static readonly string[] Names = [.. CriterionKinds.Combinations, Region, .. CriterionKinds.All.Select(kind => kind.Name)];
    private static readonly HashSet<string> Known = [.. Names];

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
            _ => CriterionKinds.Find(member.Name) is { } kind ? Simple(reader, kind) : null,
        };
    }

    private List<Criterion>? List(SectionReader reader, string key, int depth)
    {
        var items = reader.Items(key);
        var conditions = items.Select(item => Load(item, depth + 1)).ToList();
        return conditions.Count == 0 || conditions.Contains(null) ? null : [.. conditions.OfType<Criterion>()];
    }

    private Criterion? Simple(SectionReader reader, CriterionKind kind)
    {
        CheckPermit(reader, kind);
        return kind.Shape switch
        {
            CriterionShape.Codes => Codes(reader, kind) is { Count: > 0 } codes ? kind.OfCodes(codes) : null,
            CriterionShape.Ages => Range(reader, kind) is { } range ? Ages(range, kind) : null,
            _ => Range(reader, kind) is { } range ? Days(range, kind) : null,
        };
    }

    /// <summary>Being in an extract reveals what its criteria look at, so that must be data of the permit.</summary>
    private void CheckPermit(SectionReader reader, CriterionKind kind, string? key = null)
    {
        if (permit?.Orders is { } orders
            && (orders.Groups.FirstOrDefault(group => group.Group == kind.Group) is not { } allowed
                || allowed.Fields?.Contains(kind.Field) == false))
        {
            reader.Fault(
                key ?? kind.Name,
                $"the criterion \"{key ?? kind.Name}\" looks at {kind.Group}.{kind.Field}, which the permit \"{permit.Id}\" does not have",
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
            range.Fault("to", "\"to\" lies before \"from\": no person can fulfil it", "Correct \"from\" or \"to\".");
        }

        return isEmpty;
    }

    private List<string> Codes(SectionReader reader, CriterionKind kind)
    {
        var known = groups.GetValueOrDefault(kind.Group)?.Codes.GetValueOrDefault(kind.Field);
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
                    $"Possible: {string.Join(", ", known.Select(each => $"\"{each}\""))}.");
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
        var kind = CriterionKinds.Find(Municipality)!;
        CheckPermit(reader, kind, Region);
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
